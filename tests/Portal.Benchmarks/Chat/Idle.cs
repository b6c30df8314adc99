using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Chat;

/// <summary>Ten thousand people who have a conversation open and say nothing: what they cost in memory.</summary>
static class Idle
{
    const int Count = 10_000;

    public static async Task Measure(County county, Figures figures, (string, string)[] settings)
    {
        var guests = await ChatWorld.Guests(county, Count);
        await county.TidyUp();
        await using var portal = await county.StartPortal(settings: settings);
        List<Line> lines = [];
        var gone = 0;
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        try
        {
            await Open(guests[..200]);   // what the first ones load is not theirs alone
            var before = portal.Memory();
            await Open(guests[200..]);
            Figures.Progress($"{lines.Count} connections in {System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s");
            await Task.Delay(TimeSpan.FromSeconds(8));   // sessions and pings go round once or twice
            foreach (var line in lines) line.Say("{\"type\":6}\u001e");
            await Task.Delay(TimeSpan.FromSeconds(4));
            var after = portal.Memory();
            figures.Print("idle_connections", lines.Count - gone, "connections", Count);
            figures.Print("idle_memory", after.Resident / 1048576.0, "MiB", 1024);
            figures.Print("memory_per_idle_connection", (after.Resident - before.Resident) / 1024.0 / (lines.Count - 200), "KiB");
        }
        finally
        {
            Volatile.Write(ref gone, int.MinValue / 2);
            foreach (var line in lines) line.Dispose();
        }

        async Task Open(IEnumerable<(Guid Case, string Cookie)> some)
        {
            foreach (var part in some.Chunk(64))
                lines.AddRange(await Task.WhenAll(part.Select(g => Line.Open(portal.Port, new SignalRWire(), g.Case, "resident", 0, g.Cookie, (_, what, _) =>
                {
                    if (what == Heard.Refused) Interlocked.Increment(ref gone);
                }))));
        }
    }
}
