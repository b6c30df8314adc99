using Portal.Benchmarks.Load;
using Portal.Benchmarks.Storm;
using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Pages;

/// <summary>
/// The page of own appointments while acting for somebody else, against the same page for oneself: the same portal, the
/// same appointments, in turns. Wanted: at most 15 % more costly (a ratio of 0.87 or more).
/// </summary>
static class ActingBenchmark
{
    public static async Task<bool> Run()
    {
        await using var county = await County.Start();
        await StormSeed.People(county);
        await StormSeed.History(county);
        var all = await Residents.Make(county, 2 * PageBenchmark.People);
        var (owners, delegates) = (all.Part(..PageBenchmark.People), all.Part(PageBenchmark.People..));
        var marks = await PageBenchmark.Appointments(county, owners);
        await Delegates.Act(county, delegates, owners);
        await county.Execute("vacuum analyze");
        Figures.Progress($"{PageBenchmark.People} residents have four appointments each, and somebody who acts for them");

        await using var portal = await county.StartPortal(settings: ("Jobs__Run", "false"));
        (string Name, byte[][] Requests)[] crowds =
        [
            ("oneself", PageBenchmark.Requests(portal.Port, "/fi/appointments", owners.Cookies)),
            ("another", PageBenchmark.Requests(portal.Port, "/fi/appointments", delegates.Cookies)),
        ];
        List<Pressed>[] seen = [[], []];
        List<Cpu.Used>[] cpu = [[], []];
        var shown = 0L;

        Cpu.Used Press(int who, TimeSpan time, bool counts)
        {
            var (pressed, used) = PageBenchmark.Press(county, portal, crowds[who].Requests, marks, time);
            if (who == 1) shown += pressed.Requests - pressed.Failures;
            if (pressed.FirstFailure is { } failure) Figures.Progress(failure);
            if (!counts) return used;
            seen[who].Add(pressed);
            cpu[who].Add(used);
            Figures.Progress($"{crowds[who].Name}: {pressed.PerSecond(pressed.Requests):0} requests/s, p99 {pressed.Milliseconds(99):0.0} ms, cpu of a request {used.Server * 1e6:0} + {used.Database * 1e6:0} us, {pressed.Failures} failures");
            return used;
        }

        for (var who = 0; who < 2; who++) WarmUp.Run(() => Press(who, TimeSpan.FromSeconds(3), counts: false).Server);
        await county.TidyUp();
        // Short turns, and each begins every other pair: what else the machine does falls on both alike.
        for (var round = 0; round < 2 * PageBenchmark.Rounds; round++)
            foreach (var who in round % 2 == 0 ? new[] { 0, 1 } : [1, 0]) Press(who, PageBenchmark.RoundTime / 2, counts: true);

        var figures = new Figures("acting");
        void Line(string figure, string unit, Func<Pressed, double> of) => figures.Print(figure, Figures.Median(seen[1].Select(of)), unit, Figures.Median(seen[0].Select(of)));
        Line("requests_per_s", "1/s", p => p.PerSecond(p.Requests - p.Failures));
        Line("p50", "ms", p => p.Milliseconds(50));
        Line("p99", "ms", p => p.Milliseconds(99));
        figures.Print("server_cpu_per_request", Figures.Median(cpu[1].Select(c => c.Server * 1e6)), "us", Figures.Median(cpu[0].Select(c => c.Server * 1e6)));
        figures.Print("database_cpu_per_request", Figures.Median(cpu[1].Select(c => c.Database * 1e6)), "us", Figures.Median(cpu[0].Select(c => c.Database * 1e6)));
        figures.Print("failed_requests", seen[1].Sum(p => p.Failures), "requests", limit: 0);

        // Each page shown for another left its line, with who acted, for whom and on what ground.
        var unaudited = shown - await county.Ask<long>("""
            select count(*) from audit.event where action = 'booking.appointments.viewed' and self <> subject and basis = 'mandate'
            """);
        figures.Print("without_audit_line", unaudited, "pages", limit: 0);
        return unaudited == 0;
    }
}
