using System.Text.Encodings.Web;
using System.Text.Unicode;
using Portal.Platform.Web;

namespace Portal.Platform.Ui;

/// <summary>The design system's own texts: what every page says around its content.</summary>
sealed class UiTexts() : Texts("Platform.Ui.Ui");

static class UiSetup
{
    /// <summary>Razor components as static pages, with the client's assets, error pages and compression.</summary>
    public static void AddUi(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents();
        // Pages are UTF-8: "ä" needs no "&#xE4;", which would make a Finnish page a tenth larger. Markup is still encoded.
        builder.Services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        builder.Services.AddSingleton<Assets>();
        builder.Services.AddSingleton<UiTexts>();
        builder.AddErrorPages();
        builder.AddRateLimits();
        builder.AddCompression();

        // __Host-: only over https, only this host, so no neighbour can plant a cookie. Plain http exists on localhost only.
        var secure = IsSecure(builder.Configuration);
        builder.Services.AddAntiforgery(options =>
        {
            options.Cookie.Name = secure ? "__Host-portal-form" : "portal-form";
            options.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            options.Cookie.SameSite = SameSiteMode.Lax; // Strict would be lost, and replaced, on the way back from the login
            options.SuppressXFrameOptionsHeader = true; // frame-ancestors says it for every answer
        });
    }

    /// <summary>What stands around the pages, in the order in which it must stand: before authentication and the rooms.</summary>
    public static void UseUi(this WebApplication app)
    {
        // TLS ends at the proxy in front. The public address says what the browser sees, so no header has to be trusted.
        if (IsSecure(app.Configuration)) app.Use((context, next) =>
        {
            context.Request.Scheme = Uri.UriSchemeHttps;
            return next(context);
        });
        app.UseSecurityHeaders();
        app.UseAssets();
        app.UseCompression();
        app.UsePrefetch();
        app.UseErrorPages();
        app.UseRateLimits();
        app.UsePathLanguage();
        app.MapStaffHome();
    }

    static bool IsSecure(IConfiguration configuration) =>
        configuration["Portal:PublicUrl"]?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) == true;
}
