using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Features.Measurements.Reviews;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Measurements.Ehr;

/// <summary>Something accepted or ordered that the patient record has not confirmed.</summary>
/// <param name="Measure">Of what; null when the unit does not see it.</param>
/// <param name="Behind">An earlier version of the same has to go first.</param>
/// <param name="Failed">It was refused: it is not tried again by itself.</param>
sealed record MeasurementDelivery(long Seq, Guid Key, NewsOf Of, DateTimeOffset Since, int Attempts, bool Failed, DateTimeOffset NextAt, bool Behind, RecordFault? Fault, string? Measure, string? PersonName);

/// <summary>
/// What a unit's measurements still wait to be delivered, and what the patient record has refused; and the two ways on: trying
/// again at once, and taking off the list with a reason.
/// </summary>
sealed class ReadMeasurementDeliveries(PortalDb db, JobQueue jobs, LoginFacade people, AuditFacade audit)
{
    /// <summary>NotFound: it has been delivered or let go meanwhile, or is another unit's.</summary>
    public enum Outcome { Done, NotFound, UnknownReason }

    /// <summary>Codes of the reasons; the words are the texts <c>discard-reason-…</c>.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["entered-by-hand", "already-there", "not-needed"];

    public async Task<IReadOnlyList<MeasurementDelivery>> Handle(Professional professional, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var open = await jobs.Open(work, Announce.Queue, professional.Unit, ct);
        if (open.Count == 0) return [];
        var news = open.Select(j => (Job: j, News: j.Read<MeasurementNews>())).ToList();
        Guid[] Ids(NewsOf of) => [.. news.Where(n => n.News.Of == of).Select(n => n.News.Id).Distinct()];
        var measures = (await work.Query<Reading>(DeliveryQueries.Some, new { ids = Ids(NewsOf.Reading) }, ct)).Select(r => (r.Id, r.Measure, r.Subject))
            .Concat((await work.Query<Review>(DeliveryQueries.SomeReviews, new { ids = Ids(NewsOf.Review) }, ct)).Select(r => (r.Id, r.Measure, r.Subject)))
            .Concat((await work.Query<Plan>(DeliveryQueries.SomePlans, new { ids = Ids(NewsOf.Plan) }, ct)).Select(p => (p.Id, p.Measure, p.Subject)))
            .DistinctBy(m => m.Id).ToDictionary(m => m.Id);
        var subjects = measures.Values.Select(m => m.Subject).Distinct().ToList();
        var known = await people.People(work, subjects, ct);
        await work.Commit(ct);
        await audit.SeenEach(professional, "measurements.deliveries.seen", subjects, ct);

        HashSet<Guid> before = [];
        return [.. news.Select(n =>
        {
            var its = measures.TryGetValue(n.News.Id, out var found) ? found : default;
            return new MeasurementDelivery(n.Job.Seq, n.Job.Key, n.News.Of, n.Job.CreatedAt, n.Job.Attempts, n.Job.State == "failed", n.Job.RunAt, !before.Add(n.Job.Key),
                RecordFault.Of(n.Job.LastError), its.Measure, its.Measure is null ? null : known.GetValueOrDefault(its.Subject)?.Name);
        })];
    }

    /// <summary>Of some readings, why those that have been tried are not there yet, a refusal before anything else; null when there is no such reason.</summary>
    public async Task<(RecordFault Fault, bool Refused)?> Trouble(Professional professional, IReadOnlySet<Guid> readings, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var open = await jobs.Open(work, Announce.Queue, professional.Unit, ct);
        var worst = open.Where(j => readings.Contains(j.Key) && j.LastError is not null).OrderByDescending(j => j.State == "failed").FirstOrDefault();
        return worst is null ? null : (RecordFault.Of(worst.LastError)!, worst.State == "failed");
    }

    public async Task<Outcome> TryAgain(Professional professional, long seq, CancellationToken ct)
    {
        await using var work = db.As(professional);
        if (await jobs.TryAgain(work, Announce.Queue, professional.Unit, seq, ct) is not { } job) return Outcome.NotFound;
        audit.Record(work, "measurements.delivery.retried", job.Key, job.Subject);
        await work.Commit(ct);
        return Outcome.Done;
    }

    /// <summary>Nobody will try it again, and the later ones of the same thing go on. Why it was let go stays with the job.</summary>
    public async Task<Outcome> Discard(Professional professional, long seq, string reason, CancellationToken ct)
    {
        if (!Reasons.Contains(reason)) return Outcome.UnknownReason;
        await using var work = db.As(professional);
        if (await jobs.GiveUp(work, Announce.Queue, professional.Unit, seq, reason, ct) is not { } job) return Outcome.NotFound;
        audit.Record(work, "measurements.delivery.discarded", job.Key, job.Subject);
        await work.Commit(ct);
        return Outcome.Done;
    }
}
