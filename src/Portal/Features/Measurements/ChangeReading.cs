using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements;

/// <summary>
/// Corrects or withdraws a reading with a new version. Before a professional has decided, it takes the place of the earlier one.
/// After that both stay: the correction is sent to be looked at, and until then the patient record keeps what was accepted.
/// </summary>
sealed class ChangeReading(PortalDb db, EnterReadings enter, Submission submission, CasesFacade cases, Dangers dangers, ContentFacade content)
{
    /// <summary>Meanwhile: the reading has another version than the page showed. NoQueue: nobody is there to look at the change.</summary>
    public enum Outcome { Changed, NotFound, Meanwhile, Same, NoQueue }

    /// <param name="seen">The version that the page showed.</param>
    /// <param name="entry">The reading as it should be; its id is the reading's. Null: it was a mistake.</param>
    /// <param name="words">With a withdrawal: why.</param>
    public async Task<(Outcome Outcome, DangerLimit? Danger)> Handle(Resident resident, Guid id, int seen, ReadingEntry? entry, string? words, string language, DateOnly? bornOn, CancellationToken ct)
    {
        await using var work = db.As(resident);
        if (await work.QueryOne<Reading>(MeasurementQueries.LatestLocked, new { id }, ct) is not { } before || before.Subject != resident.Subject) return (Outcome.NotFound, null);
        if (before.Version != seen || before.State == ReadingState.Withdrawn) return (Outcome.Meanwhile, null);
        if (entry is not null && IsSame(before, entry)) return (Outcome.Same, null);
        var accepted = await work.QueryOne<bool>(MeasurementQueries.WasAccepted, new { id }, ct);
        var its = before.CaseId is { } caseId ? await cases.One(work, caseId, ct) : null;
        var next = (entry ?? AsWas(before, words)) with { Id = id, PlanId = before.PlanId };
        var plan = await PlanOf(work, resident, before, ct);
        var limit = entry is null ? null : (await dangers.Find(work, resident.Subject, [next], _ => plan?.Template, bornOn, ct)).GetValueOrDefault(id);
        var atOnce = limit is not null && its is not { IsOpen: true } && plan is { IsWatched: true };   // as when it is entered

        if (!accepted && !atOnce)
        {
            EnterReadings.Standing standing = entry is null ? new(ReadingState.Withdrawn, before.CaseId)
                : its is { IsOpen: true } ? new(ReadingState.Sent, its.Id) : EnterReadings.Standing.Draft;
            enter.Next(work, resident, before, next, limit?.Id, standing, bornOn, withdraws: entry is null);
            if (entry is null && its is { IsOpen: true } && await IsEmpty(work, its.Id, ct)) cases.Close(work, its, "withdrawn");
            else if (entry is not null && its is { IsOpen: true, WaitsFor: WaitsFor.Resident }) submission.Join(work, its, null, limit?.Level);   // what was wanted, or measured again
            else if (limit is not null && its is { IsOpen: true }) submission.Lift(work, its, limit.Level);
            await work.Commit(ct);
            return (Outcome.Changed, limit);
        }
        if ((its?.Queue ?? plan?.Queue) is not { } queue || content.Queue(queue) is null) return (Outcome.NoQueue, null);
        var sent = await submission.Of(work, resident, Guid.CreateVersion7(), queue, null, language, bornOn, null, limit?.Level, ct);
        enter.Next(work, resident, before, next, limit?.Id, new(ReadingState.Sent, sent.Id), bornOn, withdraws: entry is null);
        await work.Commit(ct);
        return (Outcome.Changed, limit);
    }

    async Task<Plan?> PlanOf(Work work, Resident resident, Reading before, CancellationToken ct) =>
        before.PlanId is { } plan && (await work.Query<Plan>(MeasurementQueries.ActivePlans, new { ids = new[] { plan }, subject = resident.Subject }, ct)) is [var its] ? its : null;

    async Task<bool> IsEmpty(Work work, Guid caseId, CancellationToken ct) =>
        !(await work.Query<Reading>(MeasurementQueries.OfCase, new { case_id = caseId }, ct)).Any(r => r.IsUndecided);

    static bool IsSame(Reading before, ReadingEntry entry) =>
        before.Value1 == entry.Value(0) && before.Value2 == entry.Value(1) && before.Value3 == entry.Value(2) && before.MeterShows == entry.MeterShows && before.MeasuredAt == entry.MeasuredAt
        && before.Context == entry.Context && before.Posture == entry.Posture && before.Device == entry.Device && before.MeasuredBy == entry.MeasuredBy && before.Words == entry.Words;

    ReadingEntry AsWas(Reading before, string? words) => new(before.Id, content.Measure(before.Measure)!, before.MeasuredAt, before.Values)
    {
        MeterShows = before.MeterShows, Context = before.Context, Posture = before.Posture, Device = before.Device, MeasuredBy = before.MeasuredBy, Words = words ?? before.Words,
        Confirmed = before.Confirmed, Source = before.Source,
    };
}
