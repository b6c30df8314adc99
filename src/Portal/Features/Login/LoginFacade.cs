using Portal.Features.Login.Sessions;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Login;

/// <summary>What other rooms show of a person. Row-level security decides whose they get.</summary>
public sealed record PersonCard(PersonId Id, string FirstNames, string FamilyName, DateOnly? BornOn, string Language, string? Municipality, bool Turvakielto)
{
    public string Name => $"{FirstNames} {FamilyName}".Trim();
}

/// <summary>A professional as colleagues see them.</summary>
public sealed record StaffCard
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";

    /// <summary>Unit id of content/units.</summary>
    public string Unit { get; init; } = "";
}

/// <summary>What kind of identifier a person is known by.</summary>
enum IdentityKind
{
    /// <summary>Finnish personal identity code.</summary>
    Hetu,

    /// <summary>Identifier of another EU country.</summary>
    Eidas,

    /// <summary>Finnish authenticator for foreigners.</summary>
    Ffi,
}

/// <summary>Who the patient is, for the EHR only.</summary>
/// <param name="Identifier">Never for a log, an address or a page.</param>
sealed record PatientIdentity(PersonCard Person, IdentityKind Kind, string Identifier)
{
    public override string ToString() => $"Patient {Person.Id}";

    /// <summary>As a FHIR R4 Patient of the Finnish base profiles.</summary>
    public System.Text.Json.Nodes.JsonObject Fhir() => FhirPatient.Of(this);
}

/// <summary>All that other rooms may ask of the login room. They audit what they read, with their own words.</summary>
sealed class LoginFacade(PersonVault vault, KeepForm keepForm, SessionStore sessions, KnowPerson know, FindPerson find, TimeProvider clock)
{
    /// <summary>The person, when the work's actor may know them: themselves, their unit, or the portal's own job. Null otherwise.</summary>
    public async Task<PersonCard?> Person(Work work, PersonId id, CancellationToken ct) =>
        (await People(work, [id], ct)).GetValueOrDefault(id);

    public async Task<IReadOnlyDictionary<PersonId, PersonCard>> People(Work work, IReadOnlyCollection<PersonId> ids, CancellationToken ct) =>
        (await work.Query<Row>(LoginQueries.People, new { ids = ids.Select(i => i.Value).Distinct().ToArray() }, ct)).ToDictionary(r => r.Id, Card);

    /// <summary>When people were born, without opening who they are: for a list that shows ages only.</summary>
    public async Task<IReadOnlyDictionary<PersonId, DateOnly>> BirthDates(Work work, IReadOnlyCollection<PersonId> ids, CancellationToken ct) =>
        (await work.Query<BornRow>(LoginQueries.BirthDates, new { ids = ids.Select(i => i.Value).Distinct().ToArray() }, ct)).ToDictionary(r => r.Id, r => r.BirthOn);

    /// <summary>The language in which the person logs in, without opening what identifies them. Null as for <see cref="Person"/>.</summary>
    public async Task<string?> LanguageOf(Work work, PersonId id, CancellationToken ct) =>
        (await work.Query<string>(LoginQueries.LanguageOf, new { id }, ct)).SingleOrDefault();

    /// <summary>Demographics with the national id, for delivery to the EHR. Null for anybody but the portal's own jobs.</summary>
    public async Task<PatientIdentity?> Patient(Work work, PersonId id, CancellationToken ct)
    {
        if (work.Actor is not Machine || await work.QueryOne<Row>(LoginQueries.PersonWithIdentity, new { id }, ct) is not { } row) return null;
        return new(Card(row), EnumText.Parse<IdentityKind>(row.Kind), vault.Open(row.Identity));
    }

    /// <summary>Queued into the work that gives the unit something to do for the subject: from then on it may know who they are.</summary>
    public void OpenToUnit(Work work, PersonId person, string unit) =>
        work.Add(work.Actor is Professional ? LoginQueries.PassOn : LoginQueries.OpenToUnit, new { person, unit });

    /// <summary>Names of professionals by id; anybody signed in may know them.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> StaffNames(Work work, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        (await work.Query<StaffRow>(LoginQueries.StaffNames, new { ids = ids.Distinct().ToArray() }, ct)).ToDictionary(r => r.Id, r => r.Name);

    /// <summary>Professionals who care for residents, in every unit; anybody signed in may know them.</summary>
    public Task<List<StaffCard>> InCare(Work work, CancellationToken ct) =>
        work.Query<StaffCard>(LoginQueries.InCare, new { since = clock.GetUtcNow().AddYears(-1) }, ct);

    /// <summary>The known person with this national id; null when nobody with it has used the portal.</summary>
    public Task<PersonId?> Find(string nationalId, CancellationToken ct) => find.Handle(nationalId, ct);

    public bool IsFaultyNationalId(string? nationalId) => find.IsFaulty(nationalId);

    /// <summary>What this person had typed on this page before they had to log in; given out once, null when there is nothing.</summary>
    public ValueTask<KeptForm?> KeptForm(HttpContext context) => keepForm.Take(context, context.RequestAborted);

    /// <summary>An address of this portal as it is; the front page for anything else.</summary>
    public string LocalUrl(string? url, string language) => Bff.LocalUrl.OrHome(url, language);

    /// <summary>The language of a page of this portal; null when the address is not one.</summary>
    public Platform.Web.Language? LanguageOf(string? url) => Bff.LocalUrl.Is(url) ? Platform.Web.Language.OfPath(url!.Split('?')[0]) : null;

    /// <summary>What was typed is kept for its sender, or for <paramref name="owner"/>; null when nothing could be kept.</summary>
    public Task<string?> KeepForm(HttpContext context, PersonId? owner, TimeSpan? life) => keepForm.For(context, owner, life, context.RequestAborted);

    /// <summary>Throws away the kept form of this address (as <see cref="KeepForm"/> gave it), the work's actor's own.</summary>
    public Task ForgetForm(Work work, string address, CancellationToken ct) => keepForm.Forget(work, address, ct);

    /// <summary>The person with this national id; made known from what the population register says when not known yet.</summary>
    public Task<PersonId?> Know(IdentifiedPerson person, CancellationToken ct) => know.Handle(person, ct);

    /// <summary>By which a person's own device knows whose it is: a keyed hash, from which nobody else can tell the person.</summary>
    public string Tag(PersonId person, string purpose) => vault.Tag(person, purpose);

    /// <summary>The birth date that a national id tells; null when it is not one.</summary>
    public DateOnly? BornOn(string nationalId) => Hetu.Parse(nationalId)?.BornOn;

    /// <summary>
    /// Which of these sessions (by public id) are still open, and whom each acts for: for a connection that outlives the
    /// request that made it. A session that acted by a right which has ended is not among them. Does not lengthen any.
    /// </summary>
    public Task<IReadOnlyDictionary<Guid, PersonId?>> OpenSessions(IReadOnlyCollection<Guid> ids, CancellationToken ct) => sessions.StillOpen(ids, ct);

    /// <summary>Whom the request's session acts for, whether or not the right still stands (<see cref="ActingOver"/>).</summary>
    public ActingNow? Acting(HttpContext context) => context.Features.Get<ActingNow>();

    public bool ActingIsOver(HttpContext context) => context.Features.Get<ActingOver>() is not null;

    /// <summary>Queued: the session goes on acting for the same person, by what the registers have just said.</summary>
    public void RenewActing(Work work, Guid session, ActingNow acting) =>
        work.Add(LoginQueries.RenewActing, new { id = session, subject = acting.Subject, acting = sessions.Close(acting) });

    /// <summary>The rest of this request goes by what the registers have just said.</summary>
    public void Renew(HttpContext context, ActingNow acting)
    {
        context.Features.Set(acting);
        acting.Enter((System.Security.Claims.ClaimsIdentity)context.User.Identity!);
    }

    /// <summary>The rest of this request is the person's own.</summary>
    public void EndActing(HttpContext context)
    {
        context.Features.Set(ActingOver.Instance);
        ActingNow.Leave((System.Security.Claims.ClaimsIdentity)context.User.Identity!);
    }

    /// <summary>Queued: the actor's own session acts for somebody from the next request on; for oneself with null.</summary>
    public void ActFor(Work work, Guid session, ActingNow? acting) =>
        work.Add(LoginQueries.ActFor, new { id = session, subject = acting?.Subject, acting = sessions.Close(acting) });

    /// <summary>Queued, by the machine "acting-for": every session of the actor that acts for the subject is told at its next request.</summary>
    public void EndActing(Work work, Guid actor, PersonId subject) => work.Add(LoginQueries.EndActing, new { actor, subject });

    /// <summary>Queued, by the machine "acting-for": the actor's sessions that act for the subject ask the registers before they go on.</summary>
    public void AskAgain(Work work, Guid actor, ActingNow stale) =>
        work.Add(LoginQueries.AskAgain, new { actor, subject = stale.Subject, acting = sessions.Close(stale) });

    /// <summary>Queued, by the machine "acting-for": from now on <paramref name="to"/> may know who the person is.</summary>
    public void Introduce(Work work, PersonId person, PersonId to) => work.Add(LoginQueries.Introduce, new { person, to });

    PersonCard Card(Row r) => new(r.Id, vault.Open(r.FirstNames), vault.Open(r.FamilyName), r.BirthOn, r.Language, r.Municipality, r.Turvakielto);

    sealed record Row
    {
        public PersonId Id { get; init; }
        public byte[] FirstNames { get; init; } = [];
        public byte[] FamilyName { get; init; } = [];
        public DateOnly? BirthOn { get; init; }
        public string Language { get; init; } = "";
        public string? Municipality { get; init; }
        public bool Turvakielto { get; init; }
        public byte[] Identity { get; init; } = [];
        public string Kind { get; init; } = "";
    }

    sealed record BornRow
    {
        public PersonId Id { get; init; }
        public DateOnly BirthOn { get; init; }
    }

    sealed record StaffRow
    {
        public Guid Id { get; init; }
        public string Name { get; init; } = "";
    }
}
