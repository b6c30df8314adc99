using Portal.Features.Audit;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements;

/// <summary>How far back a chart goes.</summary>
public enum SeriesRange { Week, Month, Year }

/// <summary>Readings of some days, summed up: what a point of a year's chart stands for.</summary>
public sealed record SeriesBucket
{
    public DateOnly StartsOn { get; init; }

    /// <summary>Readings that have a number.</summary>
    public int Count { get; init; }

    /// <summary>Readings without a number: a meter's HI, and its LO.</summary>
    public int High { get; init; }
    public int Low { get; init; }
    public int Beyond => High + Low;
    public decimal? Mean1 { get; init; }
    public decimal? Lowest1 { get; init; }
    public decimal? Highest1 { get; init; }
    public decimal? Mean2 { get; init; }
    public decimal? Lowest2 { get; init; }
    public decimal? Highest2 { get; init; }

    /// <summary>Readings that passed a limit of danger.</summary>
    public int Dangers { get; init; }
}

/// <summary>A measure over time: each reading of a week or a month, the weeks of a year.</summary>
/// <param name="From">The first Helsinki day.</param>
/// <param name="To">The day after the last one.</param>
/// <param name="Readings">In order of time; empty for a year.</param>
/// <param name="Buckets">Weeks, in order; empty for a week and a month.</param>
public sealed record Series(string Measure, SeriesRange Range, DateOnly From, DateOnly To, IReadOnlyList<Reading> Readings, IReadOnlyList<SeriesBucket> Buckets)
{
    public bool IsEmpty => Readings.Count == 0 && Buckets.Count == 0;
}

/// <summary>Reads a measure over time for a chart: one indexed query, whatever the number of readings, and one audit line.</summary>
sealed class ReadSeries(PortalDb db, ContentFacade content, AuditFacade audit, TimeProvider clock)
{
    /// <summary>A month of eight glucose values a day, twice.</summary>
    const int Most = 500;

    /// <summary>A year of three blows four times a day.</summary>
    const int MostOfYear = 5000;

    public Task<Series> Handle(Resident resident, string measure, SeriesRange range, CancellationToken ct) => Read(resident, resident.Subject, measure, range, ct);

    /// <summary>The person's history, as far as the unit sees the matters in which it was sent.</summary>
    public Task<Series> Handle(Professional professional, PersonId subject, string measure, SeriesRange range, CancellationToken ct) => Read(professional, subject, measure, range, ct);

    async Task<Series> Read(Actor actor, PersonId subject, string measure, SeriesRange range, CancellationToken ct)
    {
        var (from, to) = Days(range, clock.GetUtcNow().HelsinkiDate());
        List<Reading> readings = [];
        List<SeriesBucket> buckets = [];
        await using (var work = db.As(actor))
        {
            if (range == SeriesRange.Year && content.Measure(measure) is { BestWithinMinutes: not null } best)
                buckets = Weeks(best, await work.CommitWith<Reading>(SeriesQueries.Readings, new { subject, measure, from = from.StartsAt(), to = to.StartsAt(), limit = MostOfYear }, ct));
            else if (range == SeriesRange.Year) buckets = await work.CommitWith<SeriesBucket>(SeriesQueries.Buckets, new { subject, measure, from = from.StartsAt(), to = to.StartsAt(), unit = "week" }, ct);
            else readings = await work.CommitWith<Reading>(SeriesQueries.Readings, new { subject, measure, from = from.StartsAt(), to = to.StartsAt(), limit = Most }, ct);
        }
        await audit.Seen(actor, "measurements.series.seen", ct, subject: subject);
        return new(measure, range, from, to, readings, buckets);
    }

    /// <summary>Where only the best of each time counts: the same as <see cref="SeriesQueries.Buckets"/>, of those.</summary>
    static List<SeriesBucket> Weeks(Measure measure, List<Reading> readings)
    {
        var dangers = readings.Where(r => r.Danger is not null).CountBy(Monday).ToDictionary();
        return [.. BestOfEach.In(measure, readings).GroupBy(Monday).Select(week => new SeriesBucket
        {
            StartsOn = week.Key, Count = week.Count(), Mean1 = week.Average(r => r.Value1) is { } mean ? Math.Round(mean, 3) : null, Lowest1 = week.Min(r => r.Value1), Highest1 = week.Max(r => r.Value1),
            Dangers = dangers.GetValueOrDefault(week.Key),
        })];
    }

    static DateOnly Monday(Reading reading) => reading.MeasuredAt.HelsinkiDate().Monday();

    /// <summary>Today included: 7 days, 31 days, 53 weeks from Monday.</summary>
    static (DateOnly From, DateOnly To) Days(SeriesRange range, DateOnly today) => (range switch
    {
        SeriesRange.Week => today.AddDays(-6),
        SeriesRange.Month => today.AddDays(-30),
        _ => today.Monday().AddDays(-52 * 7),
    }, today.AddDays(1));
}
