using System.Buffers.Text;
using System.Security.Cryptography;
using Portal.Platform;

namespace Portal.Features.Cases;

/// <summary>
/// The key of a writer who has not identified themselves: random, in a cookie of this browser only, until the browser is
/// closed. The database has its hash. Whoever has the key is the writer.
/// </summary>
static class GuestKey
{
    const string Secure = "__Host-portal-guest", Plain = "portal-guest";   // the name without the prefix for http on localhost

    /// <summary>The guest of this browser; null when it has written nothing.</summary>
    public static Guest? Of(HttpContext context) =>
        context.Request.Cookies[Name(context)] is { Length: 43 } key ? new(Hash(key)) : null;

    /// <summary>The guest of this browser, made known now when it is a new one.</summary>
    public static Guest Make(HttpContext context)
    {
        if (Of(context) is { } known) return known;
        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        context.Response.Cookies.Append(Name(context), key,
            new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true });
        return new(Hash(key));
    }

    public static void Forget(HttpContext context) =>
        context.Response.Cookies.Delete(Name(context), new() { Secure = context.Request.IsHttps, Path = "/" });

    static string Name(HttpContext context) => context.Request.IsHttps ? Secure : Plain;

    static string Hash(string key) => Base64Url.EncodeToString(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(key)));
}
