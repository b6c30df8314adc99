using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Booking;

/// <summary>
/// A professional takes a refused delivery off the list, with a reason: nobody will try it again, and the later changes of
/// its appointment go on. What was refused and why it was let go stays with the job.
/// </summary>
sealed class DiscardDelivery(PortalDb db, JobQueue jobs, AuditFacade audit, DeliveryScope scope)
{
    /// <summary>NotFound: it has been delivered or let go meanwhile, waits by itself, or is another unit's.</summary>
    public enum Outcome { Discarded, NotFound, UnknownReason }

    /// <summary>Codes of the reasons; the words are the texts <c>discard-reason-…</c>.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["entered-by-hand", "already-there", "not-needed"];

    public async Task<Outcome> Handle(Professional professional, long seq, string reason, CancellationToken ct)
    {
        if (!Reasons.Contains(reason)) return Outcome.UnknownReason;
        foreach (var acting in scope.Of(professional))
        {
            await using var work = db.As(acting);
            if (await jobs.GiveUp(work, AnnounceChange.Queue, acting.Unit, seq, reason, ct) is not { } job) continue;
            work.Add(DeliveryQueries.NoteDiscarded, new { id = job.Key, version = job.Read<AppointmentNews>().Version });
            audit.Record(work, "booking.delivery.discarded", job.Key, job.Subject);
            await work.Commit(ct);
            return Outcome.Discarded;
        }
        return Outcome.NotFound;
    }
}
