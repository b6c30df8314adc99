using Portal.Features.Content;

namespace Portal.Features.Measurements;

/// <summary>
/// Which readings stand out: a value whose distance from the median is more than 4.5 times the median distance of all (about
/// three standard deviations where values spread evenly), for series of five or more. The median distance counts as at least
/// 2 % of the median, so that in a very even series an ordinary value does not stand out. What stands out is shown, never
/// left out by itself. Where the best of each time counts, the others are compared with nothing. A meter's HI or LO always
/// stands out.
/// </summary>
static class SeriesOutliers
{
    const int Fewest = 5;
    const decimal Times = 4.5m, LeastShare = 0.02m;

    /// <param name="readings">Of the measure.</param>
    public static HashSet<Guid> In(Measure measure, IReadOnlyCollection<Reading> readings)
    {
        HashSet<Guid> found = [.. readings.Where(r => r.MeterShows is not null).Select(r => r.Id)];
        var counting = BestOfEach.In(measure, readings);
        for (var i = 0; i < measure.Quantities.Count; i++)
        {
            List<(Guid Id, decimal Value)> those = [.. counting.Where(r => r.Values[i] is not null).Select(r => (r.Id, r.Values[i]!.Value))];
            if (those.Count < Fewest) continue;
            var middle = Median(those.Select(t => t.Value));
            var distance = Math.Max(Median(those.Select(t => Math.Abs(t.Value - middle))), Math.Abs(middle) * LeastShare);
            foreach (var (id, value) in those) if (Math.Abs(value - middle) > Times * distance) found.Add(id);
        }
        return found;
    }

    static decimal Median(IEnumerable<decimal> values)
    {
        List<decimal> sorted = [.. values.Order()];
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
