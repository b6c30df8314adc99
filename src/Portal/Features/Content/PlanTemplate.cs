namespace Portal.Features.Content;

/// <summary>
/// What a professional can order to be measured (fi: mittausohjelma): what, how often, until when, with which target; from
/// <c>content/plans</c>. Whoever orders may change the days, the target and the words.
/// </summary>
public sealed record PlanTemplate
{
    public required string Id { get; init; }

    /// <summary>What the professional chooses by and the resident sees: "Blood pressure week".</summary>
    public required LocalText Name { get; init; }

    /// <summary>To the resident: what to do, and why.</summary>
    public required LocalText Text { get; init; }
    public required Measure Measure { get; init; }

    /// <summary>When in the day: at least one.</summary>
    public required IReadOnlyList<TimeOfDay> Times { get; init; }

    /// <summary>Readings at each of the times: 2 for blood pressure.</summary>
    public required int ReadingsEachTime { get; init; }

    /// <summary>Every so many days: 1 daily, 7 weekly.</summary>
    public required int EveryDays { get; init; }

    /// <summary>How long it lasts.</summary>
    public required int Days { get; init; }

    /// <summary>Where the values should be; null when there is no target, or it depends on the context.</summary>
    public required Target? Target { get; init; }

    /// <summary>Where the values should be in each of the measure's contexts: fasting, after a meal.</summary>
    public required IReadOnlyDictionary<string, Target> Targets { get; init; }

    /// <summary>Working days after the end by which a professional looks at it.</summary>
    public required int LookWithinDays { get; init; }

    /// <summary>Instead of the measure's own limits; empty: those hold.</summary>
    public required IReadOnlyList<DangerLimit> Limits { get; init; }
    public required ClinicalSource Source { get; init; }
}

/// <summary>When in the day something is measured.</summary>
public enum TimeOfDay { Morning, Day, Evening, Any }

/// <summary>Where values should be. Each may be open.</summary>
/// <param name="From">The first quantity at least this.</param>
/// <param name="Under">The first quantity below this.</param>
/// <param name="UnderSecond">The second quantity below this (diastolic).</param>
public sealed record Target(decimal? From, decimal? Under, decimal? UnderSecond)
{
    public bool Met(decimal? first, decimal? second) =>
        !(first < From) && !(first >= Under) && !(second >= UnderSecond);
}
