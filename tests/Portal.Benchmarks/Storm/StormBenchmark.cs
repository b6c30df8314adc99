using Portal.Benchmarks.Load;
using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Storm;

/// <summary>
/// 64 clients, all after the same 2 000 times, and again over 200 000 times; then the database is asked whether every
/// promise was kept. The bare endpoint does the same in turns with the portal; the medians of the rounds are printed.
/// </summary>
static class StormBenchmark
{
    const int Rounds = 3, Enough = 25_000;
    static readonly TimeSpan longest = TimeSpan.FromSeconds(15);

    /// <summary>On a busy machine the later rounds are left out, so that all ends within five minutes.</summary>
    static readonly TimeSpan lastStart = TimeSpan.FromSeconds(200);

    public static async Task<bool> Run()
    {
        await using var county = await County.Start();
        await StormSeed.People(county);
        await StormSeed.History(county);
        await StormSeed.Bare(county);
        var residents = await Residents.Make(county, Sale.Residents);
        Figures.Progress($"{Sale.Residents} residents are signed in");

        var day = new DateTimeOffset(DateTime.UtcNow.Date.AddDays(2), TimeSpan.Zero);
        var warmUp = new Times(2_000, day);
        var few = Enumerable.Range(0, Rounds).Select(_ => new Times(50, day = day.AddDays(8))).ToArray();
        var many = new Times(5_000, day.AddDays(2));
        foreach (var times in (Times[])[warmUp, .. few, many]) await StormSeed.Write(county, times);
        await county.Execute("vacuum analyze booking.slot, booking.slot_service");
        Figures.Progress($"{many.Slots.Length + few.Sum(f => f.Slots.Length)} times are offered");

        // Jobs are another process's work here: what is measured is taking bookings, not delivering them.
        await using var portal = await county.StartPortal(settings: ("Jobs__Run", "false"));
        await using var bare = await county.StartLimit("booking");
        Counter[] counters = [Counters.Bare(bare, residents), Counters.Portal(portal, residents)];
        foreach (var counter in counters)
        {
            var press = 0;
            WarmUp.Run(() => Sale.Draw(county, counter, warmUp, press++, 2_000, TimeSpan.FromSeconds(3)).CpuPerBooking.Server);
        }
        await county.TidyUp();
        Figures.Progress("both are warm");

        List<Sale>[] rushes = [[], []], draws = [[], []];
        for (var round = 0; round < Rounds && (round == 0 || Figures.Elapsed < lastStart); round++)
            for (var who = 0; who < 2; who++)
            {
                rushes[who].Add(Sale.Rush(county, counters[who], few[round]));
                draws[who].Add(Sale.Draw(county, counters[who], many, round, Enough, longest));
                foreach (var sale in (Sale[])[rushes[who][^1], draws[who][^1]])
                    if (sale.Pressed.FirstFailure is { } failure) Figures.Progress(failure);
                Figures.Progress($"round {round + 1}, {counters[who].Name}: {rushes[who][^1].BookingsPerSecond:0} bookings/s of 2 000, {draws[who][^1].BookingsPerSecond:0} of 200 000, " +
                    $"p99 {draws[who][^1].Pressed.Milliseconds(99):0.0} ms, cpu of a booking {draws[who][^1].CpuPerBooking.Server * 1e6:0} + {draws[who][^1].CpuPerBooking.Database * 1e6:0} us, {rushes[who][^1].Pressed.Failures + draws[who][^1].Pressed.Failures} failures");
            }

        var figures = new Figures("storm");
        Print(figures, "", "bookings_per_s", draws);
        Print(figures, "rush_", "bookings_per_s", rushes);
        return await StormVerdict.Print(county, figures, residents, [.. rushes[1], .. draws[1]]);
    }

    static void Print(Figures figures, string prefix, string main, List<Sale>[] sales)
    {
        void Line(string figure, string unit, Func<Sale, double> of) =>
            figures.Print(prefix + figure, Figures.Median(sales[1].Select(of)), unit, Figures.Median(sales[0].Select(of)));
        Line(main, "1/s", s => s.BookingsPerSecond);
        Line("requests_per_s", "1/s", s => s.Pressed.PerSecond(s.Pressed.Requests));
        Line("p50", "ms", s => s.Pressed.Milliseconds(50));
        Line("p99", "ms", s => s.Pressed.Milliseconds(99));
        Line("server_cpu_per_booking", "us", s => s.CpuPerBooking.Server * 1e6);
        Line("database_cpu_per_booking", "us", s => s.CpuPerBooking.Database * 1e6);
    }
}
