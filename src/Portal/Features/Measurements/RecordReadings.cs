using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements;

/// <summary>
/// Keeps readings, all or none. They are drafts until they are sent; a dangerous one of a plan that a professional watches is
/// sent at once. Sent twice (an impatient press, two tabs, a device that was offline) each is there once.
/// </summary>
sealed class RecordReadings(PortalDb db, EnterReadings enter, Submission submission, Dangers limits)
{
    /// <summary>Taken: the id is another person's reading; nothing of the batch was kept.</summary>
    public enum Outcome { Kept, Taken }

    /// <param name="Dangers">The readings that pass a limit, also when they were there already, with their limit.</param>
    /// <param name="CaseId">The submission that was opened, or gone on with, because of the worst dangerous value.</param>
    public readonly record struct Result(Outcome Outcome, IReadOnlyList<(Guid Id, DangerLimit Limit)> Dangers, Guid? CaseId);

    /// <summary>At most so many at once: an import of a year's blood pressures.</summary>
    public const int Most = 1000;

    /// <param name="bornOn">Of the subject, when known.</param>
    public async Task<Result> Handle(Resident resident, IReadOnlyList<ReadingEntry> entries, string language, DateOnly? bornOn, CancellationToken ct)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, Most);
        await using var work = db.As(resident);
        var ids = entries.Select(e => e.Id).ToArray();
        var plans = (await work.Query<Plan>(MeasurementQueries.ActivePlans, new { ids = entries.Select(e => e.PlanId).OfType<Guid>().Distinct().ToArray(), subject = resident.Subject }, ct)).ToDictionary(p => p.Id);
        var there = (await work.Query<Reading>(MeasurementQueries.Some, new { ids }, ct)).Select(r => r.Id).ToHashSet();
        var ordered = entries.DistinctBy(e => e.Id).OrderBy(e => e.Id).ToList();   // two who enter the same wait for one another in one order
        var judged = await Judge(work, resident.Subject, ordered, plans, bornOn, ct);
        var dangers = judged.Where(j => j.Limit is not null).Select(j => (j.Entry.Id, j.Limit!)).ToList();
        var fresh = judged.Where(j => !there.Contains(j.Entry.Id)).ToList();
        var urgent = fresh.Where(j => j is { Limit: not null, Plan.IsWatched: true }).ToList();
        var quiet = fresh.Except(urgent).Select(j => (j.Entry, j.Limit?.Id)).ToList();
        try
        {
            if (urgent.Count == 0)
            {
                enter.Into(work, resident, quiet, EnterReadings.Standing.Draft, bornOn);
                await work.Commit(ct);
                return new(Outcome.Kept, dangers, null);
            }
            return new(Outcome.Kept, dangers, await SendAtOnce(work, resident, urgent, quiet, language, bornOn, ct));
        }
        catch (Npgsql.PostgresException e) when (e.Violates("reading_pkey"))
        {
            // Either the same request once more at the same moment, which is kept by the other, or somebody else's id.
            await using var again = db.As(resident);
            var now = await again.Query<Reading>(MeasurementQueries.Some, new { ids }, ct);
            return now.Count == judged.Count ? new(Outcome.Kept, dangers, now.Find(r => r.Danger is not null)?.CaseId) : new(Outcome.Taken, [], null);
        }
    }

    async Task<List<Judged>> Judge(Work work, PersonId subject, IReadOnlyList<ReadingEntry> entries, Dictionary<Guid, Plan> plans, DateOnly? bornOn, CancellationToken ct)
    {
        Plan? PlanOf(ReadingEntry e) => e.PlanId is { } id && plans.TryGetValue(id, out var its) && its.Measure == e.Measure.Id && its.Covers(e.MeasuredAt.HelsinkiDate()) ? its : null;
        var found = await limits.Find(work, subject, entries, e => PlanOf(e)?.Template, bornOn, ct);
        return [.. entries.Select(e => new Judged(e with { PlanId = PlanOf(e)?.Id }, PlanOf(e), found.GetValueOrDefault(e.Id)))];
    }

    /// <summary>The dangerous ones each into the submission of the queue that watches their plan.</summary>
    /// <returns>The case of the worst.</returns>
    async Task<Guid?> SendAtOnce(Work work, Resident resident, List<Judged> urgent, List<(ReadingEntry, string?)> quiet, string language, DateOnly? bornOn, CancellationToken ct)
    {
        List<(DangerLevel Level, Guid Case)> sent = [];
        foreach (var queue in urgent.GroupBy(j => j.Plan!.Queue!).OrderBy(q => q.Key, StringComparer.Ordinal))   // cases are locked in one order
        {
            var worst = queue.Max(j => j.Limit!.Level);
            var its = await submission.Of(work, resident, Guid.CreateVersion7(), queue.Key, null, language, bornOn, null, worst, ct);
            enter.Into(work, resident, [.. queue.Select(j => (j.Entry, j.Limit?.Id))], new(ReadingState.Sent, its.Id), bornOn);
            sent.Add((worst, its.Id));
        }
        enter.Into(work, resident, quiet, EnterReadings.Standing.Draft, bornOn);
        await work.Commit(ct);
        return sent.MaxBy(s => s.Level).Case;
    }

    sealed record Judged(ReadingEntry Entry, Plan? Plan, DangerLimit? Limit);
}
