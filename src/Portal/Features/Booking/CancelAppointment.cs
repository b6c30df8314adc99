using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>Cancels the resident's own appointment, until the service's deadline.</summary>
sealed class CancelAppointment(PortalDb db, AnnounceChange announce, BookingTerms terms, TimeProvider clock)
{
    public enum Outcome { Cancelled, NotFound, TooLate }

    public async Task<Outcome> Handle(Resident resident, Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = db.As(resident);
        var appointment = await work.QueryOne<Appointment>(BookingQueries.One, new { id, subject = resident.Subject }, ct);
        if (appointment is null) return Outcome.NotFound;
        if (appointment is { Status: AppointmentStatus.Cancelled, CancelledBy: "resident" }) return Outcome.Cancelled;   // pressed twice
        if (appointment.Status != AppointmentStatus.Booked) return Outcome.NotFound;
        var deadline = terms.Deadline(appointment.Service);
        if (!appointment.CanChange(now, deadline)) return Outcome.TooLate;
        var version = await work.QueryOne<int?>(BookingQueries.Cancel,
            new { id, subject = resident.Subject, hand = resident.Hand, basis = resident.Basis, now, earliest = now + deadline }, ct);
        if (version is null) return Outcome.TooLate;
        announce.Cancelled(work, resident.Subject, id, appointment.UnitId, appointment.StartsAt, version.Value, MessageTemplate.BookingCancelledByYou);
        await work.Commit(ct);
        return Outcome.Cancelled;
    }
}
