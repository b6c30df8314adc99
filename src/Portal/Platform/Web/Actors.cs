using System.Security.Claims;
using Portal.Platform.Db;

namespace Portal.Platform.Web;

/// <summary>The claims the portal itself puts into a session's ticket. None of them is a national id.</summary>
static class PortalClaims
{
    public const string Person = "portal:person";        // PersonId of a resident
    public const string Staff = "portal:staff";          // Guid of a professional
    public const string Unit = "portal:unit";            // unit id of a professional
    public const string Role = "role";                   // nurse, head-nurse, manager, editor, admin
    public const string Name = "name";                   // shown to the person only
    public const string BornOn = "portal:born";          // yyyy-MM-dd, for services meant for an age
    public const string Protected = "portal:protected";  // "1": a non-disclosure order (turvakielto) is in force
    public const string Municipality = "portal:municipality";
    public const string Session = "sid";                 // public id of the session, not its key

    // While one acts for somebody else:
    public const string Subject = "portal:subject";            // PersonId of the one whose matters are handled
    public const string SubjectName = "portal:subject-name";
    public const string SubjectBornOn = "portal:subject-born";
    public const string Basis = "portal:basis";                // guardian, mandate, assisted
    public const string May = "portal:may";                    // what one may do for them, e.g. booking:see; one claim each
}

/// <summary>Reads the actor from the signed-in principal.</summary>
static class Actors
{
    /// <summary>The resident whose matters are handled: the one who logged in, whom they act for, or whom a professional assists.</summary>
    public static Resident? AsResident(this ClaimsPrincipal user)
    {
        var subject = Guid.TryParse(user.FindFirstValue(PortalClaims.Subject), out var other) ? new PersonId(other) : (PersonId?)null;
        if (Guid.TryParse(user.FindFirstValue(PortalClaims.Person), out var self))
            return subject is { } it ? new Resident(new(self), it) { Basis = user.Basis() } : Resident.ForSelf(new(self));
        return subject is { } person && user.AsProfessional() is { } assistant
            ? new Resident(person, person) { Basis = Platform.Basis.Assisted, Assistant = assistant }
            : null;
    }

    public static Professional? AsProfessional(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(PortalClaims.Staff), out var id) && user.FindFirstValue(PortalClaims.Unit) is { } unit
            ? new Professional(id, unit, user.FindAll(PortalClaims.Role).Select(c => c.Value).ToHashSet())
            : null;

    public static Basis Basis(this ClaimsPrincipal user) =>
        user.FindFirstValue(PortalClaims.Basis) is { } basis ? EnumText.Parse<Basis>(basis) : Platform.Basis.Self;

    /// <summary>May this person do it (<c>booking:see</c>), for themselves or for the one they act for now?</summary>
    public static bool May(this ClaimsPrincipal user, string what) =>
        user.HasClaim(c => c.Type == PortalClaims.Subject)
            ? user.HasClaim(PortalClaims.May, what)
            : user.HasClaim(c => c.Type == PortalClaims.Person);

    /// <summary>Name of the one whose matters are handled.</summary>
    public static string? SubjectName(this ClaimsPrincipal user) =>
        user.FindFirstValue(PortalClaims.SubjectName) ?? user.FindFirstValue(PortalClaims.Name);

    /// <summary>Date of birth of the one whose matters are handled, when it is known.</summary>
    public static DateOnly? BornOn(this ClaimsPrincipal user) =>
        DateOnly.TryParseExact(user.FindFirstValue(user.HasClaim(c => c.Type == PortalClaims.Subject) ? PortalClaims.SubjectBornOn : PortalClaims.BornOn),
            "yyyy-MM-dd", out var day) ? day : null;

    /// <summary>The resident; on pages that a policy guards there always is one.</summary>
    public static Resident ActingResident(this HttpContext context) =>
        context.User.AsResident() ?? throw new InvalidOperationException("The page is not for residents.");

    /// <summary>The resident who logged in, in their own matters (contact points, sessions) whoever they act for.</summary>
    public static Resident Self(this HttpContext context) => context.User.AsSelf() ?? throw new InvalidOperationException("The page needs policy 'resident'.");

    static Resident? AsSelf(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(PortalClaims.Person), out var id) ? Resident.ForSelf(new PersonId(id)) : null;

    /// <summary>Whoever has logged in, in their own matters; also nobody.</summary>
    public static Actor Actor(this HttpContext context) =>
        (Actor?)context.User.AsSelf() ?? (Actor?)context.User.AsProfessional() ?? Visitor.Instance;

    public static Professional ActingProfessional(this HttpContext context) =>
        context.User.AsProfessional() ?? throw new InvalidOperationException("The page needs policy 'professional'.");
}
