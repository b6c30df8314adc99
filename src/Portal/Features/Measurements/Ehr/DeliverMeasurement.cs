using System.Globalization;
using Portal.Features.Audit;
using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Features.Measurements.Reviews;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Ehr;
using Portal.Platform.Jobs;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Ehr;

/// <summary>
/// Delivers what a professional has accepted or ordered to the patient record. The queue brings the versions of one thing in
/// order and at least once; <see cref="PutVersion"/> makes them applied once. The words are in the patient's language.
/// </summary>
sealed class DeliverMeasurement(PortalDb db, FhirClient ehr, PutVersion put, FhirReading readings, FhirMean means, FhirPlan plans, FhirProvenance provenances, ContentFacade content,
    Announce announce, LoginFacade people, AuditFacade audit, TimeProvider clock) : IJobHandler
{
    /// <summary>Codes of what a delivery cannot do without.</summary>
    public const string NotThere = "not-there", NoPerson = "no-person", NoMeasure = "no-measure";

    static readonly Machine me = new("ehr-delivery");

    public string Queue => Announce.Queue;

    public Task Do(TakenJob job, CancellationToken ct)
    {
        var news = job.Read<MeasurementNews>();
        return news.Of switch
        {
            NewsOf.Reading => Reading(job, news, ct),
            NewsOf.Review => Review(job, news, ct),
            _ => Plan(job, news, ct),
        };
    }

    async Task Reading(TakenJob job, MeasurementNews news, CancellationToken ct)
    {
        AcceptedReading accepted;
        PatientIdentity patient;
        await using (var work = db.As(me))
        {
            var r = await work.QueryOne<Reading>(DeliveryQueries.Version, new { id = news.Id, version = news.Version }, ct) ?? throw new JobRefused(NotThere);
            if (r.DeliveredAt is not null || !r.IsDecidedForRecord) return;
            var measure = content.Measure(r.Measure) ?? throw new JobRefused(NoMeasure);
            if (measure.Code is null) return;   // words and mood stay in the portal
            var decision = (await work.QueryOne<Decision>(DeliveryQueries.Decision, new { id = r.Id, version = r.Version }, ct))!;
            patient = await Patient(work, r.Subject, ct);
            accepted = new(r, measure, decision.Again, decision.At ?? r.SeenAt ?? r.SentAt ?? r.EnteredAt, news.Staff, await StaffName(work, news.Staff, ct), await HandName(work, r, ct));
            if (decision.Again && measure.Code.MeanCodes.Count > 0) await TellMeans(work, news, r.Subject, ct);
            if (job.Attempts <= 1) audit.Record(work, "measurements.reading.read-for-delivery", r.Id, r.Subject);
            await work.Commit(ct);   // the connection is given back before anything is sent: the EHR may be slow
        }
        SpeakAs(patient);
        await ehr.Merge("Patient", patient.Person.Id.Value, patient.Fhir(), ct);
        List<FhirPart> there = [];
        foreach (var part in readings.Of(accepted))
            if (await put.Observation(part, accepted.Reading, look: job.Attempts > 1 || news.Version > 1, ct)) there.Add(part);
        if (there.Count > 0)
            await put.Once("Provenance", FhirProvenance.Id(news.Id, news.Version), FhirVersion.Provenance, accepted.Reading.Subject, 1, provenances.Of(accepted, there), look: job.Attempts > 1, ct);
        await Note(DeliveryQueries.Delivered, news.Id, news.Version, accepted.Reading.Subject, "measurements.reading.delivered", ct);
    }

    /// <summary>A mean that counts an earlier version no longer holds. Also when this version does not reach the record: it is what was decided.</summary>
    async Task TellMeans(Work work, MeasurementNews news, PersonId subject, CancellationToken ct)
    {
        foreach (var mean in await work.Query<Mean>(DeliveryQueries.MeansOf, new { id = news.Id, version = news.Version }, ct))
            announce.Again(work, mean.Unit, news.Staff, subject, mean.Id, mean.Version);
    }

    async Task Review(TakenJob job, MeasurementNews news, CancellationToken ct)
    {
        AcceptedReview accepted;
        PatientIdentity patient;
        await using (var work = db.As(me))
        {
            var review = await work.QueryOne<Review>(DeliveryQueries.Review, new { id = news.Id }, ct) ?? throw new JobRefused(NotThere);
            if (review.Mean1 is null || news.Version > 0 && review.DeliveredAt is null) return;   // no mean, or it was let go: nothing to tell anew
            var measure = content.Measure(review.Measure) ?? throw new JobRefused(NoMeasure);
            if (measure.Code is null) return;
            var decided = await work.Query<Reading>(DeliveryQueries.AcceptedIn, new { id = review.Id }, ct);
            var reviews = await work.Query<Review>(DeliveryQueries.SomeReviews, new { ids = decided.Select(r => r.ReviewId).OfType<Guid>().Distinct().ToArray() }, ct);
            accepted = AcceptedReview.Now(review, measure, decided, reviews);
            if (review.DeliveredVersion >= accepted.Version) return;
            accepted = accepted with { StaffName = await StaffName(work, accepted.Review.By, ct) };
            patient = await Patient(work, review.Subject, ct);
            if (job.Attempts <= 1) audit.Record(work, "measurements.review.read-for-delivery", review.Id, review.Subject);
            await work.Commit(ct);
        }
        SpeakAs(patient);
        await ehr.Merge("Patient", patient.Person.Id.Value, patient.Fhir(), ct);
        var (id, subject) = (accepted.Review.Id, accepted.Review.Subject);
        var (version, look) = (accepted.Version, job.Attempts > 1 || accepted.Version > 1);
        if (accepted.From.Count > 0) await put.Once("Observation", id, FhirVersion.Review, subject, version, means.Of(accepted), look, ct);
        else if (!await put.TakeOut(new(id, FhirVersion.Review, null), subject, version, ct)) return;   // all were mistakes before it was told
        await put.Once("Provenance", FhirProvenance.Id(id, version), FhirVersion.Provenance, subject, version, provenances.Of(accepted), look: job.Attempts > 1, ct);
        await Note(DeliveryQueries.ReviewDelivered, id, version, subject, "measurements.review.delivered", ct);
    }

    async Task Plan(TakenJob job, MeasurementNews news, CancellationToken ct)
    {
        Plan plan;
        PatientIdentity patient;
        string? staffName;
        await using (var work = db.As(me))
        {
            plan = await work.QueryOne<Plan>(MeasurementQueries.Plan, new { id = news.Id }, ct) ?? throw new JobRefused(NotThere);
            if (!plan.IsWatched || await work.QueryOne<int>(DeliveryQueries.PlanVersion, new { id = plan.Id }, ct) >= news.Version) return;
            patient = await Patient(work, plan.Subject, ct);
            staffName = await StaffName(work, plan.OrderedBy ?? news.Staff, ct);
            if (job.Attempts <= 1) audit.Record(work, "measurements.plan.read-for-delivery", plan.Id, plan.Subject);
            await work.Commit(ct);
        }
        SpeakAs(patient);
        await ehr.Merge("Patient", patient.Person.Id.Value, patient.Fhir(), ct);
        await put.Once("Task", plan.Id, FhirVersion.Plan, plan.Subject, news.Version, plans.Of(plan, news.Version, staffName), look: job.Attempts > 1 || news.Version > 1, ct);
        await Note(DeliveryQueries.PlanDelivered, news.Id, news.Version, plan.Subject, "measurements.plan.delivered", ct);
    }

    /// <summary>Of this delivery only: the culture is the job's own.</summary>
    static void SpeakAs(PatientIdentity patient) =>
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = (Language.Find(patient.Person.Language) ?? Language.Finnish).Culture;

    async Task<PatientIdentity> Patient(Work work, PersonId subject, CancellationToken ct) => await people.Patient(work, subject, ct) ?? throw new JobRefused(NoPerson);

    async Task<string?> StaffName(Work work, Guid staff, CancellationToken ct) => (await people.StaffNames(work, [staff], ct)).GetValueOrDefault(staff);

    async Task<string?> HandName(Work work, Reading r, CancellationToken ct) => r.EnteredBasis switch
    {
        Basis.Self => null,
        Basis.Assisted => await StaffName(work, r.EnteredBy, ct),
        _ => (await people.Person(work, new(r.EnteredBy), ct))?.Name,
    };

    async Task Note(string sql, Guid id, int version, PersonId subject, string action, CancellationToken ct)
    {
        await using var work = db.As(me);
        if ((await work.Query<Guid>(sql, new { id, version, now = clock.GetUtcNow() }, ct)).Count > 0) audit.Record(work, action, id, subject);
        await work.Commit(ct);
    }

    sealed record Decision
    {
        public bool Again { get; init; }
        public DateTimeOffset? At { get; init; }
    }

    sealed record Mean
    {
        public Guid Id { get; init; }
        public string Unit { get; init; } = "";
        public int Version { get; init; }
    }
}
