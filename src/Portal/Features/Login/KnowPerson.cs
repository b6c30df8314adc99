using Portal.Features.Audit;
using Portal.Features.Login.Oidc;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Login;

/// <summary>A person as the population register tells of them.</summary>
/// <param name="NationalId">Never for a log, an address or a page.</param>
sealed record IdentifiedPerson(string NationalId, string FirstNames, string FamilyName, string Language, string? Municipality, bool Turvakielto)
{
    public override string ToString() => "(identified person)";
}

/// <summary>
/// Finds or makes the person for whom somebody else acts: a child has no login of their own, and an old person may never
/// have logged in.
/// </summary>
sealed class KnowPerson(PortalDb db, PersonVault vault, AuditFacade audit, LoginOptions options, TimeProvider clock)
{
    /// <summary>Null when the national id is not one (or a test id where those are not accepted).</summary>
    public async Task<PersonId?> Handle(IdentifiedPerson person, CancellationToken ct)
    {
        if (Hetu.Parse(person.NationalId) is not { } hetu || (hetu.IsTest && !options.TestIdentities)) return null;
        await using var work = db.As(Attempts.Me);
        var id = await work.QueryOne<Guid>(LoginQueries.KnownByHetu, new
        {
            id = PersonId.New(), hetu_hash = vault.Hash(hetu), eidas_hash = (byte[]?)null, kind = IdentityKind.Hetu,
            identity = vault.Protect(person.NationalId), family_name = vault.Protect(person.FamilyName), first_names = vault.Protect(person.FirstNames),
            birth_on = hetu.BornOn, language = Web(person.Language), municipality = person.Turvakielto ? null : person.Municipality,
            turvakielto = person.Turvakielto, now = clock.GetUtcNow(),
        }, ct);
        audit.Record(work, "login.person.looked-up", id, new PersonId(id));
        await work.Commit(ct);
        return new(id);
    }

    /// <summary>A language the portal does not speak becomes Finnish.</summary>
    static string Web(string language) => Platform.Web.Language.Find(language)?.Code ?? "fi";
}
