using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Features.Login.Bff;
using Portal.Features.Login.Oidc;
using Portal.Features.Login.Sessions;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Login;

/// <summary>
/// Keeps what was typed into a form whose sender turned out not to be logged in, for the hour in which they log in
/// again. It belongs to the person of the ended session, or, when nobody was logged in, to the browser.
/// </summary>
sealed class KeepForm(PortalDb db, IDataProtectionProvider protection, SessionCookie cookie, PublicAddress address, LoginOptions options, TimeProvider clock)
{
    /// <summary>A form whose own address cannot be shown (it only takes posts) names the page to return to in this field.</summary>
    public const string PageField = "_page";
    const int MostFields = 200, MostCharacters = 64_000;
    readonly IDataProtector protector = protection.CreateProtector("Portal.Login.KeptForm");

    /// <summary>Returns the address to come back to after the login.</summary>
    public async Task<string> Handle(HttpContext context, CancellationToken ct) => await For(context, null, null, ct) ?? PathOf(context);

    /// <summary>
    /// Keeps the posted form for its sender, or for <paramref name="owner"/> when it turned out to be somebody else's.
    /// Returns the address that shows it again; null when there was nothing to keep.
    /// </summary>
    public async Task<string?> For(HttpContext context, PersonId? owner, TimeSpan? life, CancellationToken ct)
    {
        if (!FromOurOwnPage(context.Request) || !context.Request.HasFormContentType || context.Request.ContentLength is null or > MostCharacters * 4)
            return null;
        var form = await context.Request.ReadFormAsync(ct);
        var path = LocalUrl.Is(form[PageField]) ? form[PageField].ToString() : PathOf(context);
        var fields = form.Where(f => !f.Key.StartsWith('_')).ToDictionary(f => f.Key, f => f.Value.ToArray());
        if (fields.Count is 0 or > MostFields || fields.Sum(f => f.Value.Sum(v => v?.Length ?? 0)) > MostCharacters) return path;

        var id = Guid.CreateVersion7();
        var session = context.Features.Get<FoundSession>();
        await using var work = db.As(Attempts.Me);
        work.Add(LoginQueries.KeepForm, new
        {
            id, person = owner?.Value ?? session?.Person, staff = owner is null ? session?.Staff : null, path = path.Split('?')[0],
            browser_hash = owner is null && session is null ? cookie.BrowserOrNew(context, options.KeptFormLife) : null,
            for_whom = Guid.TryParse(form[PostForm.ForField], out var whom) ? whom : (Guid?)null,
            fields = protector.Protect(JsonSerializer.SerializeToUtf8Bytes(fields)), expires_at = clock.GetUtcNow() + (life ?? options.KeptFormLife),
        });
        await work.Commit(ct);
        return QueryHelpers.AddQueryString(path, KeptForm.Parameter, id.ToString());
    }

    static string PathOf(HttpContext context) =>
        context.Request.Path + QueryString.Create(context.Request.Query.Where(q => q.Key != KeptForm.Parameter));

    /// <summary>Hands the form out, once, to its owner, in the matters of the person it was for; null when there is none on this page.</summary>
    public async ValueTask<KeptForm?> Take(HttpContext context, CancellationToken ct)
    {
        if (!HttpMethods.IsGet(context.Request.Method) || !Guid.TryParse(context.Request.Query[KeptForm.Parameter], out var id)) return null;
        await using var work = db.As(context.Actor());
        var taken = await work.CommitWith<Protected>(LoginQueries.TakeForm,
            new { id, browser_hash = cookie.Browser(context.Request), path = context.Request.Path.Value, now = clock.GetUtcNow(), for_whom = context.User.AsResident()?.Subject }, ct);
        return taken is [var fields] ? new(JsonSerializer.Deserialize<Dictionary<string, string?[]>>(protector.Unprotect(fields.Data))!) : null;
    }

    /// <summary>Throws away what the actor would find at this address.</summary>
    public async Task Forget(Work work, string address, CancellationToken ct)
    {
        if (address.Split('?') is [var path, var query] && Guid.TryParse(QueryHelpers.ParseQuery(query)[KeptForm.Parameter], out var id))
            await work.QueryOne<Protected>(LoginQueries.TakeForm, new { id, browser_hash = (byte[]?)null, path, now = clock.GetUtcNow(), for_whom = (work.Actor as Resident)?.Subject }, ct);
    }

    /// <summary>Another site must not be able to put words into a person's form.</summary>
    bool FromOurOwnPage(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"] is [var site] ? site == "same-origin" : request.Headers.Origin == address.Origin;
}
