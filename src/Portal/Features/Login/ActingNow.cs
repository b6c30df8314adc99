using System.Globalization;
using System.Security.Claims;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Login;

/// <summary>Whom a session acts for, kept with the session and found on the request as a feature.</summary>
sealed record ActingNow
{
    public PersonId Subject { get; init; }
    public Basis Basis { get; init; }
    /// <summary>The theme of the mandate, its URI in the register.</summary>
    public string? Theme { get; init; }
    public string Name { get; init; } = "";
    public DateOnly? BornOn { get; init; }
    /// <summary>What may be done, e.g. <c>booking:see</c>.</summary>
    public IReadOnlyList<string> May { get; init; } = [];
    /// <summary>When the right ends by itself (a birthday, the mandate's end); null when no end is known.</summary>
    public DateTimeOffset? Until { get; init; }
    /// <summary>Until when the yes of <see cref="CheckedAt"/> is enough to look at something.</summary>
    public DateTimeOffset FreshUntil { get; init; }
    /// <summary>Which assistance it is, for a professional who acts with a person present.</summary>
    public Guid? Assistance { get; init; }
    /// <summary>When the register last said yes.</summary>
    public DateTimeOffset CheckedAt { get; init; }

    /// <summary>The identity acts for the subject, and for nobody else.</summary>
    public void Enter(ClaimsIdentity identity)
    {
        Leave(identity);
        identity.AddClaim(new(PortalClaims.Subject, Subject.ToString()));
        identity.AddClaim(new(PortalClaims.SubjectName, Name));
        identity.AddClaim(new(PortalClaims.Basis, EnumText.Of(Basis)));
        if (BornOn is { } born) identity.AddClaim(new(PortalClaims.SubjectBornOn, born.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        foreach (var what in May) identity.AddClaim(new(PortalClaims.May, what));
    }

    /// <summary>The identity acts for itself.</summary>
    public static void Leave(ClaimsIdentity identity)
    {
        foreach (var type in (string[])[PortalClaims.Subject, PortalClaims.SubjectName, PortalClaims.Basis, PortalClaims.SubjectBornOn, PortalClaims.May])
            foreach (var claim in identity.FindAll(type).ToList()) identity.RemoveClaim(claim);
    }
}

/// <summary>On a request whose session acted for somebody by a right that has ended. The request is then the person's own.</summary>
sealed record ActingOver
{
    public static readonly ActingOver Instance = new();
}
