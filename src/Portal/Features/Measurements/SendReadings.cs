using Portal.Features.Audit;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements;

/// <summary>Sends drafts to the professionals of a queue: a case, or more for the open one. Each reading is sent once.</summary>
sealed class SendReadings(PortalDb db, Submission submission, Dangers dangers, ContentFacade content, AuditFacade audit, TimeProvider clock)
{
    public enum Outcome { Sent, Nothing, NoQueue }

    /// <param name="id">Of the case when it is a new one; made by the page, so that pressing twice is once.</param>
    /// <param name="ids">The readings; those that are not drafts any more are left as they are.</param>
    /// <param name="text">What the resident wants to say with them.</param>
    /// <returns>The case in which they are.</returns>
    public async Task<(Outcome Outcome, Guid? CaseId)> Handle(Resident resident, Guid id, string queue, IReadOnlyCollection<Guid> ids, string? text, string language, DateOnly? bornOn, CancellationToken ct)
    {
        if (content.Queue(queue) is null) return (Outcome.NoQueue, null);
        await using var work = db.As(resident);
        var drafts = await work.Query<Reading>(MeasurementQueries.DraftsLocked, new { ids = ids.ToArray(), subject = resident.Subject }, ct);
        if (drafts.Count == 0) return (Outcome.Nothing, null);
        var plans = await work.Query<Plan>(MeasurementQueries.ActivePlans, new { ids = drafts.Select(r => r.PlanId).OfType<Guid>().Distinct().ToArray(), subject = resident.Subject }, ct);
        var lookBy = plans.Where(p => p.Queue == queue).Min(p => p.LookBy) is { } by && by > clock.GetUtcNow() ? by : (DateTimeOffset?)null;
        var danger = drafts.Max(r => Level(r, plans));
        var its = await submission.Of(work, resident, id, queue, text, language, bornOn, lookBy, danger, ct);
        work.Add(MeasurementQueries.Send, new { ids = drafts.Select(r => r.Id).ToArray(), case_id = its.Id, now = clock.GetUtcNow(), subject = resident.Subject });
        audit.Record(work, "measurements.readings.sent", its.Id, resident.Subject);
        await work.Commit(ct);
        return (Outcome.Sent, its.Id);
    }

    DangerLevel? Level(Reading reading, List<Plan> plans) => dangers.Of(reading, plans.Find(p => p.Id == reading.PlanId)?.Template)?.Level;
}
