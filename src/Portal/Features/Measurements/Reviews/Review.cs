using Portal.Platform;

namespace Portal.Features.Measurements.Reviews;

/// <summary>What came of a review of the readings of one measure in one submission.</summary>
public enum ReviewDecision
{
    /// <summary>All of them.</summary>
    Accepted,

    /// <summary>All but the marked.</summary>
    Partly,

    /// <summary>More is wanted before anything is accepted.</summary>
    More,
}

/// <summary>A professional's review of the readings of one measure in one submission, with what they saw.</summary>
public sealed record Review
{
    /// <summary>Made by the page, so that pressing twice is once.</summary>
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public PersonId Subject { get; init; }
    public string Unit { get; init; } = "";
    public string Measure { get; init; } = "";
    public Guid? PlanId { get; init; }
    public Guid By { get; init; }
    public DateTimeOffset At { get; init; }
    public ReviewDecision Decision { get; init; }

    /// <summary>Accepted, and the Helsinki days on which they were measured.</summary>
    public int Readings { get; init; }
    public int Days { get; init; }

    /// <summary>Of these, those without a number: a meter's HI or LO. Told in the summary, not kept.</summary>
    public int Beyond { get; init; }
    public DateTimeOffset? FromAt { get; init; }
    public DateTimeOffset? UntilAt { get; init; }

    /// <summary>In the order of the measure's quantities, as exact as they are typed; null where there is no mean.</summary>
    public decimal? Mean1 { get; init; }
    public decimal? Mean2 { get; init; }
    public decimal? Mean3 { get; init; }
    public bool FirstDayOut { get; init; }

    /// <summary>When the mean reached the patient record.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>Which version of the mean is there: 1 as it was reviewed, then one for each later decision about its readings; 0: none.</summary>
    public int DeliveredVersion { get; init; }
    public IReadOnlyList<decimal?> Means => [Mean1, Mean2, Mean3];

    /// <summary>The same review with what these readings come to.</summary>
    /// <param name="readings">Those that were accepted, without withdrawals, in any order.</param>
    public Review Of(IReadOnlyCollection<Reading> readings, SeriesSummary summary) => this with
    {
        Readings = summary.Count,
        Days = summary.Days,
        Beyond = readings.Count(r => r.MeterShows is not null),
        FromAt = readings.Min(r => (DateTimeOffset?)r.MeasuredAt),
        UntilAt = readings.Max(r => (DateTimeOffset?)r.MeasuredAt),
        Mean1 = summary.Mean(0),
        Mean2 = summary.Mean(1),
        Mean3 = summary.Mean(2),
        FirstDayOut = summary.FirstDayOut,
    };
}
