using System.Text;
using Portal.Benchmarks.Load;
using Portal.Benchmarks.Pages;
using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Readings;

/// <summary>
/// Residents with 5 000 blood pressures each in the last year open the chart of the year, in turns with a bare endpoint that
/// asks the same of the same tables in one indexed query and answers with the same HTML from memory. Then submissions of 56
/// readings, a transaction each, in turns with the bare insert of a case and 56 rows.
/// </summary>
static class ReadingsBenchmark
{
    const int People = 100, Each = 5_000, First = 100;
    const int Clients = 16, Rounds = 3;
    const string Path = "/fi/measurements/blood-pressure?range=year";
    static readonly TimeSpan roundTime = TimeSpan.FromSeconds(10);

    public static async Task<bool> Run()
    {
        await using var county = await County.Start();
        var residents = await Residents.Make(county, People);
        await ReadingsSeed.Asked(county, residents);
        var figures = new Figures("readings");
        var kept = await Charts(county, residents, figures);
        return await Submissions.Run(county, figures) && kept;
    }

    static async Task<bool> Charts(County county, Residents residents, Figures figures)
    {
        await using var portal = await county.StartPortal(settings: ("Jobs__Run", "false"));
        var requests = PageBenchmark.Requests(portal.Port, Path, residents.Cookies);
        var shown = 0L;

        // The same page of a hundred readings first: where the database needs all processors for each chart, .NET does not get to compile.
        await ReadingsSeed.Year(county, residents, First);
        WarmUp.Run(() => Count(Ask(county, portal, requests, TimeSpan.FromSeconds(3), First)).Server);
        await ReadingsSeed.Year(county, residents, Each - First);
        await county.TidyUp();
        Figures.Progress($"{People} residents have measured their blood pressure {Each} times");

        var page = Whole(portal, requests[0]);
        shown++;
        var file = System.IO.Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, page);
        try
        {
            await using var bare = await county.StartLimit("readings", ("Limit__Html", file));
            (string Name, ServerProcess Server, byte[][] Requests)[] servers =
                [("bare", bare, PageBenchmark.Requests(bare.Port, "/year", residents.Ids.Select(id => $"person={id}"))), ("portal", portal, requests)];
            List<Pressed>[] seen = [[], []];
            List<Cpu.Used>[] cpu = [[], []];

            Cpu.Used Press(int who, TimeSpan time, bool counts)
            {
                var (pressed, used) = Ask(county, servers[who].Server, servers[who].Requests, time, Each);
                if (who == 1) Count((pressed, used));
                if (!counts) return used;
                seen[who].Add(pressed);
                cpu[who].Add(used);
                Figures.Progress($"{servers[who].Name}: {pressed.PerSecond(pressed.Requests):0} charts/s, p99 {pressed.Milliseconds(99):0.0} ms, cpu of a chart {used.Server * 1e6:0} + {used.Database * 1e6:0} us, {pressed.Failures} failures");
                return used;
            }

            for (var who = 0; who < 2; who++) WarmUp.Run(() => Press(who, TimeSpan.FromSeconds(3), counts: false).Server);
            for (var round = 0; round < Rounds; round++)
                for (var who = 0; who < 2; who++) Press(who, roundTime, counts: true);

            void Line(string figure, string unit, Func<Pressed, double> of) => figures.Print(figure, Figures.Median(seen[1].Select(of)), unit, Figures.Median(seen[0].Select(of)));
            Line("requests_per_s", "1/s", p => p.PerSecond(p.Requests - p.Failures));
            Line("p50", "ms", p => p.Milliseconds(50));
            Line("p99", "ms", p => p.Milliseconds(99));
            figures.Print("server_cpu_per_request", Figures.Median(cpu[1].Select(c => c.Server * 1e6)), "us", Figures.Median(cpu[0].Select(c => c.Server * 1e6)));
            figures.Print("database_cpu_per_request", Figures.Median(cpu[1].Select(c => c.Database * 1e6)), "us", Figures.Median(cpu[0].Select(c => c.Database * 1e6)));
            figures.Print("page_bytes", page.Length, "B");
            figures.Print("failed_requests", seen[1].Sum(p => p.Failures), "requests", limit: 0);

            // Every chart that was shown left its line in the audit log, and nothing else did.
            var unaudited = shown - await county.Ask<long>("select count(*) from audit.event where action = 'measurements.series.seen'");
            figures.Print("without_audit_line", unaudited, "pages", limit: 0);
            return unaudited == 0;
        }
        finally
        {
            File.Delete(file);
        }

        Cpu.Used Count((Pressed Pressed, Cpu.Used Used) asked)
        {
            shown += asked.Pressed.Requests - asked.Pressed.Failures;
            if (asked.Pressed.FirstFailure is { } failure) Figures.Progress(failure);
            return asked.Used;
        }
    }

    /// <summary>What a chart of so many readings says.</summary>
    static byte[] Mark(int readings) => Encoding.UTF8.GetBytes($"Mittauksia {readings}, viikkoja");

    /// <summary>What the limit will answer with.</summary>
    static byte[] Whole(ServerProcess portal, byte[] request)
    {
        using var http = new RawHttp(portal.Port);
        var answer = http.Send(request);
        return answer.Status == 200 && answer.Body.IndexOf(Mark(Each)) > 0 ? answer.Body.ToArray()
            : throw new DevStack.StackException($"The chart's page answers {answer.Status}: {Encoding.UTF8.GetString(answer.Body[..Math.Min(answer.Body.Length, 500)])}");
    }

    static (Pressed, Cpu.Used) Ask(County county, ServerProcess server, byte[][] requests, TimeSpan time, int readings)
    {
        var mark = Mark(readings);
        var before = county.Cpu.Now(server.Id);
        var end = DateTime.UtcNow + time;
        var pressed = Crowd.Press(Clients, server.Port, client =>
        {
            var answer = client.Send(requests[client.Random.Next(requests.Length)]);
            if (answer.Status != 200 || answer.Body.IndexOf(mark) < 0 || answer.Body.IndexOf("</html>"u8) < 0)
                client.Fail($"Answer {answer.Status} of {answer.Body.Length} bytes is not the whole page with {readings} readings.");
            return DateTime.UtcNow < end;
        });
        return (pressed, (county.Cpu.Now(server.Id) - before) / pressed.Requests);
    }
}
