using Portal.Features.Content;

namespace Portal.Features.Measurements;

/// <summary>
/// What counts of a series: each reading, or, where the measure says so, the best (the highest) of each time. Peak flow is
/// blown three times in a row and the best blow is the value; the mean of all of them would tell of the poor attempts.
/// </summary>
static class BestOfEach
{
    /// <summary>
    /// In order of time. A time lasts so many minutes from its first reading and tells of one thing: a blow after the reliever
    /// does not stand for those before it. A reading that does not say what it tells of belongs to the time that goes on.
    /// </summary>
    public static List<Reading> In(Measure measure, IEnumerable<Reading> readings)
    {
        if (measure.BestWithinMinutes is not { } minutes) return [.. readings.OrderBy(r => r.MeasuredAt)];
        List<Reading> best = [];
        DateTimeOffset began = default;
        string? context = null;
        foreach (var r in readings.OrderBy(r => r.MeasuredAt).ThenBy(r => r.Context, StringComparer.Ordinal))
        {
            var goesOn = best.Count > 0 && r.MeasuredAt - began <= TimeSpan.FromMinutes(minutes) && (context is null || r.Context is null || r.Context == context);
            if (!goesOn)
            {
                best.Add(r);
                (began, context) = (r.MeasuredAt, r.Context);
                continue;
            }
            if (r.Value1 > best[^1].Value1 || best[^1].Value1 is null) best[^1] = r;
            context ??= r.Context;
        }
        return best;
    }
}
