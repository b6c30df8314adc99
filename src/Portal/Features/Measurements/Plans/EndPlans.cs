using Portal.Features.Audit;
using Portal.Features.Cases;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>
/// Ends plans in the night after their last day, by the clock in Helsinki: what is not sent yet is sent, as the resident was
/// told when it began, and whoever looks at it also hears when nothing was measured. Every process looks; the plan's row is
/// locked through its whole ending, so it ends once.
/// </summary>
sealed partial class EndPlans(PortalDb db, Submission submission, CasesFacade cases, LoginFacade people, Dangers dangers, PlanWords words, PlansTexts texts,
    Announce announce, AuditFacade audit, TimeProvider clock, ILogger<EndPlans> log) : TimedWork
{
    /// <summary>The code of the worklist's "why" when nothing was measured.</summary>
    public const string Nothing = "nothing-measured";

    /// <summary>After midnight so long, for those who write the evening's values down late.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromHours(2);

    const int AtOnce = 200;

    static readonly Machine me = new("measurements");

    public override TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <returns>How many ended.</returns>
    public override async Task<int> Handle(CancellationToken ct)
    {
        var today = (clock.GetUtcNow() - Late).HelsinkiDate();
        List<Guid> due;
        await using (var work = db.As(me)) due = await work.CommitWith<Guid>(PlanQueries.Due, new { today, most = AtOnce }, ct);
        var ended = 0;
        foreach (var id in due)
            try { if (await End(id, today, ct)) ended++; }
            catch (Exception e) when (e is not Npgsql.NpgsqlException && !ct.IsCancellationRequested) { Failed(e, id); }   // one that cannot end holds up no other
        return ended;
    }

    async Task<bool> End(Guid id, DateOnly today, CancellationToken ct)
    {
        await using var work = db.As(me);
        if (await work.QueryOne<Plan>(PlanQueries.TakeDue, new { id, today }, ct) is not { } plan) return false;   // another process has it
        if (plan.IsWatched) await Send(work, plan, ct);
        work.Add(PlanQueries.End, new { id, now = clock.GetUtcNow() });
        audit.Record(work, "measurements.plan.ended", id, plan.Subject);
        if (plan is { Unit: { } unit, OrderedBy: { } by }) announce.Planned(work, plan.OrderedUnit ?? unit, by, plan.Subject, id, 2);
        await work.Commit(ct);
        return true;
    }

    /// <summary>Nothing, when all of it has been sent already.</summary>
    async Task Send(Work work, Plan plan, CancellationToken ct)
    {
        var drafts = await work.Query<Reading>(PlanQueries.Drafts, new { id = plan.Id }, ct);
        var readings = (await work.Query<PlanHour>(PlanQueries.Hours, new { ids = new[] { plan.Id } }, ct)).Sum(h => h.Readings);
        if (drafts.Count == 0 && readings > 0) return;
        var language = Language.Find(await people.LanguageOf(work, plan.Subject, ct)) ?? Language.Finnish;
        var its = await submission.Of(work, plan, language.Code, drafts.Max(r => dangers.Of(r, plan.Template)?.Level), ct);
        var c = language.Culture;
        await cases.Post(work, its, Guid.CreateVersion7(), drafts.Count == 0 ? texts.In(c, "ended-nothing", words.Name(plan, c)) : texts.In(c, "ended-sent", words.Name(plan, c), drafts.Count), ct);
        if (drafts.Count == 0) { cases.SetDetail(work, its.Id, Nothing); return; }
        work.Add(MeasurementQueries.Send, new { ids = drafts.Select(r => r.Id).ToArray(), case_id = its.Id, now = clock.GetUtcNow(), subject = plan.Subject });
        audit.Record(work, "measurements.readings.sent", its.Id, plan.Subject);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Plan {Plan} could not be ended")]
    partial void Failed(Exception e, Guid plan);
}
