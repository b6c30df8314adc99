using Microsoft.AspNetCore.WebUtilities;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor;

/// <summary>
/// Stands between knowing who is there and letting them in. Whoever acts for another is asked about again when the
/// registers' last yes is old, older still before something is done; a right that has ended closes the page; and a form
/// goes nowhere when its person is not the one now acted for (two tabs, two people). What was typed is kept each time.
/// </summary>
sealed class ActingGate(LoginFacade login, CheckRight check, ChooseSubject choose, LeaveDraft drafts, ActingForOptions options, TimeProvider clock)
{
    /// <summary>The header by which an API call says for whom it acts.</summary>
    public const string Header = "X-Acting-For";

    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        var acting = login.Acting(context);
        if (acting is null && context.User.AsResident() is null || IsOutside(request.Path)) { await next(context); return; }
        var changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method));
        if (acting is { Basis: Basis.Assisted, Assistance: { } assistance }) { await PassAssisted(context, assistance, changes, next); return; }

        if (acting is not null && !login.ActingIsOver(context) && !Fresh(acting, changes))
        {
            var self = context.Self();
            var (outcome, renewed) = await check.Handle(self.Self, acting.Subject, acting.Basis, acting.Theme, context.RequestAborted);
            if (outcome == CheckRight.Outcome.Unavailable) { await Turn(context, "acting/unavailable", changes ? await login.KeepForm(context, null, null) : null); return; }
            if (renewed is not null)
            {
                await choose.Renew(self, context.Features.Get<SessionEnd>()!.Sid, renewed, context.RequestAborted);
                login.Renew(context, renewed);
            }
            else login.EndActing(context);
        }
        if (acting is not null && login.ActingIsOver(context))
        {
            await Turn(context, "acting/ended", changes ? await drafts.Handle(context, acting) : null);
            return;
        }
        if (changes && await Misaddressed(context) is { } other) { await Turn(context, $"acting/other/{other}", await login.KeepForm(context, null, null)); return; }
        await next(context);
    }

    /// <summary>
    /// A professional with somebody beside them: their own pages stay their own, whoever is there. What was typed is not
    /// kept when it has ended: it is the words of a person who may have left, and the next to sit down is another.
    /// </summary>
    async Task PassAssisted(HttpContext context, Guid assistance, bool changes, RequestDelegate next)
    {
        var own = context.Request.Path.Value!.Split('/') is [_, _, "staff" or "sessions", ..];
        if (own || !changes && !AreaPolicies.IsAboutPerson(context)) await next(context);
        else if (login.ActingIsOver(context)) await Turn(context, $"staff/assist/{assistance}", null);
        else if (changes && await Misaddressed(context) is not null) await Turn(context, "staff/assist/other", null);
        else await next(context);
    }

    bool Fresh(ActingNow acting, bool changes)
    {
        var now = clock.GetUtcNow();
        return now < acting.FreshUntil && (!changes || now < acting.CheckedAt + options.FreshToDo);
    }

    /// <summary>Logging out, choosing a person and the files of the pages are nobody's matter in particular.</summary>
    static bool IsOutside(PathString path) =>
        path.StartsWithSegments("/bff") || path.StartsWithSegments("/.well-known") || path.Value!.Split('/') switch
        {
            [_, _, "acting", "mirror" or "growing-up", ..] => false,   // pages about one person
            [_, _, "acting" or "signed-out", ..] => true,
            _ => false,
        };

    /// <summary>The person whom the form (or API call) is for, when that is not the one whose matters are handled now.</summary>
    static async Task<string?> Misaddressed(HttpContext context)
    {
        if (context.User.AsResident() is not { } resident) return null;
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            var header = context.Request.Headers[Header].ToString();
            return header == resident.Subject.ToString() || header.Length == 0 && resident.Basis == Basis.Self ? null : header.Length == 0 ? "nobody" : header;
        }
        if (!context.Request.HasFormContentType) return null;
        var sent = (await context.Request.ReadFormAsync(context.RequestAborted))[PostForm.ForField].ToString();
        // A form from before the login has no person yet; it can only be the sender's own.
        if (sent.Length == 0) return resident.Basis == Basis.Self ? null : "nobody";
        return sent == resident.Subject.ToString() ? null : Guid.TryParse(sent, out _) ? sent : "nobody";
    }

    /// <param name="page">A page of this room: what happened, and how to go on.</param>
    /// <param name="back">Where what was typed is shown again.</param>
    static Task Turn(HttpContext context, string page, string? back)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
            return Results.Problem(statusCode: page == "acting/unavailable" ? 503 : 409, type: $"acting-{Word(page)}").ExecuteAsync(context);
        back ??= HttpMethods.IsGet(context.Request.Method) && page.StartsWith("acting/", StringComparison.Ordinal) ? ThisPage.Of(context) : null;
        var language = Language.OfPath(context.Request.Path) ?? Language.Preferred(context.Request);
        var to = $"/{language.Code}/{page}";
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = back is null ? to : QueryHelpers.AddQueryString(to, "returnUrl", back);
        return Task.CompletedTask;
    }

    static string Word(string page) => page.Split('/') switch { ["acting", var word, ..] => word, ["staff", "assist", "other"] => "other", _ => "ended" };
}
