using Portal.Platform;

namespace Portal.Features.Booking;

public enum AppointmentStatus { Held, Booked, Lapsed, Cancelled, Moved }

/// <summary>A resident's appointment with a professional (fi: ajanvaraus, FHIR: Appointment), as its owner or its unit sees it.</summary>
public sealed record Appointment
{
    public Guid Id { get; init; }
    public Guid SlotId { get; init; }
    public PersonId Subject { get; init; }
    /// <summary>Whoever chose it: a resident, or the professional beside one.</summary>
    public Guid BookedBy { get; init; }
    /// <summary>Service id of content/services.</summary>
    public string Service { get; init; } = "";
    /// <summary>Unit id of content/units.</summary>
    public string UnitId { get; init; } = "";
    public Guid ProfessionalId { get; init; }
    public string ProfessionalName { get; init; } = "";
    public string ProfessionalTitle { get; init; } = "";
    public string? Room { get; init; }
    /// <summary>on-site, video or phone.</summary>
    public string Mode { get; init; } = "";
    public DateTimeOffset StartsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
    public AppointmentStatus Status { get; init; }
    public DateTimeOffset? HeldUntil { get; init; }
    public Guid? Moves { get; init; }
    public Guid? MovedTo { get; init; }
    /// <summary>When the appointment that this one replaced was to begin.</summary>
    public DateTimeOffset? MovedFrom { get; init; }
    /// <summary>What was told beforehand; besides the unit's professionals the resident sees it, and whoever wrote it.</summary>
    public string? Reason { get; init; }
    public int Version { get; init; }
    public int DeliveredVersion { get; init; }
    public DateTimeOffset ChangedAt { get; init; }
    public Guid? ChangedBy { get; init; }
    public DateTimeOffset CreatedAt { get; init; }
    /// <summary>On what ground it was booked, and last changed (null: by the clinic).</summary>
    public Basis BookedBasis { get; init; }
    public Basis? ChangedBasis { get; init; }
    /// <summary>False for what a young person keeps to themselves.</summary>
    public bool OpenToDelegate { get; init; }
    /// <summary>Names of the hands, where they are another's and whoever reads may know them.</summary>
    public string? BookedByName { get; init; }
    public string? ChangedByName { get; init; }
    /// <summary>resident or clinic.</summary>
    public string? CancelledBy { get; init; }
    public string? CancelReason { get; init; }
    /// <summary>The open offer of a new time, when the clinic cancelled this one.</summary>
    public Guid? OpenRebooking { get; init; }

    /// <summary>True when the clinic's own system has confirmed the latest change.</summary>
    public bool Delivered => DeliveredVersion >= Version;

    /// <summary>A booked appointment can be cancelled or moved until this many hours before it begins.</summary>
    public bool CanChange(DateTimeOffset now, TimeSpan deadline) => Status == AppointmentStatus.Booked && now <= StartsAt - deadline;

    /// <summary>An own cancellation can be taken back for ten minutes, while the time is still free.</summary>
    public bool CanUndo(DateTimeOffset now) =>
        Status == AppointmentStatus.Cancelled && CancelledBy == "resident" && now <= ChangedAt + BookingRules.UndoTime && now < StartsAt;

    public bool IsHeld(DateTimeOffset now) => Status == AppointmentStatus.Held && HeldUntil > now;

    public bool IsComing(DateTimeOffset now) => Status == AppointmentStatus.Booked && EndsAt > now;
}

/// <summary>The rules that are the same for every service.</summary>
static class BookingRules
{
    /// <summary>A chosen time is kept for this long while the person reads and confirms.</summary>
    public static readonly TimeSpan HoldTime = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan UndoTime = TimeSpan.FromMinutes(10);
    /// <summary>Times that begin sooner than this are no longer offered.</summary>
    public static readonly TimeSpan Lead = TimeSpan.FromMinutes(30);
    /// <summary>One person may hold this many times at once, so that nobody can empty a clinic's list.</summary>
    public const int HoldsAtOnce = 3;
    /// <summary>Characters in the reason for the visit.</summary>
    public const int ReasonLength = 2000;
}
