using System.Text.Json.Nodes;
using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Ehr;
using Portal.Platform.Jobs;
using Portal.Platform.Web;

namespace Portal.Features.Booking;

/// <summary>
/// Delivers one change of an appointment to the clinic's own system. The queue brings the changes of an appointment in
/// order and at least once; this makes them applied once: each carries its version, what is there is looked at before
/// anything is repeated, and nothing is put over a version that was not looked at (If-None-Match, If-Match), so that a
/// request which arrives late changes nothing.
/// </summary>
sealed class DeliverAppointment(PortalDb db, FhirClient ehr, FhirAppointment mapping, LoginFacade people, AuditFacade audit, TimeProvider clock) : IJobHandler
{
    static readonly Machine me = new("ehr-delivery");

    public string Queue => AnnounceChange.Queue;

    public async Task Do(TakenJob job, CancellationToken ct)
    {
        var news = job.Read<AppointmentNews>();
        var (appointment, identity, patientSent, handName) = await Read(news, firstTime: job.Attempts <= 1, ct);
        if (appointment.DeliveredVersion < news.Version)
        {
            await DeliverPatient(identity, patientSent, ct);
            var language = Language.Find(identity.Person.Language) ?? Language.Finnish;
            await Deliver(news, mapping.Of(appointment, news, handName, language), lookFirst: job.Attempts > 1 || news.Version > 1, ct);
        }
        await Note(appointment, news, ct);
    }

    /// <summary>The connection is given back before anything is sent: the EHR may be slow.</summary>
    async Task<(DeliveredAppointment, PatientIdentity, string? PatientSent, string? HandName)> Read(AppointmentNews news, bool firstTime, CancellationToken ct)
    {
        await using var work = db.As(me);
        var appointment = await work.QueryOne<DeliveredAppointment>(DeliveryQueries.One, new { id = news.Appointment }, ct)
            ?? throw new JobRefused(DeliveryFault.NoAppointment);
        var identity = await people.Patient(work, appointment.Subject, ct) ?? throw new JobRefused(DeliveryFault.NoPerson);
        var sent = (await work.Query<PatientRow>(DeliveryQueries.PatientSent, new { person = appointment.Subject }, ct)).SingleOrDefault()?.Sha256;
        var handName = await HandName(work, news, ct);
        if (firstTime) audit.Record(work, "booking.appointment.read-for-delivery", appointment.Id, appointment.Subject);
        await work.Commit(ct);
        return (appointment, identity, sent, handName);
    }

    /// <summary>Of whoever made this change for the patient.</summary>
    async Task<string?> HandName(Work work, AppointmentNews news, CancellationToken ct) => news switch
    {
        { Hand: null } => null,
        { Hand: { } staff, Basis: "assisted" } => (await people.StaffNames(work, [staff], ct)).GetValueOrDefault(staff),
        { Hand: { } person } => (await people.Person(work, new(person), ct))?.Name,
    };

    /// <summary>The patient goes first: an appointment may not point to nobody. Again only when something has changed.</summary>
    async Task DeliverPatient(PatientIdentity identity, string? sent, CancellationToken ct)
    {
        var patient = identity.Fhir();
        var hash = Fhir.Hash(patient);
        if (hash == sent) return;
        var id = identity.Person.Id;
        await ehr.Merge("Patient", id.Value, patient, ct);

        await using var work = db.As(me);
        work.Add(DeliveryQueries.NotePatient, new { person = id, sha256 = hash, now = clock.GetUtcNow() });
        audit.Record(work, "booking.patient.delivered", subject: id);
        await work.Commit(ct);
    }

    async Task Deliver(AppointmentNews news, JsonObject resource, bool lookFirst, CancellationToken ct)
    {
        for (var look = lookFirst; ; look = true)
        {
            var there = look ? await ehr.Read("Appointment", news.Appointment, ct) : null;
            if (IsThere(news, there)) return;
            try
            {
                await ehr.Put("Appointment", news.Appointment, FhirMerge.Over(there?.Resource, resource, FhirAppointment.Owned), there, ct);
                return;
            }
            catch (EhrChanged) when (!look) { }   // there is one already: look at it
        }
    }

    bool IsThere(AppointmentNews news, FhirCurrent? there)
    {
        if (there is null) return false;
        if (mapping.VersionOf(there.Resource) >= news.Version) return true;
        return FhirAppointment.ClinicsOwnStatus(there.Resource) is { } status ? throw new JobRefused($"{DeliveryFault.ClinicHas} {status}") : false;
    }

    async Task Note(DeliveredAppointment appointment, AppointmentNews news, CancellationToken ct)
    {
        await using var work = db.As(me);
        var noted = await work.QueryOne<int?>(DeliveryQueries.Delivered, new { id = news.Appointment, version = news.Version }, ct);
        if (noted is not null) audit.Record(work, "booking.appointment.delivered", news.Appointment, appointment.Subject);
        await work.Commit(ct);
    }

    sealed record PatientRow
    {
        public string Sha256 { get; init; } = "";
    }
}
