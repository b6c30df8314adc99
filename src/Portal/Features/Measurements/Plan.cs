using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements;

public enum PlanState { Active, Ended, Stopped }

/// <summary>
/// What somebody measures, how often and until when (fi: mittausohjelma; FHIR: the Task's order): ordered by a professional
/// who will look at it, or an own diary that nobody watches.
/// </summary>
public sealed record Plan
{
    public Guid Id { get; init; }
    public PersonId Subject { get; init; }
    public string Measure { get; init; } = "";

    /// <summary>Id in content/plans; null for an own diary.</summary>
    public string? Template { get; init; }

    /// <summary>Who looks at it; null: nobody.</summary>
    public string? Queue { get; init; }
    public string? Unit { get; init; }
    public Guid? OrderedBy { get; init; }
    public Guid? CaseId { get; init; }
    public DateTimeOffset OrderedAt { get; init; }
    public DateOnly StartsOn { get; init; }

    /// <summary>The last day; null for a diary that goes on.</summary>
    public DateOnly? EndsOn { get; init; }

    /// <summary>As <see cref="TimeOfDay"/>, in words: morning, evening …</summary>
    public string[] Times { get; init; } = [];

    /// <summary>Readings at each of the times.</summary>
    public int EachTime { get; init; }
    public int EveryDays { get; init; }
    public decimal? TargetFrom { get; init; }
    public decimal? TargetUnder { get; init; }
    public decimal? TargetUnderSecond { get; init; }

    /// <summary>By when a professional looks at it.</summary>
    public DateTimeOffset? LookBy { get; init; }
    public string? Note { get; init; }
    public PlanState State { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public string? StopReason { get; init; }

    /// <summary>False: a young person's own until they show it.</summary>
    public bool OpenToDelegate { get; init; } = true;

    /// <summary>The unit of whoever ordered it; it may be another that looks at it.</summary>
    public string? OrderedUnit { get; init; }

    /// <summary>A professional has ordered it and looks at it.</summary>
    public bool IsWatched => Queue is not null;

    public IReadOnlyList<TimeOfDay> TimesOfDay => [.. Times.Select(EnumText.Parse<TimeOfDay>)];

    /// <summary>Null when there is no target.</summary>
    public Target? Target => (TargetFrom, TargetUnder, TargetUnderSecond) is (null, null, null) ? null : new(TargetFrom, TargetUnder, TargetUnderSecond);

    /// <summary>Where this reading should be: the plan's target, or the template's for the context. Null when there is none.</summary>
    public Target? TargetFor(Reading reading, PlanTemplate? template) =>
        Target ?? (reading.Context is { } context ? template?.Targets.GetValueOrDefault(context) : null);

    /// <summary>Between its first day and its last.</summary>
    public bool Covers(DateOnly day) => day >= StartsOn && !(day > EndsOn);

    /// <summary>There is something to do at times; a diary may be without.</summary>
    public bool HasTimes => Times.Length > 0;

    /// <summary>Whether it is measured on this day.</summary>
    public bool IsOn(DateOnly day) => Covers(day) && (day.DayNumber - StartsOn.DayNumber) % EveryDays == 0;
}
