using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>A plan on a unit's list: whose it is, is told by age only.</summary>
sealed record ListedPlan(FollowedPlan Its, DateOnly? BornOn);

/// <summary>A plan as a professional follows it: numbers, and no readings before they are sent.</summary>
sealed record OpenedPlan(FollowedPlan Its, PersonCard? Person, string? OrderedBy);

/// <summary>Plans for the professionals of the units that have ordered them or look at them.</summary>
sealed class FollowPlans(PortalDb db, LoginFacade people, AuditFacade audit, TimeProvider clock)
{
    public async Task<IReadOnlyList<ListedPlan>> OfUnit(Professional professional, CancellationToken ct)
    {
        List<Plan> plans;
        IReadOnlyList<ListedPlan> listed;
        await using (var work = db.As(professional))
        {
            plans = await work.Query<Plan>(PlanQueries.OfUnit, new { unit = professional.Unit }, ct);
            var born = await people.BirthDates(work, [.. plans.Select(p => p.Subject)], ct);
            listed = [.. (await Followed(work, plans, ct)).Select(f => new ListedPlan(f, born.TryGetValue(f.Plan.Subject, out var on) ? on : null))];
        }
        await audit.SeenEach(professional, "measurements.plans.listed", plans.Select(p => p.Subject), ct);
        return listed;
    }

    /// <summary>Null when there is none such, or neither unit of it is theirs.</summary>
    public async Task<OpenedPlan?> One(Professional professional, Guid id, CancellationToken ct)
    {
        OpenedPlan opened;
        await using (var work = db.As(professional))
        {
            if (await work.QueryOne<Plan>(MeasurementQueries.Plan, new { id }, ct) is not { OrderedBy: { } by } plan) return null;
            var names = await people.StaffNames(work, [by], ct);
            opened = new((await Followed(work, [plan], ct))[0], await people.Person(work, plan.Subject, ct), names.GetValueOrDefault(by));
        }
        await audit.Seen(professional, "measurements.plan.followed", ct, id, opened.Its.Plan.Subject);
        return opened;
    }

    async Task<IReadOnlyList<FollowedPlan>> Followed(Work work, List<Plan> plans, CancellationToken ct)
    {
        var hours = plans.Count == 0 ? [] : await work.Query<PlanHour>(PlanQueries.Hours, new { ids = plans.Select(p => p.Id).ToArray() }, ct);
        var (of, today) = (hours.ToLookup(h => h.PlanId), clock.GetUtcNow().HelsinkiDate());
        return [.. plans.Select(p => new FollowedPlan(p, PlanProgress.Of(p, of[p.Id], today)))];
    }
}
