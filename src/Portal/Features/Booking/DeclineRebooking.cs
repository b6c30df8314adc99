using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>The resident does not want a new time in place of the one the clinic cancelled.</summary>
sealed class DeclineRebooking(PortalDb db, AuditFacade audit, TimeProvider clock)
{
    public enum Outcome { Declined, NotFound }

    public async Task<Outcome> Handle(Resident resident, Guid id, CancellationToken ct)
    {
        await using var work = db.As(resident);
        var ended = await work.QueryOne<Guid?>(BookingQueries.EndRebooking, new { id, subject = resident.Subject, state = "declined", now = clock.GetUtcNow() }, ct);
        if (ended is null) return Outcome.NotFound;
        audit.Record(work, "booking.rebooking.declined", id);
        await work.Commit(ct);
        return Outcome.Declined;
    }
}
