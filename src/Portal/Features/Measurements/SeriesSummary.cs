using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Features.Measurements;

/// <summary>What a series of one quantity comes to.</summary>
/// <param name="Mean">Of those that count, exact; rounded where it is shown.</param>
/// <param name="Change">The mean of the last third of the days minus that of the first third; null with fewer than three days.</param>
/// <param name="Morning">The mean of what was measured from 4 to 12; null without any.</param>
/// <param name="Evening">From 16 to 4.</param>
public sealed record QuantitySummary(Quantity Quantity, decimal Mean, decimal Lowest, decimal Highest, decimal? Change, decimal? Morning, decimal? Evening)
{
    /// <summary>Less than 2 % of the mean is no change.</summary>
    public bool IsSteady => Change is { } change && Math.Abs(change) < Math.Abs(Mean) * 0.02m;
}

/// <summary>
/// What a reviewer sees first of a series of one measure. Means, the share in target, the change and the times of day leave
/// the first day out where the measure says so and there are other days; the range and what stands out is of all. Where only
/// the best of each time counts (<see cref="BestOfEach"/>), all of them are of the best ones. A meter's HI or LO has no number:
/// it stands out, and is out of target where there is one.
/// Days are Helsinki days; decimal arithmetic throughout.
/// </summary>
public sealed record SeriesSummary
{
    public required Measure Measure { get; init; }

    /// <summary>Readings, and the days on which they were measured; withdrawals are not counted.</summary>
    public int Count { get; init; }
    public int Days { get; init; }

    /// <summary>Readings that the mean is of; where the best of each time counts, the times.</summary>
    public IReadOnlyList<Reading> Counting { get; init; } = [];
    public int Counted => Counting.Count;
    public bool FirstDayOut { get; init; }

    /// <summary>Those of the measure that have values, in its order. Empty for words.</summary>
    public IReadOnlyList<QuantitySummary> Quantities { get; init; } = [];

    /// <summary>Counted readings that have a target (it may depend on what a reading tells of), and those that meet it.</summary>
    public int Aimed { get; init; }
    public int InTarget { get; init; }

    /// <summary>Far from the others: see <see cref="SeriesOutliers"/>.</summary>
    public IReadOnlySet<Guid> Outliers { get; init; } = new HashSet<Guid>();

    /// <summary>Days of the plan that are over and without a reading.</summary>
    public IReadOnlyList<DateOnly> MissingDays { get; init; } = [];

    /// <summary>Of those that have a target, rounded to whole; null when none has.</summary>
    public int? TargetPercent => Aimed > 0 ? (int)Math.Round(100m * InTarget / Aimed, MidpointRounding.AwayFromZero) : null;

    /// <summary>The mean of a quantity as the reviewer sees it; null where there is none.</summary>
    public decimal? Mean(int quantity) => Measure.Mean && quantity < Measure.Quantities.Count && Quantities.FirstOrDefault(q => q.Quantity == Measure.Quantities[quantity]) is { } its ? Round(its.Quantity, its.Mean) : null;

    /// <summary>As exact as the quantity is typed; of whole numbers whole ones.</summary>
    public static decimal Round(Quantity quantity, decimal value) => Math.Round(value, quantity.Decimals, MidpointRounding.AwayFromZero);

    /// <param name="measure">Of all the readings.</param>
    /// <param name="readings">In any order.</param>
    /// <param name="target">Where the values should be.</param>
    /// <param name="plan">Whose days are to be measured; null when nobody has asked for them.</param>
    /// <param name="today">The Helsinki day: it is not over, and not missing yet.</param>
    public static SeriesSummary Of(Measure measure, IEnumerable<Reading> readings, Func<Reading, Target?> target, Plan? plan, DateOnly today)
    {
        List<Reading> all = [.. readings.Where(r => !r.Withdraws && r.State != ReadingState.Withdrawn).OrderBy(r => r.MeasuredAt)];
        List<DateOnly> days = [.. all.Select(Day).Distinct()];
        var firstOut = measure.FirstDayOut && days.Count > 1;
        List<Reading> values = BestOfEach.In(measure, all), aimed = firstOut ? values.FindAll(r => Day(r) != days[0]) : values, counted = aimed.FindAll(r => r.MeterShows is null);
        return new()
        {
            Measure = measure, Count = all.Count, Days = days.Count, Counting = counted, FirstDayOut = firstOut,
            Quantities = [.. measure.Quantities.Select((q, i) => Quantity(q, i, values, counted)).OfType<QuantitySummary>()],
            Aimed = measure.IsWords ? 0 : aimed.Count(r => target(r) is not null),
            InTarget = counted.Count(r => target(r) is { } its && its.Met(r.Value1, r.Value2)),
            Outliers = SeriesOutliers.In(measure, all),
            MissingDays = plan is null ? [] : [.. Until(plan, today).Where(d => plan.IsOn(d) && !days.Contains(d))],
        };
    }

    static QuantitySummary? Quantity(Quantity q, int i, List<Reading> values, List<Reading> counted)
    {
        List<(Reading Of, decimal Value)> those = [.. counted.Where(r => r.Values[i] is not null).Select(r => (r, r.Values[i]!.Value))];
        if (those.Count == 0) return null;
        List<decimal> range = [.. values.Select(r => r.Values[i]).OfType<decimal>()];
        return new(q, Average(those), range.Min(), range.Max(), Change(those),
            MeanOf(those.FindAll(t => Hour(t.Of) is >= 4 and < 12)), MeanOf(those.FindAll(t => Hour(t.Of) is >= 16 or < 4)));
    }

    /// <summary>Days, not readings, make the thirds: two readings in a row are not a development.</summary>
    static decimal? Change(List<(Reading Of, decimal Value)> those)
    {
        List<DateOnly> days = [.. those.Select(t => Day(t.Of)).Distinct()];
        if (days.Count < 3) return null;
        var third = days.Count / 3;
        return Average(those.FindAll(t => Day(t.Of) >= days[^third])) - Average(those.FindAll(t => Day(t.Of) <= days[third - 1]));
    }

    static decimal Average(List<(Reading Of, decimal Value)> those) => those.Sum(t => t.Value) / those.Count;

    static decimal? MeanOf(List<(Reading Of, decimal Value)> those) => those.Count == 0 ? null : Average(those);

    static IEnumerable<DateOnly> Until(Plan plan, DateOnly today)
    {
        for (var day = plan.StartsOn; day < today && !(day > plan.EndsOn); day = day.AddDays(1)) yield return day;
    }

    static DateOnly Day(Reading reading) => reading.MeasuredAt.HelsinkiDate();

    static int Hour(Reading reading) => reading.MeasuredAt.InHelsinki().Hour;
}
