using Npgsql;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>Takes an own cancellation back within ten minutes, if nobody has taken the time meanwhile.</summary>
sealed class UndoCancel(PortalDb db, OwnOverlap overlap, AnnounceChange announce, TimeProvider clock)
{
    public enum Outcome { Restored, NotFound, TooLate, TimeTaken, OverlapsOwn }

    public async Task<Outcome> Handle(Resident resident, Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        Appointment? appointment = null;
        await using var work = db.As(resident);
        try
        {
            appointment = await work.QueryOne<Appointment>(BookingQueries.One, new { id, subject = resident.Subject }, ct);
            if (appointment is null) return Outcome.NotFound;
            if (appointment.Status == AppointmentStatus.Booked) return Outcome.Restored;   // pressed twice
            if (!appointment.CanUndo(now)) return Outcome.TooLate;
            await work.Query<int>(BookingQueries.ReleaseLapsed, new { slot = appointment.SlotId, now }, ct);
            var version = await work.QueryOne<int?>(BookingQueries.UndoCancel,
                new { id, subject = resident.Subject, hand = resident.Hand, basis = resident.Basis, now, since = now - BookingRules.UndoTime }, ct);
            if (version is null) return Outcome.TooLate;
            announce.Booked(work, resident.Subject, id, appointment.UnitId, appointment.StartsAt, version.Value);
            await work.Commit(ct);
            return Outcome.Restored;
        }
        catch (PostgresException e) when (e.Violates("appointment_resident_no_overlap"))
        {
            return await overlap.MaySay(resident, appointment!.SlotId, ct) ? Outcome.OverlapsOwn : Outcome.TimeTaken;
        }
        catch (PostgresException e) when (TakeTime.IsTaken(e)) { return Outcome.TimeTaken; }
    }
}
