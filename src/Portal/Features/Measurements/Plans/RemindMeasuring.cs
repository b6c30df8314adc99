using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>
/// Reminds in the evening of whatever a professional has ordered for the day and is not done yet: one message a person and
/// day, however many plans. Every process looks; a plan's day is looked at once.
/// </summary>
sealed class RemindMeasuring(PortalDb db, NotificationsFacade notifications, TimeProvider clock) : TimedWork
{
    /// <summary>Helsinki time: late enough for those who measure by themselves, and early enough still to measure.</summary>
    public static readonly TimeOnly From = new(20, 0), Until = new(22, 0);

    const int AtOnce = 500;

    static readonly Machine me = new("measurements");

    public override TimeSpan Every => TimeSpan.FromMinutes(5);

    /// <returns>How many plans were looked at.</returns>
    public override async Task<int> Handle(CancellationToken ct)
    {
        var (all, round) = (0, AtOnce);
        while (round == AtOnce && IsTime(clock.GetUtcNow())) all += round = await Look(ct);
        return all;
    }

    public static bool IsTime(DateTimeOffset now) => TimeOnly.FromDateTime(now.InHelsinki().DateTime) is var time && time >= From && time < Until;

    async Task<int> Look(CancellationToken ct)
    {
        var today = clock.GetUtcNow().HelsinkiDate();
        await using var work = db.As(me);
        var plans = await work.Query<Plan>(PlanQueries.TakeUnreminded, new { today, most = AtOnce }, ct);
        if (plans.Count == 0) return 0;
        var ids = plans.Select(p => p.Id).ToArray();
        var hours = (await work.Query<PlanHour>(PlanQueries.Hours, new { ids }, ct)).ToLookup(h => h.PlanId);
        foreach (var plan in plans.Where(p => PlanProgress.Of(p, hours[p.Id], today).Today is { IsDone: false }))
            notifications.Send(work, plan.Subject, MessageTemplate.MeasurementReminder, plan.Id, null, null, $"{MessageTemplate.MeasurementReminder}:{plan.Subject}:{today:yyyy-MM-dd}");
        work.Add(PlanQueries.Reminded, new { ids, today });
        await work.Commit(ct);
        return plans.Count;
    }
}
