using Portal.Benchmarks.Limits;
using Portal.Benchmarks.Storm;
using Portal.DevStack;

namespace Portal.Benchmarks;

/// <summary>
/// <c>dotnet run -c Release --project tests/Portal.Benchmarks -- NAME</c> runs one benchmark: figures as JSON lines on
/// standard output, progress on standard error. The exit code says whether every promise was kept, never how fast.
/// </summary>
static class Benchmarks
{
    static readonly Dictionary<string, Func<Task<bool>>> all = new()
    {
        ["storm"] = StormBenchmark.Run,
        ["page"] = Pages.PageBenchmark.Run,
        ["acting"] = Pages.ActingBenchmark.Run,
        ["chat"] = Chat.ChatBenchmark.Run,
        ["readings"] = Readings.ReadingsBenchmark.Run,
        ["weight"] = Weight.WeightBenchmark.Run,
        ["startup"] = Startup.StartupBenchmark.Run,
    };

    static async Task<int> Main(string[] args)
    {
        // The same program is the bare endpoint that the portal is measured against, as a process of its own.
        if (args is ["limit", var limit]) return await Limit.Serve(limit);
        if (args is not [var name] || !all.TryGetValue(name, out var run))
        {
            Console.Error.WriteLine($"Say which benchmark: {string.Join(", ", all.Keys)}");
            return 2;
        }
        try
        {
            return await run() ? 0 : 1;
        }
        catch (StackException e)
        {
            Console.Error.WriteLine(e.Message);
            return 3;
        }
    }
}
