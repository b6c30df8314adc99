using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Portal.Features.Login.Oidc;
using Portal.Platform.Web;

namespace Portal.Features.Login.Bff;

/// <summary>
/// The addresses of the session, by the names that Duende.BFF uses, so that it could take their place:
/// <c>/bff/login</c>, <c>/bff/logout</c>, <c>/bff/user</c>, <c>/bff/backchannel</c>.
/// </summary>
static class BffEndpoints
{
    public static void MapBff(this WebApplication app)
    {
        var bff = app.MapGroup("/bff").AllowAnonymous().ExcludeFromDescription();
        bff.MapGet("/login", Login);
        bff.MapGet("/user", UserClaims).AddEndpointFilter<CsrfHeader>();
        bff.MapPost("/session/extend", Extend);
        bff.MapGet("/logout", Logout.Begin);
        bff.MapGet("/signed-out-{scheme}", Logout.SignedOut);
        bff.MapGet("/front-channel-logout", ProviderLogout.FrontChannel);
        bff.MapPost("/backchannel", ProviderLogout.BackChannel).DisableAntiforgery();
    }

    /// <summary>Begins a login. <c>scheme</c> is suomifi (default) or staff; <c>returnUrl</c> a page of this portal.</summary>
    static IResult Login(HttpContext context, string? returnUrl, string? scheme, string? prompt)
    {
        scheme ??= LoginSchemes.Residents;
        if (!LoginSchemes.All.Contains(scheme) || prompt is not (null or "login")) return Results.BadRequest();
        var language = LanguageOf(context.Request, returnUrl);
        var properties = new AuthenticationProperties { RedirectUri = LocalUrl.OrHome(returnUrl, language) };
        properties.Items[FtnHandler.Language] = language;
        if (prompt is not null) properties.SetString(FtnHandler.Prompt, prompt);
        return Results.Challenge(properties, [scheme]);
    }

    /// <summary>Who is signed in, as {type, value}; 401 when nobody is. <c>?slide=false</c> does not keep the session alive.</summary>
    static IResult UserClaims(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Features.Get<SessionEnd>() is not { } end) return Results.Unauthorized();
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var claims = context.User.Claims.Select(c => new UserClaim(c.Type, c.Value));
        return Results.Json(claims.Append(new("bff:session_expires_in", Math.Max(0, (long)(end.EndsAt - now).TotalSeconds)))
            .Append(new("bff:logout_url", $"/bff/logout?sid={end.Sid}")), JsonSerializerOptions.Web);
    }

    sealed record UserClaim(string Type, object Value);

    /// <summary>
    /// Goes on with the session. Being called is enough: every request keeps it alive. A form comes back to its page; that it
    /// is the portal's own it shows by the session's id, which no other site knows.
    /// </summary>
    static async Task<IResult> Extend(HttpContext context, CancellationToken ct)
    {
        var end = context.Features.Get<SessionEnd>();
        if (CsrfHeader.Is(context.Request))
            return end is null ? Results.Unauthorized() : Results.Json(new { endsAt = end.EndsAt, canExtend = end.CanExtend }, JsonSerializerOptions.Web);
        var form = await context.Request.ReadFormAsync(ct);
        var returnUrl = LocalUrl.OrHome(form["returnUrl"], LanguageOf(context.Request, form["returnUrl"]));
        if (end is not null && form["sid"] != end.Sid.ToString()) return Results.BadRequest();
        context.Response.Headers.Location = returnUrl;   // without a session that page leads to the login by itself
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    public static string LanguageOf(HttpRequest request, string? url) =>
        (LocalUrl.Is(url) ? Language.Find(url!.Split('/', '?')[1]) : null)?.Code ?? Language.Preferred(request).Code;
}
