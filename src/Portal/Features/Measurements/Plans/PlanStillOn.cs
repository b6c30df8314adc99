using Portal.Features.ActingFor;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>
/// Says just before a message about a plan is sent whether it is still true, and theirs to know: nobody is reminded of what
/// is done or stopped, nor the next morning of yesterday.
/// </summary>
sealed class PlanStillOn(PortalDb db, ActingForFacade acting, TimeProvider clock) : IMessageStillTrue
{
    static readonly Machine messages = new("messages");

    public bool Knows(string template) => template is MessageTemplate.PlanOrdered or MessageTemplate.PlanStopped or MessageTemplate.MeasurementReminder;

    public async Task<bool?> StillTrue(string template, Guid about, PersonId person, CancellationToken ct)
    {
        if (await Stands(template, about, ct) is not { } plan) return false;
        if (person == plan.Subject) return true;
        return plan.OpenToDelegate ? await acting.MayStill(person, plan.Subject, "measurements:see", ct) : false;
    }

    /// <summary>A child's guardians, and whoever has measured for the person with a mandate.</summary>
    public async Task<IReadOnlyList<PersonId>> AlsoTold(string template, Guid about, CancellationToken ct)
    {
        Plan? plan;
        List<Guid> helpers;
        await using (var work = db.As(messages))
        {
            plan = await work.QueryOne<Plan>(MeasurementQueries.Plan, new { id = about }, ct);
            helpers = await work.CommitWith<Guid>(PlanQueries.Helpers, new { id = about }, ct);
        }
        return plan is { OpenToDelegate: true } ? [.. (await acting.Guardians(plan.Subject, ct)).Concat(helpers.Select(h => new PersonId(h))).Distinct()] : [];
    }

    /// <summary>By itself, so that no connection is kept while the registers answer.</summary>
    async Task<Plan?> Stands(string template, Guid id, CancellationToken ct)
    {
        await using var work = db.As(messages);
        if (await work.QueryOne<Plan>(MeasurementQueries.Plan, new { id }, ct) is not { } plan) return null;
        if (template == MessageTemplate.PlanStopped) return plan.State == PlanState.Stopped ? plan : null;
        if (template == MessageTemplate.PlanOrdered) return plan.State == PlanState.Active ? plan : null;
        return RemindMeasuring.IsTime(clock.GetUtcNow()) && await IsUndone(work, plan.Subject, ct) ? plan : null;
    }

    /// <summary>In any of the person's plans: the one that the message was made for may be done, and another not.</summary>
    async Task<bool> IsUndone(Work work, PersonId subject, CancellationToken ct)
    {
        var today = clock.GetUtcNow().HelsinkiDate();
        var plans = (await work.Query<Plan>(PlanQueries.Active, new { subject }, ct)).FindAll(p => p.IsWatched && p.IsOn(today));
        var hours = await work.Query<PlanHour>(PlanQueries.Hours, new { ids = plans.Select(p => p.Id).ToArray() }, ct);
        return plans.Any(p => PlanProgress.Of(p, hours, today).Today is { IsDone: false });
    }
}
