using System.ComponentModel;
using System.Text.Json;
using Portal.DevStack;

namespace Portal.Benchmarks.Weight;

/// <summary>
/// What the real Lighthouse says of a page, in Chromium as a mid-range phone on a slow mobile network (infra/lighthouse).
/// It is a help and no promise: without Chromium or the packages the other figures are printed all the same.
/// </summary>
static class Lighthouse
{
    /// <summary>So many looks at each page; the median is told.</summary>
    const int Looks = 3;

    /// <summary>All of the benchmark ends within five minutes.</summary>
    static readonly TimeSpan End = TimeSpan.FromSeconds(285);

    static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web);
    static readonly string folder = Repository.Folder("infra", "lighthouse");

    /// <param name="Scores">performance, accessibility, best-practices: of a hundred.</param>
    /// <param name="Times">fcp, lcp and tbt in milliseconds; cls has no unit.</param>
    /// <param name="Bytes">What the browser loaded, with headers, its cache empty.</param>
    /// <param name="Findings">What took points, in Lighthouse's words.</param>
    public sealed record Report(Dictionary<string, double> Scores, Dictionary<string, double> Times, int Bytes, int Requests, string[] Findings);

    /// <summary>Null when there is none, and the reason has been told.</summary>
    public static async Task<Report?> Look(string address, string? cookie)
    {
        using var end = new CancellationTokenSource(Max(End - Figures.Elapsed, TimeSpan.Zero));
        try
        {
            var environment = new Dictionary<string, string>
            {
                ["CHROMIUM"] = Chromium.Path(), ["CHROMIUM_FLAGS"] = JsonSerializer.Serialize(Chromium.Flags), ["LOOKS"] = $"{Looks}", ["COOKIE"] = cookie ?? "",
            };
            await NodePackages.Restore(folder, new(step => { if (step.Took is { } took) Figures.Progress($"{step.What} ({took.TotalSeconds:0.0} s)"); }), end.Token);
            var (code, output) = await Tool.Run("node", ["look.mjs", address], folder, environment, end.Token);
            if (code != 0) throw new StackException($"it ended with {code}: {Reason(output)}");
            return JsonSerializer.Deserialize<Report[]>(output.Split('\n')[0], json)![0];   // after it come warnings, if any
        }
        catch (Exception e) when (e is StackException or Win32Exception or JsonException or OperationCanceledException)
        {
            Figures.Progress($"No figures of Lighthouse: {(e is OperationCanceledException ? "there was no time left for it." : e.Message.Split('\n')[0])}");
            return null;
        }
    }

    /// <summary>Node shows the place in the program first, then the line that says what is wrong.</summary>
    static string Reason(string output) => output.Split('\n').FirstOrDefault(line => line.Contains("Error: ", StringComparison.Ordinal)) ?? output;

    static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
