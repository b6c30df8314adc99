using Portal.Features.Content;
using Portal.Platform;

namespace Portal.Features.Measurements;

/// <summary>How far a version of a reading is: draft → sent → seen → accepted, or not accepted, or more is wanted.</summary>
public enum ReadingState
{
    /// <summary>Nobody else sees it.</summary>
    Draft,

    /// <summary>Part of a submission.</summary>
    Sent,

    /// <summary>A professional has opened the submission.</summary>
    Seen,

    /// <summary>In the patient record, or on its way there.</summary>
    Accepted,

    /// <summary>Not accepted, with the reason in plain words.</summary>
    Refused,

    /// <summary>More is wanted: measured again, or further ones.</summary>
    Wanted,

    /// <summary>Said to have been a mistake by whoever entered it.</summary>
    Withdrawn,
}

/// <summary>How the person was.</summary>
public enum Posture { Sitting, Lying, Standing }

/// <summary>Who measured.</summary>
public enum MeasuredBy { Self, Family, Professional }

/// <summary>By which way it was entered.</summary>
public enum ReadingSource { Form, Import, Offline }

/// <summary>A version of a reading (fi: mittaustulos, FHIR: Observation). The latest is the one that counts; none is ever changed.</summary>
public sealed record Reading
{
    /// <summary>Of the reading, the same in all its versions; made by whoever sent it.</summary>
    public Guid Id { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public int Version { get; init; }
    public bool Latest { get; init; }
    public PersonId Subject { get; init; }

    /// <summary>Id in content/measurements.</summary>
    public string Measure { get; init; } = "";
    public Guid? PlanId { get; init; }
    public DateTimeOffset MeasuredAt { get; init; }

    /// <summary>The first quantity of the measure, in its unit, as exact as it was typed.</summary>
    public decimal? Value1 { get; init; }
    public decimal? Value2 { get; init; }
    public decimal? Value3 { get; init; }

    /// <summary>HI or LO: the meter showed it instead of a number, of which there is none. See <see cref="Content.Measure.Beyond"/>.</summary>
    public string? MeterShows { get; init; }

    /// <summary>One of the measure's contexts.</summary>
    public string? Context { get; init; }
    public Posture? Posture { get; init; }
    public string? Device { get; init; }
    public MeasuredBy MeasuredBy { get; init; }
    public string? Words { get; init; }

    /// <summary>Unusual, and said to be right when asked.</summary>
    public bool Confirmed { get; init; }

    /// <summary>This version says that the reading was a mistake.</summary>
    public bool Withdraws { get; init; }

    /// <summary>The resident, or the professional beside them, who pressed the button.</summary>
    public Guid EnteredBy { get; init; }
    public Basis EnteredBasis { get; init; }
    public DateTimeOffset EnteredAt { get; init; }
    public ReadingSource Source { get; init; }
    public ReadingState State { get; init; }

    /// <summary>The <see cref="DangerLimit"/> that it passed.</summary>
    public string? Danger { get; init; }

    /// <summary>The submission; null for a draft.</summary>
    public Guid? CaseId { get; init; }
    public DateTimeOffset? SentAt { get; init; }
    public DateTimeOffset? SeenAt { get; init; }
    public Guid? ReviewId { get; init; }

    /// <summary>Why it was not accepted, or what is wanted.</summary>
    public string? Reason { get; init; }

    /// <summary>When this version reached the patient record.</summary>
    public DateTimeOffset? DeliveredAt { get; init; }

    /// <summary>In the order of the measure's quantities.</summary>
    public IReadOnlyList<decimal?> Values => [Value1, Value2, Value3];

    /// <summary>A professional has let it into the patient record, or has let a mistake be taken out of it.</summary>
    public bool IsDecidedForRecord => State == ReadingState.Accepted || this is { State: ReadingState.Withdrawn, Withdraws: true, ReviewId: not null };

    /// <summary>Waits for a professional to decide.</summary>
    public bool IsForReview => State is ReadingState.Sent or ReadingState.Seen;

    /// <summary>Sent, and neither accepted nor refused: also while more is wanted.</summary>
    public bool IsUndecided => IsForReview || State == ReadingState.Wanted;
}
