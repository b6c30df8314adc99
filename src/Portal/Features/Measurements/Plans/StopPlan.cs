using Portal.Features.Audit;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements.Plans;

/// <summary>A professional of one of the plan's units stops it, with a reason that the resident sees; or a resident their own diary.</summary>
sealed class StopPlan(PortalDb db, Announce announce, NotificationsFacade notifications, AuditFacade audit, TimeProvider clock)
{
    public enum Outcome { Stopped, NoReason, Over, NotFound }

    /// <summary>Each has its words in the texts, for the resident and for colleagues: <c>stop-…</c>.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["enough", "not-needed", "changed", "wish", "mistake"];

    /// <summary>Why a diary ends.</summary>
    public const string Own = "own";

    public async Task<Outcome> Handle(Professional professional, Guid id, string? reason, CancellationToken ct)
    {
        if (!Reasons.Contains(reason)) return Outcome.NoReason;
        await using var work = db.As(professional);
        if (await work.QueryOne<Plan>(MeasurementQueries.Plan, new { id }, ct) is not { IsWatched: true } plan) return Outcome.NotFound;
        if (await work.QueryOne<Guid?>(PlanQueries.Stop, new { id, now = clock.GetUtcNow(), reason }, ct) is null) return Outcome.Over;
        audit.Record(work, "measurements.plan.stopped", id, plan.Subject);
        announce.Planned(work, professional.Unit, professional.StaffId, plan.Subject, id, 2);
        notifications.Withdraw(work, id);
        notifications.Send(work, plan.Subject, MessageTemplate.PlanStopped, id, null, null, $"{MessageTemplate.PlanStopped}:{id}");
        await work.Commit(ct);
        return Outcome.Stopped;
    }

    /// <summary>What was written stays with the resident.</summary>
    public async Task<Outcome> Handle(Resident resident, Guid id, CancellationToken ct)
    {
        await using var work = db.As(resident);
        if (await work.QueryOne<Plan>(MeasurementQueries.Plan, new { id }, ct) is not { IsWatched: false } plan || plan.Subject != resident.Subject) return Outcome.NotFound;
        if (await work.QueryOne<Guid?>(PlanQueries.Stop, new { id, now = clock.GetUtcNow(), reason = Own }, ct) is null) return Outcome.Over;
        audit.Record(work, "measurements.diary.stopped", id, resident.Subject);
        await work.Commit(ct);
        return Outcome.Stopped;
    }
}
