using Portal.Features.ActingFor;
using Portal.Features.Audit;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>Begins an own diary of a measure, which nobody watches. Of one measure there is one: a second press leads to it.</summary>
sealed class StartDiary(PortalDb db, ContentFacade content, ActingForFacade acting, AuditFacade audit, TimeProvider clock)
{
    public enum Outcome { Started, There, NoMeasure, NoRhythm }

    /// <summary>How often, as the page offers it; free: when one likes.</summary>
    public static readonly IReadOnlyDictionary<string, (TimeOfDay[] Times, int EveryDays)> Rhythms = new Dictionary<string, (TimeOfDay[], int)>
    {
        ["free"] = ([], 1),
        ["daily"] = ([TimeOfDay.Any], 1),
        ["twice"] = ([TimeOfDay.Morning, TimeOfDay.Evening], 1),
        ["weekly"] = ([TimeOfDay.Any], 7),
    };

    /// <param name="id">Made by the page.</param>
    /// <param name="bornOn">Of the subject: what a young person keeps is their own until they show it.</param>
    /// <returns>The diary that there is now.</returns>
    public async Task<(Outcome Outcome, Guid Id)> Handle(Resident resident, Guid id, string? measure, string? rhythm, DateOnly? bornOn, CancellationToken ct)
    {
        if (content.Measure(measure ?? "") is null) return (Outcome.NoMeasure, default);
        if (!Rhythms.TryGetValue(rhythm ?? "", out var often)) return (Outcome.NoRhythm, default);
        await using var work = db.As(resident);
        if ((await work.Query<Plan>(PlanQueries.Active, new { subject = resident.Subject }, ct)).Find(p => p.Measure == measure && !p.IsWatched) is { } there) return (Outcome.There, there.Id);
        var now = clock.GetUtcNow();
        work.Add(PlanQueries.Diary, new
        {
            id, subject = resident.Subject, open_to_delegate = resident.ForAnother || !acting.KeepsToThemselves(bornOn), measure, now, starts_on = now.HelsinkiDate(),
            times = often.Times.Select(t => EnumText.Of(t)).ToArray(), every_days = (short)often.EveryDays,
        });
        audit.Record(work, "measurements.diary.started", id, resident.Subject);
        try { await work.Commit(ct); }
        catch (Npgsql.PostgresException e) when (e.Violates("plan_own_diary")) { return await Handle(resident, id, measure, rhythm, bornOn, ct); }   // two tabs: the other's
        return (Outcome.Started, id);
    }
}
