using System.Text;
using Portal.Benchmarks.Load;
using Portal.Benchmarks.Storm;
using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Pages;

/// <summary>
/// The page of own appointments, asked for by many signed-in residents with a few appointments each. The bare page
/// shows the same appointments from the same tables; they take turns, and the medians of the rounds are printed.
/// </summary>
static class PageBenchmark
{
    internal const int People = 2_000, Rounds = 3;
    const int Clients = 32;
    internal static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(10);

    public static async Task<bool> Run()
    {
        await using var county = await County.Start();
        await StormSeed.People(county);
        await StormSeed.History(county);
        var residents = await Residents.Make(county, People);
        var marks = await Appointments(county, residents);
        await county.Execute("vacuum analyze");
        Figures.Progress($"{People} residents are signed in and have four appointments each");

        await using var portal = await county.StartPortal(settings: ("Jobs__Run", "false"));
        await using var bare = await county.StartLimit("page");
        (string Name, ServerProcess Server, byte[][] Requests)[] servers =
        [
            ("bare", bare, Requests(bare.Port, "/appointments", residents.Keys.Select(key => $"bare={key}"))),
            ("portal", portal, Requests(portal.Port, "/fi/appointments", residents.Cookies)),
        ];
        var shown = 0L;
        foreach (var (name, server, requests) in servers)
            WarmUp.Run(() =>
            {
                var (pressed, used) = Press(county, server, requests, marks, TimeSpan.FromSeconds(3));
                if (name == "portal") shown += pressed.Requests - pressed.Failures;
                return used.Server;
            });
        await county.TidyUp();
        Figures.Progress("both are warm");

        List<Pressed>[] seen = [[], []];
        List<Cpu.Used>[] cpu = [[], []];
        for (var round = 1; round <= Rounds; round++)
            for (var who = 0; who < 2; who++)
            {
                var (pressed, used) = Press(county, servers[who].Server, servers[who].Requests, marks, RoundTime);
                seen[who].Add(pressed);
                cpu[who].Add(used);
                if (who == 1) shown += pressed.Requests - pressed.Failures;
                Figures.Progress($"round {round}, {servers[who].Name}: {pressed.PerSecond(pressed.Requests):0} requests/s, p99 {pressed.Milliseconds(99):0.0} ms, cpu of a request {cpu[who][^1].Server * 1e6:0} + {cpu[who][^1].Database * 1e6:0} us, {pressed.Failures} failures");
                if (pressed.FirstFailure is { } failure) Figures.Progress(failure);
            }

        var figures = new Figures("page");
        void Line(string figure, string unit, Func<Pressed, double> of) =>
            figures.Print(figure, Figures.Median(seen[1].Select(of)), unit, Figures.Median(seen[0].Select(of)));
        Line("requests_per_s", "1/s", p => p.PerSecond(p.Requests - p.Failures));
        Line("p50", "ms", p => p.Milliseconds(50));
        Line("p99", "ms", p => p.Milliseconds(99));
        figures.Print("server_cpu_per_request", Figures.Median(cpu[1].Select(c => c.Server * 1e6)), "us", Figures.Median(cpu[0].Select(c => c.Server * 1e6)));
        figures.Print("database_cpu_per_request", Figures.Median(cpu[1].Select(c => c.Database * 1e6)), "us", Figures.Median(cpu[0].Select(c => c.Database * 1e6)));
        figures.Print("failed_requests", seen[1].Sum(p => p.Failures), "requests", limit: 0);

        // Every page that was shown left its line in the audit log, and no other did.
        var unaudited = shown - await county.Ask<long>("select count(*) from audit.event where action = 'booking.appointments.viewed'");
        figures.Print("without_audit_line", unaudited, "pages", limit: 0);
        return unaudited == 0;
    }

    /// <summary>Two past and two coming appointments each; returns the id of one that the resident's page must show.</summary>
    internal static async Task<byte[][]> Appointments(County county, Residents residents)
    {
        var marks = new byte[People][];
        foreach (var days in (int[])[-60, -20, 10, 40])
        {
            var times = new Times(People / Times.Professionals, new DateTimeOffset(DateTime.UtcNow.Date.AddDays(days), TimeSpan.Zero).AddHours(7));
            await StormSeed.Write(county, times);
            var ids = times.Slots.Select(_ => Guid.CreateVersion7()).ToArray();
            await county.Execute("""
                insert into booking.appointment (id, slot_id, subject, booked_by, service, unit_id, professional_id, room_id, mode, period, status, created_at, changed_at, delivered_version)
                select w.id, s.id, w.subject, w.subject, $4, unit_id, professional_id, room_id, mode, tstzrange(starts_at, ends_at), 'booked', now(), now(), 1
                from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as w (id, slot, subject) join booking.slot s on s.id = w.slot
                """, ids, times.Slots, residents.Ids, Times.Service);
            for (var i = 0; i < People; i++) marks[i] = Encoding.ASCII.GetBytes(ids[i].ToString());
        }
        return marks;
    }

    internal static byte[][] Requests(int port, string path, IEnumerable<string> cookies) =>
        [.. cookies.Select(cookie => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept: text/html\r\nCookie: {cookie}\r\n\r\n"))];

    internal static (Pressed, Cpu.Used) Press(County county, ServerProcess server, byte[][] requests, byte[][] marks, TimeSpan time)
    {
        var before = county.Cpu.Now(server.Id);
        var end = DateTime.UtcNow + time;
        var pressed = Crowd.Press(Clients, server.Port, client =>
        {
            var who = client.Random.Next(People);
            var answer = client.Send(requests[who]);
            if (answer.Status != 200 || answer.Body.IndexOf(marks[who]) < 0 || answer.Body.IndexOf("</html>"u8) < 0)
                client.Fail($"Answer {answer.Status} of {answer.Body.Length} bytes is not the resident's own whole page: {Encoding.UTF8.GetString(answer.Head[..Math.Min(answer.Head.Length, 300)])}");
            return DateTime.UtcNow < end;
        });
        return (pressed, (county.Cpu.Now(server.Id) - before) / pressed.Requests);
    }
}
