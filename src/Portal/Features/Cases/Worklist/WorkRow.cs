using Portal.Platform;

namespace Portal.Features.Cases.Worklist;

/// <summary>A row of the worklist. Nothing in it says who the person is: that is seen, and audited, when the case is opened.</summary>
public sealed record WorkRow
{
    public Guid Id { get; init; }

    /// <summary>For the age only.</summary>
    public PersonId? Subject { get; init; }
    public string Queue { get; init; } = "";
    public string Unit { get; init; } = "";
    public CaseChannel Channel { get; init; }
    public CaseState State { get; init; }
    public WaitsFor WaitsFor { get; init; }
    public int Urgency { get; init; }
    public string UrgencyWhy { get; init; } = "";
    public DateTimeOffset? PromisedAt { get; init; }
    public DateTimeOffset? NotBefore { get; init; }
    public string? Detail { get; init; }
    public DateTimeOffset? LateAt { get; init; }
    public Guid? Holder { get; init; }
    public DateTimeOffset? LeaseUntil { get; init; }
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>Id of the professional who fell silent.</summary>
    public string? ReturnedFrom { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public int LastSeq { get; init; }
    public int StaffRead { get; init; }

    /// <summary>In whole years; null when the writer has not identified themselves or the birth date is not known.</summary>
    public int? Age { get; init; }

    /// <summary>What the room of its channel says of it: how many readings it brings. Null when nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>A call window has not begun yet.</summary>
    public bool IsLater(DateTimeOffset now) => NotBefore > now;

    /// <summary>It came back from somebody who fell silent, or is about to: the watch looks every ten seconds.</summary>
    public bool HasFallenBack(DateTimeOffset now) => ReturnedAt is not null || Holder is not null && HolderAt(now) is null;

    public bool IsLate => LateAt is { } late && PromisedAt <= late;

    /// <summary>Who has it; null when nobody does or they have fallen silent.</summary>
    public Guid? HolderAt(DateTimeOffset now) => LeaseUntil > now ? Holder : null;
}

/// <summary>How the unit's day goes.</summary>
public sealed record DayFigures
{
    public int Waiting { get; init; }
    public double? MedianMinutes { get; init; }
    public int Kept { get; init; }
    public int Promised { get; init; }

    /// <summary>Null when nothing was promised by now.</summary>
    public int? KeptPercent => Promised == 0 ? null : (int)Math.Round(100.0 * Kept / Promised);
}

/// <summary>A colleague who is at work now.</summary>
public sealed record Colleague
{
    public Guid Staff { get; init; }
    public bool TakesChats { get; init; }
    public string Name { get; init; } = "";
}

/// <summary>Which rows are wanted.</summary>
public enum Whose { All, Mine, Free }
