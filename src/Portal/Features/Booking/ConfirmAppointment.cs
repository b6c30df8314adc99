using Npgsql;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>
/// Turns a held time into an appointment. When it replaces an earlier one, the earlier is let go in the same
/// transaction: either the new one stands and the old one is moved, or nothing has changed.
/// </summary>
sealed class ConfirmAppointment(PortalDb db, AnnounceChange announce, BookingTerms terms, TimeProvider clock)
{
    /// <summary>OldTooLate: the appointment to be moved may no longer be moved, its deadline has passed.</summary>
    public enum Outcome { Booked, NotFound, TimeTaken, OverlapsOwn, OldTooLate }

    public async Task<Outcome> Handle(Resident resident, Guid id, string? reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = db.As(resident);
        try
        {
            var held = await work.QueryOne<Appointment>(BookingQueries.One, new { id, subject = resident.Subject }, ct);
            if (held is { Status: AppointmentStatus.Booked }) return Outcome.Booked;   // pressed twice
            if (held is not { Status: AppointmentStatus.Held or AppointmentStatus.Lapsed }) return Outcome.NotFound;

            var moved = false;
            if (held.Moves is { } old)
            {
                var before = await work.QueryOne<Appointment>(BookingQueries.One, new { id = old, subject = resident.Subject }, ct);
                if (before is { Status: AppointmentStatus.Booked })
                {
                    if (!before.CanChange(now, terms.Deadline(before.Service))) return Outcome.OldTooLate;
                    var version = await work.QueryOne<int?>(BookingQueries.MoveAway, new { id = old, to = id, subject = resident.Subject, self = resident.Self, now }, ct);
                    if (version is null) return Outcome.OldTooLate;
                    announce.Moved(work, resident.Subject, old, before.UnitId, version.Value);
                    moved = true;
                }
            }
            var confirmed = await work.QueryOne<int?>(BookingQueries.Confirm,
                new { id, subject = resident.Subject, self = resident.Self, reason = BookingTerms.Trim(reason), now }, ct);
            if (confirmed is null) return Outcome.NotFound;
            work.Add(BookingQueries.RebookingChosen, new { subject = resident.Subject, service = held.Service, now });
            announce.Booked(work, resident.Subject, id, held.UnitId, held.StartsAt, confirmed.Value, moved ? MessageTemplate.BookingMoved : MessageTemplate.BookingConfirmed);
            await work.Commit(ct);
            return Outcome.Booked;
        }
        catch (PostgresException e) when (e.Violates("appointment_resident_no_overlap")) { return Outcome.OverlapsOwn; }
        catch (PostgresException e) when (TakeTime.IsTaken(e)) { return Outcome.TimeTaken; }
    }
}
