using Portal.Features.Audit;
using Portal.Features.Login.Oidc;
using Portal.Features.Login.Sessions;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Login;

/// <summary>
/// A professional has logged in at the organisation's own provider, which decides who works where and as what. Roles
/// the portal does not know are left out; somebody with no role, or with a unit's role and no unit, has nothing to do here.
/// </summary>
sealed class SignInProfessional(PortalDb db, AuditFacade audit, SessionStore sessions, LoginOptions options, TimeProvider clock)
{
    public enum Outcome { SignedIn, NoRoleOrUnit }

    public async Task<(Outcome, string? Key)> Handle(IdToken token, SessionStart start, CancellationToken ct)
    {
        var names = options.Staff.Claims;
        var roles = token.List(names.Roles).Where(StaffRoles.All.Contains).ToArray();
        var unit = token.Find(names.Unit) ?? "";
        if (token.Text("sub") is not { Length: > 0 and <= 200 } subject || unit.Length > 60 || roles is []) return (Outcome.NoRoleOrUnit, null);
        if (unit.Length == 0 && roles.Intersect(StaffRoles.InUnit).Any()) return (Outcome.NoRoleOrUnit, null);

        var name = token.Find(names.StaffName) ?? $"{token.Find(names.FirstNames)} {token.Find(names.FamilyName)}".Trim();
        await using var work = db.As(Attempts.Me);
        var staff = await work.QueryOne<Guid>(LoginQueries.UpsertStaff,
            new { id = Guid.CreateVersion7(), subject, name, unit, roles, now = clock.GetUtcNow() }, ct);

        var id = Guid.CreateVersion7();
        List<KeyValuePair<string, string>> claims =
        [
            new("sub", staff.ToString()), new(PortalClaims.Staff, staff.ToString()), new(PortalClaims.Session, id.ToString()),
            new(PortalClaims.Name, name), new(PortalClaims.Unit, unit), .. roles.Select(role => new KeyValuePair<string, string>(PortalClaims.Role, role)),
        ];
        var key = sessions.Start(work, id, null, staff, claims, start);
        audit.Record(work, "login.session.started", staff, basis: "professional");
        await work.Commit(ct);
        return (Outcome.SignedIn, key);
    }
}

/// <summary>The roles the portal knows, as the organisation's provider names them.</summary>
static class StaffRoles
{
    public const string Nurse = "nurse", HeadNurse = "head-nurse", Manager = "manager", Editor = "editor", Admin = "admin";
    /// <summary>Those who work with one unit's residents. An editor or an administrator has no unit, and so sees no unit's rows.</summary>
    public static readonly IReadOnlySet<string> InUnit = new HashSet<string> { Nurse, HeadNurse, Manager };
    public static readonly IReadOnlySet<string> All = new HashSet<string> { Nurse, HeadNurse, Manager, Editor, Admin };
}
