using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Chat;

/// <summary>
/// Takes a guest's conversation through the login. Only the browser that wrote it has the token (in a cookie, never in an
/// address); it works once, for one conversation, for <see cref="Life"/>. What is handed over is encrypted.
/// </summary>
sealed class Handover(PortalDb db, IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    static readonly Machine me = new("chat");
    readonly IDataProtector protector = protection.CreateProtector("Portal.Chat.Handover");

    /// <summary>Before the login: this guest's conversation goes with this browser.</summary>
    public async Task Begin(HttpContext context, Guest guest, Guid id, CancellationToken ct)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        await using var work = db.As(me);
        work.Add(ChatQueries.Begin, new
        {
            id = Guid.CreateVersion7(), token_hash = Hash(token), @sealed = protector.Protect(JsonSerializer.SerializeToUtf8Bytes(new Contents(id, guest.Key))), expires_at = now + Life, now,
        });
        await work.Commit(ct);
        context.Response.Cookies.Append(Cookie(context), token, Options(context, Life));
    }

    /// <summary>After the login: the guest whose conversation this is; null when the browser is another, it is too late, or it is another conversation.</summary>
    public Task<Guest?> Look(HttpContext context, Guid id, CancellationToken ct) => Open(context, id, ChatQueries.Look, ct);

    /// <summary>As <see cref="Look"/>, for the last time: whatever comes of it, the token is used.</summary>
    public async Task<Guest?> Take(HttpContext context, Guid id, CancellationToken ct)
    {
        var guest = await Open(context, id, ChatQueries.Take, ct);
        context.Response.Cookies.Delete(Cookie(context), Options(context, null));
        return guest;
    }

    async Task<Guest?> Open(HttpContext context, Guid id, string sql, CancellationToken ct)
    {
        if (context.Request.Cookies[Cookie(context)] is not { Length: 43 } token) return null;
        await using var work = db.As(me);
        if (await work.CommitWith<byte[]>(sql, new { token_hash = Hash(token), now = clock.GetUtcNow() }, ct) is not [var data]) return null;
        var contents = JsonSerializer.Deserialize<Contents>(protector.Unprotect(data))!;
        return contents.Case == id ? new(contents.Key) : null;
    }

    static string Cookie(HttpContext context) => context.Request.IsHttps ? "__Host-portal-handover" : "portal-handover";

    static CookieOptions Options(HttpContext context, TimeSpan? life) =>
        new() { HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true, MaxAge = life };

    static byte[] Hash(string token) => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(token));

    sealed record Contents(Guid Case, string Key);
}
