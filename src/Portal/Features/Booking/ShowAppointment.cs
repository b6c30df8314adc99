using Portal.Features.ActingFor;
using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>A young person shows their guardians an appointment that they have booked themselves, or no longer shows it.</summary>
sealed class ShowAppointment(PortalDb db, ActingForFacade acting, AuditFacade audit)
{
    /// <summary>NotFound: somebody else's, one that a guardian booked, or its owner is not of the age.</summary>
    public enum Outcome { Changed, NotFound }

    public async Task<Outcome> Handle(Resident resident, DateOnly? bornOn, Guid id, bool open, CancellationToken ct)
    {
        if (resident.ForAnother || !acting.KeepsToThemselves(bornOn)) return Outcome.NotFound;
        await using var work = db.As(resident);
        var changed = await work.Query<Guid>(BookingQueries.Show, new { id, subject = resident.Subject, open }, ct);
        if (changed.Count == 0) return Outcome.NotFound;
        audit.Record(work, open ? "booking.appointment.shown" : "booking.appointment.hidden", id);
        await work.Commit(ct);
        return Outcome.Changed;
    }
}
