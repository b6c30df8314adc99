using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Booking;

/// <summary>A professional lets a delivery of the own unit be tried at once, e.g. after what was wrong has been put right.</summary>
sealed class RetryDelivery(PortalDb db, JobQueue jobs, AuditFacade audit, DeliveryScope scope)
{
    /// <summary>NotFound: it has been delivered meanwhile, or is another unit's.</summary>
    public enum Outcome { Asked, NotFound }

    public async Task<Outcome> Handle(Professional professional, long seq, CancellationToken ct)
    {
        foreach (var acting in scope.Of(professional))
        {
            await using var work = db.As(acting);
            if (await jobs.TryAgain(work, AnnounceChange.Queue, acting.Unit, seq, ct) is not { } job) continue;
            audit.Record(work, "booking.delivery.retried", job.Key, job.Subject);
            await work.Commit(ct);
            return Outcome.Asked;
        }
        return Outcome.NotFound;
    }
}
