using Npgsql;
using Portal.Features.Audit;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>
/// Turns a held time into an appointment. When it replaces an earlier one, the earlier is let go in the same
/// transaction: either the new one stands and the old one is moved, or nothing has changed.
/// </summary>
sealed class ConfirmAppointment(PortalDb db, OwnOverlap overlap, AuditFacade audit, AnnounceChange announce, BookingTerms terms, TimeProvider clock)
{
    /// <summary>OldTooLate: the appointment to be moved may no longer be moved, its deadline has passed.</summary>
    public enum Outcome { Booked, NotFound, TimeTaken, OverlapsOwn, OldTooLate }

    /// <summary>When the time cannot be had, what was written is kept for the next choice.</summary>
    /// <param name="open">A young person's choice: do guardians see it? Null leaves it as it is.</param>
    public async Task<Outcome> Handle(Resident resident, Guid id, string? reason, bool? open, CancellationToken ct)
    {
        var text = BookingTerms.Trim(reason);
        var outcome = await Confirm(resident, id, text, resident.ForAnother ? null : open, ct);
        if (outcome is Outcome.Booked || text is null) return outcome;
        await Change(BookingQueries.KeepReason, "booking.hold.reason-kept", resident, id, text, ct);
        return outcome;
    }

    /// <summary>"Choose another time": the hold is let go, and what was written waits for the next choice.</summary>
    public Task GiveBack(Resident resident, Guid id, string? reason, CancellationToken ct) =>
        Change(BookingQueries.GiveBackOne, "booking.hold.given-back", resident, id, BookingTerms.Trim(reason), ct);

    async Task Change(string sql, string action, Resident resident, Guid id, string? reason, CancellationToken ct)
    {
        await using var work = db.As(resident);
        var changed = await work.Query<Guid>(sql, new { id, subject = resident.Subject, reason, now = clock.GetUtcNow() }, ct);
        if (changed.Count == 0) return;   // somebody else's, or booked meanwhile
        audit.Record(work, action, id);
        await work.Commit(ct);
    }

    async Task<Outcome> Confirm(Resident resident, Guid id, string? reason, bool? open, CancellationToken ct)
    {
        Appointment? held = null;
        await using var work = db.As(resident);
        try
        {
            held = await work.QueryOne<Appointment>(BookingQueries.One, new { id, subject = resident.Subject }, ct);
            if (held is { Status: AppointmentStatus.Booked }) return Outcome.Booked;   // pressed twice
            if (held is not { Status: AppointmentStatus.Held or AppointmentStatus.Lapsed }) return Outcome.NotFound;

            var now = clock.GetUtcNow();
            var moved = false;
            if (held.Moves is { } old)
            {
                var before = await work.QueryOne<Appointment>(BookingQueries.One, new { id = old, subject = resident.Subject }, ct);
                if (before is { Status: AppointmentStatus.Booked } && !(moved = await MoveAway(work, resident, before, id, now, ct))) return Outcome.OldTooLate;
            }
            var version = await work.QueryOne<int?>(BookingQueries.Confirm, new { id, subject = resident.Subject, hand = resident.Hand, basis = resident.Basis, reason, open, now }, ct);
            if (version is null) return Outcome.NotFound;
            work.Add(BookingQueries.RebookingChosen, new { subject = resident.Subject, service = held.Service, now });
            announce.Booked(work, resident.Subject, id, held.UnitId, held.StartsAt, version.Value,
                moved ? MessageTemplate.BookingMoved : MessageTemplate.BookingConfirmed);
            if (open is { } shown && shown != held.OpenToDelegate) audit.Record(work, shown ? "booking.appointment.shown" : "booking.appointment.hidden", id);
            await work.Commit(ct);
            return Outcome.Booked;
        }
        catch (PostgresException e) when (e.Violates("appointment_resident_no_overlap"))
        {
            return await overlap.MaySay(resident, held!.SlotId, ct) ? Outcome.OverlapsOwn : Outcome.TimeTaken;
        }
        catch (PostgresException e) when (TakeTime.IsTaken(e)) { return Outcome.TimeTaken; }
    }

    async Task<bool> MoveAway(Work work, Resident resident, Appointment before, Guid to, DateTimeOffset now, CancellationToken ct)
    {
        if (!before.CanChange(now, terms.Deadline(before.Service))) return false;
        var version = await work.QueryOne<int?>(BookingQueries.MoveAway,
            new { id = before.Id, to, subject = resident.Subject, hand = resident.Hand, basis = resident.Basis, now }, ct);
        if (version is null) return false;
        announce.Moved(work, resident.Subject, before.Id, before.UnitId, version.Value);
        return true;
    }
}
