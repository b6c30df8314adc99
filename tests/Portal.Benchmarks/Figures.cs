using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Benchmarks;

/// <summary>The figures of one benchmark, a JSON line each. Progress goes to standard error, with the seconds since the start.</summary>
sealed class Figures(string benchmark)
{
    static readonly JsonSerializerOptions json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.Never };
    static readonly Stopwatch clock = Stopwatch.StartNew();

    /// <param name="limit">What the bare counterpart reached in this run, or the most that is allowed.</param>
    public void Print(string figure, double value, string unit, double? limit = null) =>
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            benchmark, figure, value = Rounded(value), limit = Rounded(limit),
            ratio = limit is > 0 ? Math.Round(value / limit.Value, 3) : (double?)null, unit,
        }, json));

    /// <summary>Since the start of this program.</summary>
    public static TimeSpan Elapsed => clock.Elapsed;

    public static void Progress(string text) => Console.Error.WriteLine($"{clock.Elapsed.TotalSeconds,6:0.0} s  {text}");

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    static double? Rounded(double? value) => value is { } v ? Math.Round(v, Math.Abs(v) < 100 ? 2 : 0) : null;
}
