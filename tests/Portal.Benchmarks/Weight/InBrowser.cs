namespace Portal.Benchmarks.Weight;

/// <summary>The figures of a real browser beside those counted over HTTP: Lighthouse's, and what it saw travel.</summary>
static class InBrowser
{
    /// <summary>What Lighthouse calls good on a phone (web.dev/vitals; total blocking time by its own scale).</summary>
    static readonly Dictionary<string, (double Limit, string Unit)> good = new()
    {
        ["fcp"] = (1800, "ms"), ["lcp"] = (2500, "ms"), ["tbt"] = (200, "ms"), ["cls"] = (0.1, "shift"),
    };

    public static async Task Print(Figures figures, string portal, IEnumerable<(string Name, string Path, string? Cookie)> pages, int bytesAllowed)
    {
        foreach (var (name, path, cookie) in pages)
        {
            if (await Lighthouse.Look(portal + path, cookie) is not { } report) return;   // the next would fail the same way
            Print(figures, name, report, bytesAllowed);
        }
    }

    static void Print(Figures figures, string page, Lighthouse.Report report, int bytesAllowed)
    {
        foreach (var (name, score) in report.Scores) figures.Print($"lighthouse-{page}-{name}", score, "score", 100);
        foreach (var (name, time) in report.Times) figures.Print($"lighthouse-{page}-{name}", time, good[name].Unit, good[name].Limit);
        figures.Print($"lighthouse-{page}-bytes", report.Bytes, "B", bytesAllowed);
        figures.Print($"lighthouse-{page}-requests", report.Requests, "requests");
        foreach (var finding in report.Findings) Figures.Progress($"{page}: {finding}");
    }
}
