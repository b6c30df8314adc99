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
    LoginFacade people, AuditFacade audit, TimeProvider clock) : IJobHandler
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
        await Note(DeliveryQueries.Delivered, news, accepted.Reading.Subject, "measurements.reading.delivered", ct);
    }

    async Task Review(TakenJob job, MeasurementNews news, CancellationToken ct)
    {
        AcceptedReview accepted;
        PatientIdentity patient;
        await using (var work = db.As(me))
        {
            var review = await work.QueryOne<Review>(DeliveryQueries.Review, new { id = news.Id }, ct) ?? throw new JobRefused(NotThere);
            if (review.DeliveredAt is not null || review.Mean1 is null) return;   // no mean, nothing to tell
            var measure = content.Measure(review.Measure) ?? throw new JobRefused(NoMeasure);
            if (measure.Code is null) return;
            var from = await work.Query<Measured>(DeliveryQueries.AcceptedIn, new { id = review.Id }, ct);
            var first = from.Select(m => m.MeasuredAt.HelsinkiDate()).FirstOrDefault();
            patient = await Patient(work, review.Subject, ct);
            accepted = new(review, measure, [.. from.Where(m => !review.FirstDayOut || m.MeasuredAt.HelsinkiDate() > first).Select(m => m.Id)], await StaffName(work, review.By, ct));
            if (job.Attempts <= 1) audit.Record(work, "measurements.review.read-for-delivery", review.Id, review.Subject);
            await work.Commit(ct);
        }
        SpeakAs(patient);
        await ehr.Merge("Patient", patient.Person.Id.Value, patient.Fhir(), ct);
        var (id, subject) = (accepted.Review.Id, accepted.Review.Subject);
        await put.Once("Observation", id, FhirVersion.Review, subject, 1, means.Of(accepted), look: job.Attempts > 1, ct);
        await put.Once("Provenance", FhirProvenance.Id(id, 1), FhirVersion.Provenance, subject, 1, provenances.Of(accepted), look: job.Attempts > 1, ct);
        await Note(DeliveryQueries.ReviewDelivered, news, subject, "measurements.review.delivered", ct);
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
        await Note(DeliveryQueries.PlanDelivered, news, plan.Subject, "measurements.plan.delivered", ct);
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

    async Task Note(string sql, MeasurementNews news, PersonId subject, string action, CancellationToken ct)
    {
        await using var work = db.As(me);
        if ((await work.Query<Guid>(sql, new { id = news.Id, version = news.Version, now = clock.GetUtcNow() }, ct)).Count > 0) audit.Record(work, action, news.Id, subject);
        await work.Commit(ct);
    }

    sealed record Decision
    {
        public bool Again { get; init; }
        public DateTimeOffset? At { get; init; }
    }

    sealed record Measured
    {
        public Guid Id { get; init; }
        public DateTimeOffset MeasuredAt { get; init; }
    }
}
