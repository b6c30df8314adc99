using System.Text.Json.Nodes;
using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Ehr;
using Portal.Platform.Jobs;

namespace Portal.Features.Cases.Worklist;

/// <summary>The payload of a delivery.</summary>
/// <param name="Staff">Who finished the case.</param>
sealed record CaseNews(Guid Case, Guid Staff);

/// <summary>
/// Delivers a finished case to the patient record: the contact as an Encounter and what was agreed as a Communication,
/// both under the case's own id. A finished case does not change, so what is there is left as it is: delivering twice is
/// the same as once, whatever the clinic has added meanwhile.
/// </summary>
sealed class DeliverCase(PortalDb db, FhirClient ehr, FhirCase mapping, LoginFacade people, AuditFacade audit, TimeProvider clock) : IJobHandler
{
    public const string QueueName = "ehr-cases";

    /// <summary>Codes of what a delivery cannot do without.</summary>
    public const string NoCase = "no-case", NoPerson = "no-person";

    static readonly Machine me = new("ehr-delivery");

    public string Queue => QueueName;

    public async Task Do(TakenJob job, CancellationToken ct)
    {
        var news = job.Read<CaseNews>();
        var (its, identity, name) = await Read(news, firstTime: job.Attempts <= 1, ct);
        await ehr.Merge("Patient", identity.Person.Id.Value, identity.Fhir(), ct);
        await PutOnce("Encounter", its.Id, mapping.Encounter(its, news, name), look: job.Attempts > 1, ct);
        await PutOnce("Communication", its.Id, mapping.Communication(its, news, name), look: job.Attempts > 1, ct);
        await using var work = db.As(me);
        if (await work.QueryOne<long?>(WorklistQueries.NoteDelivered, new { id = its.Id, now = clock.GetUtcNow() }, ct) is not null)
            audit.Record(work, "cases.case.delivered", its.Id, its.Whose);
        await work.Commit(ct);
    }

    /// <summary>The connection is given back before anything is sent: the EHR may be slow.</summary>
    async Task<(Case, PatientIdentity, string? Name)> Read(CaseNews news, bool firstTime, CancellationToken ct)
    {
        await using var work = db.As(me);
        var its = await work.QueryOne<Case>(CaseQueries.One, new { id = news.Case }, ct) ?? throw new JobRefused(NoCase);
        var identity = its.Subject is { } subject ? await people.Patient(work, subject, ct) : null;
        if (identity is null) throw new JobRefused(NoPerson);
        var names = await people.StaffNames(work, [news.Staff], ct);
        if (firstTime) audit.Record(work, "cases.case.read-for-delivery", its.Id, its.Whose);
        await work.Commit(ct);
        return (its, identity, names.GetValueOrDefault(news.Staff));
    }

    async Task PutOnce(string type, Guid id, JsonObject resource, bool look, CancellationToken ct)
    {
        if (look && await ehr.Read(type, id, ct) is not null) return;
        try { await ehr.Put(type, id, resource, over: null, ct); }
        catch (EhrChanged) when (!look) { await PutOnce(type, id, resource, look: true, ct); }   // is it there?
    }
}
