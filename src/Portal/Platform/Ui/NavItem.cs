using Portal.Platform.Web;

namespace Portal.Platform.Ui;

/// <summary>Who sees a link of the main navigation.</summary>
enum Audience { Everyone, Resident, Professional }

/// <summary>
/// A link of the main navigation. Rooms register theirs, since the platform knows no room:
/// <c>builder.AddNavItem&lt;BookingTexts&gt;(Audience.Resident, "nav-appointments", "appointments", order: 20)</c>.
/// </summary>
/// <param name="May">A resident's page that is also of use to a professional who acts with somebody present, e.g. <c>booking:see</c>.</param>
/// <param name="Roles">Only for professionals with one of these; null for all.</param>
sealed record NavItem(Audience For, Texts Texts, string Key, string Path, int Order, string? May = null, string[]? Roles = null)
{
    public string Text => Texts[Key];

    /// <summary>The address in the request's language.</summary>
    public string Href => Path.Length == 0 ? $"/{Language.Current.Code}" : $"/{Language.Current.Code}/{Path}";

    public bool IsFor(System.Security.Claims.ClaimsPrincipal user) => For switch
    {
        Audience.Resident => user.HasClaim(c => c.Type == PortalClaims.Person) || May is not null && user.May(May),
        Audience.Professional => user.HasClaim(c => c.Type == PortalClaims.Staff) && (Roles is null || Roles.Any(user.IsInRole)),
        _ => true,
    };
}

/// <summary>A strip below the header on every page, e.g. "you are acting for your child". Renders nothing where it does not apply.</summary>
sealed record Banner(Type Component);

static class NavSetup
{
    /// <param name="builder">The application.</param>
    /// <param name="audience">Who sees it.</param>
    /// <param name="key">The text's key in <typeparamref name="T"/>.</param>
    /// <param name="path">The address without its language, e.g. <c>appointments</c>.</param>
    /// <param name="order">Smaller comes first; leave gaps of ten.</param>
    /// <param name="may">As in <see cref="NavItem"/>.</param>
    /// <param name="roles">Only for professionals with one of these: one of <see cref="ForRoles"/>.</param>
    public static void AddNavItem<T>(this WebApplicationBuilder builder, Audience audience, string key, string path, int order, string? may = null, string? roles = null) where T : Texts =>
        builder.Services.AddSingleton(services => new NavItem(audience, services.GetRequiredService<T>(), key, path, order, may, roles?.Split(',')));

    public static void AddBanner<T>(this WebApplicationBuilder builder) where T : Microsoft.AspNetCore.Components.IComponent =>
        builder.Services.AddSingleton(new Banner(typeof(T)));

    /// <summary>Where a professional begins: at the first of the links that are for them; the front page when there is none.</summary>
    public static void MapStaffHome(this WebApplication app) => app.MapGet("/{lang}/staff", (HttpContext context, string lang, IEnumerable<NavItem> links) =>
        Language.Find(lang) is null ? Results.NotFound()
        : Results.LocalRedirect(links.Where(l => l.Path.StartsWith("staff/", StringComparison.Ordinal) && l.IsFor(context.User)).MinBy(l => l.Order)?.Href ?? $"/{lang}"))
        .RequireAuthorization("staff").ExcludeFromDescription();
}
