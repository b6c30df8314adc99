using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>
/// A professional cancels an appointment of the own unit, with a reason. The unit then owes the resident a new time:
/// an offer that stays open on the unit's list until the resident has chosen or declined.
/// </summary>
sealed class CancelByClinic(PortalDb db, AnnounceChange announce, TimeProvider clock)
{
    public enum Outcome { Cancelled, NotFound, UnknownReason }

    /// <summary>Codes of the reasons; the words are the texts <c>clinic-reason-…</c>.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["professional-away", "premises", "changed-need", "other"];

    public async Task<Outcome> Handle(Professional professional, Guid id, string reason, CancellationToken ct)
    {
        if (!Reasons.Contains(reason)) return Outcome.UnknownReason;
        var now = clock.GetUtcNow();
        await using var work = db.As(professional);
        var appointment = await work.QueryOne<Appointment>(BookingQueries.OneOfUnit, new { id, unit = professional.Unit }, ct);
        if (appointment is null) return Outcome.NotFound;
        if (appointment is { Status: AppointmentStatus.Cancelled, CancelledBy: "clinic" }) return Outcome.Cancelled;   // pressed twice
        var version = await work.QueryOne<int?>(BookingQueries.CancelByClinic,
            new { id, unit = professional.Unit, reason, staff = professional.StaffId, now }, ct);
        if (version is null) return Outcome.NotFound;
        work.Add(BookingQueries.OpenRebooking, new
        {
            id = Guid.CreateVersion7(), appointment = id, subject = appointment.Subject, unit = appointment.UnitId, service = appointment.Service, now,
        });
        announce.Cancelled(work, appointment.Subject, id, appointment.UnitId, appointment.StartsAt, version.Value, MessageTemplate.BookingCancelledByClinic);
        await work.Commit(ct);
        return Outcome.Cancelled;
    }
}
