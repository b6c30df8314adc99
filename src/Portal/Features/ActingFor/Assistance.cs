using Portal.Platform;

namespace Portal.Features.ActingFor;

/// <summary>By what the professional knows who is beside them.</summary>
public enum Identified { Passport, IdCard, DrivingLicence, Known }

/// <summary>Why the person does not act by themselves.</summary>
public enum AssistanceReason { NoMeans, MeansNotWorking, CannotUse, Other }

/// <summary>How an assistance ended before its time.</summary>
enum AssistanceEnd { Pressed, Logout, Next }

/// <summary>A professional acts with a person present who cannot identify themselves (fi: avustettu asiointi).</summary>
public sealed record Assistance
{
    /// <summary>How long it lasts unless it is ended before: one visit at the desk.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(60);

    /// <summary>How long the person's name is shown for confirmation.</summary>
    public static readonly TimeSpan ToConfirm = TimeSpan.FromMinutes(10);

    public const int NoteLength = 200;

    public Guid Id { get; init; }
    public Guid Staff { get; init; }
    public string Unit { get; init; } = "";
    public PersonId Subject { get; init; }
    /// <summary>A non-disclosure order is in force: no paper names the place.</summary>
    public bool Protected { get; init; }
    /// <summary>One of <see cref="ActingFor.Identified"/>, as text: <c>id-card</c>.</summary>
    public string Identified { get; init; } = "";
    public string? IdentifiedNote { get; init; }
    /// <summary>One of <see cref="AssistanceReason"/>, as text: <c>no-means</c>.</summary>
    public string Reason { get; init; } = "";
    public string? ReasonNote { get; init; }
    public DateTimeOffset AskedAt { get; init; }
    /// <summary>Null until the professional has confirmed who is beside them.</summary>
    public DateTimeOffset? StartedAt { get; init; }
    public DateTimeOffset? Until { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    public bool IsOpen(DateTimeOffset now) => StartedAt is not null && EndedAt is null && now < Until;

    /// <summary>When it ended, by a press or by itself; null while it goes on.</summary>
    public DateTimeOffset? Ended(DateTimeOffset now) => StartedAt is null ? null : EndedAt ?? (now < Until ? null : Until);
}
