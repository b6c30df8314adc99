using Portal.Platform.Web;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Features.Login.Sessions;

/// <summary>
/// The portal's cookies. <c>__Host-</c> and Secure, except on plain http, which Portal:PublicUrl may only name on
/// localhost. They hold random keys and end with the browser.
/// </summary>
sealed class SessionCookie(PublicAddress address)
{
    readonly string session = address.Secure ? "__Host-portal" : "portal";
    readonly string browser = address.Secure ? "__Host-portal-browser" : "portal-browser";

    public string? Key(HttpRequest request) => request.Cookies[session] is { Length: 43 } key ? key : null;

    public void Set(HttpResponse response, string key) => response.Cookies.Append(session, key, Options(null));

    public void Clear(HttpResponse response) => response.Cookies.Delete(session, Options(null));

    /// <summary>The hash of the browser's own secret, by which a form typed before login is its own.</summary>
    public byte[]? Browser(HttpRequest request) =>
        request.Cookies[browser] is { Length: 43 } secret ? SHA256.HashData(Encoding.UTF8.GetBytes(secret)) : null;

    public byte[] BrowserOrNew(HttpContext context, TimeSpan life)
    {
        if (Browser(context.Request) is { } known) return known;
        var secret = Oidc.LoginRequest.Secret();
        context.Response.Cookies.Append(browser, secret, Options(life));
        return SHA256.HashData(Encoding.UTF8.GetBytes(secret));
    }

    CookieOptions Options(TimeSpan? life) => new()
    { HttpOnly = true, Secure = address.Secure, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, MaxAge = life };
}
