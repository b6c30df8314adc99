using Portal.Features.Audit;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements;

/// <summary>Who decided about readings, and when; null name when they are not known.</summary>
public sealed record Decision(Guid Id, Guid By, DateTimeOffset At, string? Name);

/// <summary>Reads readings for the resident's pages. Row-level security says whose; each reading leaves its line before anything is shown.</summary>
sealed class ReadReadings(PortalDb db, AuditFacade audit, CasesFacade cases, ContentFacade content, LoginFacade people, TimeProvider clock)
{
    /// <param name="Latest">Of each measure the latest reading.</param>
    /// <param name="Drafts">How many are not sent yet.</param>
    /// <param name="Sent">Submissions, open ones first, with how many of their readings are how far.</param>
    public sealed record Overview(List<Reading> Latest, int Drafts, List<Case> Sent, ILookup<Guid, (ReadingState State, int Count)> States);

    public async Task<Overview> All(Resident resident, CancellationToken ct)
    {
        await using var work = db.As(resident);
        var (subject, measures) = (resident.Subject, content.Measures.Select(m => m.Id).ToArray());
        var latest = await work.Query<Reading>(RecordQueries.LatestOfEach, new { subject, measures }, ct);
        var drafts = await work.QueryOne<int>(RecordQueries.DraftCount, new { subject }, ct);
        var sent = (await cases.Mine(work, subject, ct)).Where(c => c.Channel == CaseChannel.Measurements).ToList();
        var states = await work.CommitWith<StateRow>(RecordQueries.StatesOf, new { ids = sent.Select(c => c.Id).ToArray() }, ct);
        await audit.Seen(resident, "measurements.overview.seen", ct);
        return new(latest, drafts, sent, states.ToLookup(s => s.CaseId, s => (s.State, s.Count)));
    }

    /// <param name="Saved">Those just kept, to be told of.</param>
    /// <param name="Last">The last with a device or a posture: what is probably used again.</param>
    /// <param name="Plans">The active ones of the measure.</param>
    /// <param name="Case">Of the submission in which one of <see cref="Saved"/> is.</param>
    public sealed record OfMeasure(List<Reading> Recent, List<Reading> Saved, Reading? Last, List<Plan> Plans, Case? Case);

    public async Task<OfMeasure> Of(Resident resident, string measure, IReadOnlyCollection<Guid> saved, int limit, CancellationToken ct)
    {
        OfMeasure read;
        await using (var work = db.As(resident))
        {
            var recent = await work.Query<Reading>(RecordQueries.Recent, new { subject = resident.Subject, measure, limit }, ct);
            var kept = saved.Count == 0 ? [] : (await work.Query<Reading>(MeasurementQueries.Some, new { ids = saved.ToArray() }, ct)).Where(r => r.Measure == measure).OrderBy(r => r.MeasuredAt).ToList();
            var its = kept.Find(r => r.CaseId is not null)?.CaseId is { } id ? await cases.One(work, id, ct) : null;
            var plans = await work.CommitWith<Plan>(MeasurementQueries.PlansOf, new { subject = resident.Subject, since = clock.GetUtcNow() }, ct);
            read = new(recent, kept, recent.Find(r => r.Device is not null || r.Posture is not null), [.. plans.Where(p => p.Measure == measure && p.State == PlanState.Active)], its);
        }
        await audit.Seen(resident, "measurements.readings.seen", ct);
        return read;
    }

    /// <param name="Versions">From the first to the latest.</param>
    public sealed record One(List<Reading> Versions, IReadOnlyDictionary<Guid, Decision> Decisions, Plan? Plan, Case? Case, string? EnteredBy);

    /// <summary>A reading in all its versions. Null when there is none such, or it is not theirs.</summary>
    public async Task<One?> Single(Resident resident, Guid id, CancellationToken ct)
    {
        One read;
        await using (var work = db.As(resident))
        {
            var versions = await work.Query<Reading>(MeasurementQueries.Versions, new { id }, ct);
            if (versions.Count == 0 || versions[0].Subject != resident.Subject) return null;
            var latest = versions[^1];
            var plan = latest.PlanId is { } its ? await work.QueryOne<Plan>(MeasurementQueries.Plan, new { id = its }, ct) : null;
            var sent = latest.CaseId is { } caseId ? await cases.One(work, caseId, ct) : null;
            var decisions = await Decisions(work, versions, ct);
            var by = latest.EnteredBy == resident.Hand ? null : await Name(work, latest, ct);
            await work.Commit(ct);
            read = new(versions, decisions, plan, sent, by);
        }
        await audit.Seen(resident, "measurements.reading.seen", ct, id);
        return read;
    }

    /// <summary>What is not sent yet, with the plans to which it belongs.</summary>
    public async Task<(List<Reading> Drafts, List<Plan> Plans)> Drafts(Resident resident, CancellationToken ct)
    {
        List<Reading> drafts;
        List<Plan> plans;
        await using (var work = db.As(resident))
        {
            drafts = await work.Query<Reading>(RecordQueries.Drafts, new { subject = resident.Subject }, ct);
            plans = await work.CommitWith<Plan>(MeasurementQueries.PlansOf, new { subject = resident.Subject, since = clock.GetUtcNow() }, ct);
        }
        await audit.Seen(resident, "measurements.drafts.seen", ct);
        return (drafts, plans);
    }

    /// <summary>In which submission some readings are; null when in none.</summary>
    public async Task<Guid?> CaseOf(Resident resident, Guid[] ids, CancellationToken ct)
    {
        await using var work = db.As(resident);
        return (await work.CommitWith<Reading>(MeasurementQueries.Some, new { ids }, ct)).Find(r => r.CaseId is not null)?.CaseId;
    }

    public sealed record Submitted(Case Case, List<Message> Messages, List<Reading> Readings, IReadOnlyDictionary<Guid, Decision> Decisions, IReadOnlyDictionary<Guid, string> Staff);

    /// <summary>A submission with its conversation. Null when there is none such, or it is not theirs.</summary>
    public async Task<Submitted?> Submission(Resident resident, Guid id, CancellationToken ct)
    {
        if (await cases.Whole(resident, id, 0, ct) is not var (its, messages, _) || its.Subject != resident.Subject || its.Area != Measurements.Submission.Area) return null;
        await using var work = db.As(resident);
        var readings = await work.Query<Reading>(MeasurementQueries.OfCase, new { case_id = id }, ct);
        var decisions = await Decisions(work, readings, ct);
        Guid[] writers = [.. messages.Where(m => m.Side == "professional").Select(m => m.By).OfType<Guid>().Distinct()];
        var staff = writers.Length == 0 ? new Dictionary<Guid, string>() : await people.StaffNames(work, writers, ct);
        await work.Commit(ct);
        return new(its, messages, readings, decisions, staff);
    }

    async Task<IReadOnlyDictionary<Guid, Decision>> Decisions(Work work, List<Reading> readings, CancellationToken ct)
    {
        Guid[] ids = [.. readings.Select(r => r.ReviewId).OfType<Guid>().Distinct()];
        if (ids.Length == 0) return new Dictionary<Guid, Decision>();
        var rows = await work.Query<ReviewRow>(RecordQueries.Reviews, new { ids }, ct);
        var names = await people.StaffNames(work, [.. rows.Select(r => r.By).Distinct()], ct);
        return rows.ToDictionary(r => r.Id, r => new Decision(r.Id, r.By, r.At, names.GetValueOrDefault(r.By)));
    }

    /// <summary>Of somebody else who entered it, as far as row-level security lets it be known.</summary>
    async Task<string?> Name(Work work, Reading r, CancellationToken ct) => r.EnteredBasis == Basis.Assisted
        ? (await people.StaffNames(work, [r.EnteredBy], ct)).GetValueOrDefault(r.EnteredBy)
        : (await people.People(work, [new(r.EnteredBy)], ct)).GetValueOrDefault(new PersonId(r.EnteredBy))?.Name;

    sealed record StateRow
    {
        public Guid CaseId { get; init; }
        public ReadingState State { get; init; }
        public int Count { get; init; }
    }

    sealed record ReviewRow
    {
        public Guid Id { get; init; }
        public Guid By { get; init; }
        public DateTimeOffset At { get; init; }
    }
}
