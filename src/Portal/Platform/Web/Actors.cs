using System.Security.Claims;

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
}

/// <summary>Reads the actor from the signed-in principal.</summary>
static class Actors
{
    public static Resident? AsResident(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(PortalClaims.Person), out var id) ? Resident.ForSelf(new PersonId(id)) : null;

    public static Professional? AsProfessional(this ClaimsPrincipal user) =>
        Guid.TryParse(user.FindFirstValue(PortalClaims.Staff), out var id) && user.FindFirstValue(PortalClaims.Unit) is { } unit
            ? new Professional(id, unit, user.FindAll(PortalClaims.Role).Select(c => c.Value).ToHashSet())
            : null;

    /// <summary>The resident's date of birth, when it is known.</summary>
    public static DateOnly? BornOn(this ClaimsPrincipal user) =>
        DateOnly.TryParseExact(user.FindFirstValue(PortalClaims.BornOn), "yyyy-MM-dd", out var day) ? day : null;

    /// <summary>The resident; on pages that the policy "resident" guards there always is one.</summary>
    public static Resident ActingResident(this HttpContext context) =>
        context.User.AsResident() ?? throw new InvalidOperationException("The page needs policy 'resident'.");

    /// <summary>Whoever it is, also nobody.</summary>
    public static Actor Actor(this HttpContext context) =>
        (Actor?)context.User.AsResident() ?? (Actor?)context.User.AsProfessional() ?? Visitor.Instance;

    public static Professional ActingProfessional(this HttpContext context) =>
        context.User.AsProfessional() ?? throw new InvalidOperationException("The page needs policy 'professional'.");
}
