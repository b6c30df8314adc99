using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>A plan, and how far it is.</summary>
sealed record FollowedPlan(Plan Plan, PlanProgress Progress);

/// <summary>Plans for the resident whose they are, or who acts for them: what is to be done, and how far it is.</summary>
sealed class ReadPlans(PortalDb db, AuditFacade audit, TimeProvider clock)
{
    /// <summary>Of a diary kept for years the newest are shown on its page.</summary>
    const int Most = 300;

    /// <summary>What goes on: what a professional has ordered first, then the own diaries.</summary>
    public async Task<IReadOnlyList<FollowedPlan>> Active(Resident resident, CancellationToken ct)
    {
        IReadOnlyList<FollowedPlan> plans;
        await using (var work = db.As(resident))
            plans = await Followed(work, await work.Query<Plan>(PlanQueries.Active, new { subject = resident.Subject }, ct), ct);
        if (plans.Count > 0) await audit.Seen(resident, "measurements.plans.seen", ct);
        return plans;
    }

    /// <summary>Own diaries that go on.</summary>
    public async Task<IReadOnlyList<Plan>> Diaries(Resident resident, CancellationToken ct)
    {
        List<Plan> active;
        await using (var work = db.As(resident)) active = await work.CommitWith<Plan>(PlanQueries.Active, new { subject = resident.Subject }, ct);
        await audit.Seen(resident, "measurements.plans.seen", ct);
        return active.FindAll(p => !p.IsWatched);
    }

    /// <summary>With what has been measured, in order. Null when there is none such, or it is not theirs.</summary>
    public async Task<(FollowedPlan? Its, IReadOnlyList<Reading> Readings)> WithReadings(Resident resident, Guid id, CancellationToken ct)
    {
        FollowedPlan its;
        List<Reading> readings;
        await using (var work = db.As(resident))
        {
            if (await work.QueryOne<Plan>(MeasurementQueries.Plan, new { id }, ct) is not { } plan || plan.Subject != resident.Subject) return (null, []);
            readings = await work.Query<Reading>(PlanQueries.Readings, new { id, most = Most }, ct);
            its = (await Followed(work, [plan], ct))[0];
        }
        await audit.Seen(resident, "measurements.plan.seen", ct, id);
        return (its, readings);
    }

    async Task<IReadOnlyList<FollowedPlan>> Followed(Work work, List<Plan> plans, CancellationToken ct)
    {
        if (plans.Count == 0) return [];
        var hours = await work.Query<PlanHour>(PlanQueries.OwnHours, new { ids = plans.Select(p => p.Id).ToArray() }, ct);
        var today = clock.GetUtcNow().HelsinkiDate();
        return [.. plans.Select(p => new FollowedPlan(p, PlanProgress.Of(p, hours, today)))];
    }
}
