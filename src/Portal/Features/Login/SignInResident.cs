using System.Globalization;
using Portal.Features.Audit;
using Portal.Features.Login.Oidc;
using Portal.Features.Login.Sessions;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Login;

/// <summary>
/// A resident has identified themselves: finds or makes the person and begins a session. The provider's <c>sub</c> is
/// transient in the Finnish Trust Network, so the person is known by the national id (or, without one, the eIDAS or FFI identifier).
/// </summary>
sealed class SignInResident(PortalDb db, AuditFacade audit, SessionStore sessions, PersonVault vault, LoginOptions options, TimeProvider clock)
{
    public enum Outcome { SignedIn, NoIdentity, NationalIdRefused }

    /// <param name="Key">Of the session's cookie, when signed in.</param>
    public readonly record struct Result(Outcome Outcome, string? Key = null, PersonId Person = default);

    public async Task<Result> Handle(IdToken token, string language, SessionStart start, CancellationToken ct)
    {
        var names = options.Residents.Claims;
        var nationalId = token.Find(names.NationalId);
        var (eidas, foreign) = (token.Find(names.EidasId), token.Find(names.ForeignId));
        if ((nationalId ?? eidas ?? foreign) is not { Length: <= 200 } identity) return new(Outcome.NoIdentity);
        var hetu = Hetu.Parse(nationalId);
        var kind = hetu is not null ? IdentityKind.Hetu : eidas is not null ? IdentityKind.Eidas : IdentityKind.Ffi;
        if (nationalId is not null && (hetu is not { } known || (known.IsTest && !options.TestIdentities))) return new(Outcome.NationalIdRefused);

        var (family, first) = (token.Find(names.FamilyName) ?? "", token.Find(names.FirstNames) ?? "");
        var turvakielto = token.Find(names.Turvakielto) == "1";
        var municipality = turvakielto ? null : token.Find(names.Municipality);
        var bornOn = hetu?.BornOn ?? BirthDate(token.Find(names.BirthDate));
        await using var work = db.As(Attempts.Me);
        var person = await work.QueryOne<Guid>(hetu is null ? LoginQueries.PersonByEidas : LoginQueries.PersonByHetu, new
        {
            id = PersonId.New(), hetu_hash = hetu is { } h ? vault.Hash(h) : null, eidas_hash = hetu is null ? vault.HashForeign(kind, identity) : null,
            kind,
            identity = vault.Protect(identity), family_name = vault.Protect(family), first_names = vault.Protect(first),
            birth_on = bornOn, language, municipality, turvakielto, now = clock.GetUtcNow(),
        }, ct);

        var id = Guid.CreateVersion7();
        List<KeyValuePair<string, string>> claims =
        [
            new("sub", person.ToString()), new(PortalClaims.Person, person.ToString()), new(PortalClaims.Session, id.ToString()),
            new(PortalClaims.Name, $"{first} {family}".Trim()),
        ];
        if (bornOn is { } day) claims.Add(new(PortalClaims.BornOn, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        if (turvakielto) claims.Add(new(PortalClaims.Protected, "1"));
        if (municipality is not null) claims.Add(new(PortalClaims.Municipality, municipality));
        var key = sessions.Start(work, id, person, null, claims, start);
        audit.Record(work, "login.session.started", id, new PersonId(person), "self");
        await work.Commit(ct);
        return new(Outcome.SignedIn, key, new PersonId(person));
    }

    static DateOnly? BirthDate(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
