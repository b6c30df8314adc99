using System.Text.Json;
using Portal.Features.Login.Oidc;
using Portal.Platform.Web;

namespace Portal.Features.Login.Bff;

/// <summary>The provider says that its session has ended: through the browser (Suomi.fi) or directly (staff).</summary>
static class ProviderLogout
{
    const string Event = "http://schemas.openid.net/event/backchannel-logout";

    /// <summary>
    /// Loaded by the provider's page in a frame. The frame carries no cookie of ours (SameSite=Lax), so the session is
    /// named by the provider's own, unguessable <c>sid</c>.
    /// </summary>
    public static async Task<IResult> FrontChannel(HttpContext context, string? iss, string? sid, Providers providers, EndSession endSession, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (providers.SchemeOf(iss) is not { } scheme || sid is not { Length: > 0 and <= 200 }) return Results.BadRequest();
        await endSession.OfProvider(scheme, sid, null, ct);
        var origin = new Uri(providers[scheme].Options.Authority).GetLeftPart(UriPartial.Authority);
        context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; frame-ancestors {origin}";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Results.Content("<!DOCTYPE html><title>OK</title>", "text/html");
    }

    /// <summary>OpenID Connect Back-Channel Logout 1.0: a signed token, posted by the provider itself.</summary>
    public static async Task<IResult> BackChannel(HttpContext context, Providers providers, EndSession endSession, CancellationToken ct)
    {
        context.Response.Headers.CacheControl = "no-store";
        var raw = context.Request.HasFormContentType ? (await context.Request.ReadFormAsync(ct))["logout_token"].ToString() : "";
        foreach (var scheme in LoginSchemes.All)
        {
            try
            {
                var token = await providers.Tokens(scheme).Read(raw, "logout-token", ct);
                if (!IsLogout(token)) continue;
                await endSession.OfProvider(scheme, token.Text("sid"), token.Text("sub"), ct);
                return Results.Ok();
            }
            catch (LoginRefused) { }   // not this provider's: the next one, or 400
        }
        return Results.BadRequest(new { error = "invalid_request" });
    }

    static bool IsLogout(IdToken token) =>
        token.Claims.TryGetProperty("events", out var events) && events.ValueKind == JsonValueKind.Object && events.TryGetProperty(Event, out _)
        && !token.Claims.TryGetProperty("nonce", out _) && token.Text("jti") is not null && (token.Text("sid") ?? token.Text("sub")) is not null;
}
