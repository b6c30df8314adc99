using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Features.Audit;
using Portal.Features.Login.Bff;
using Portal.Features.Login.Sessions;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Login.Oidc;

/// <summary>What follows a login at the provider: a session and the way back to the page, or an audit line and a page in words.</summary>
sealed partial class LoginEvents(SignInResident residents, SignInProfessional professionals, SessionCookie cookie, Providers providers,
    PortalDb db, AuditFacade audit, IEnumerable<IAfterLogin> rooms, ILogger<LoginEvents> log) : RemoteAuthenticationEvents
{
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        var ct = context.HttpContext.RequestAborted;
        var (scheme, properties) = (context.Scheme.Name, context.Properties!);
        var token = properties.GetParameter<IdToken>(FtnHandler.Token)!;
        var language = properties.Items[FtnHandler.Language]!;
        var start = new SessionStart(scheme, token.Text("sid"), token.Text("sub"), providers[scheme].Options.SendIdTokenHint ? token.Signed : null,
            DeviceWords.Of(context.Request.Headers.UserAgent), cookie.Key(context.Request));
        var resident = scheme == LoginSchemes.Residents ? await residents.Handle(token, language, start, ct) : default;
        var (refused, key) = scheme == LoginSchemes.Residents
            ? resident.Outcome switch
            {
                SignInResident.Outcome.SignedIn => (null, resident.Key),
                SignInResident.Outcome.NoIdentity => (new LoginRefused(LoginProblem.UnknownPerson, "no-identity"), null),
                _ => (new LoginRefused(LoginProblem.UnknownPerson, "national-id-refused"), null),
            }
            : await professionals.Handle(token, start, ct) switch
            {
                (SignInProfessional.Outcome.SignedIn, var k) => (null, k),
                _ => (new LoginRefused(LoginProblem.NotAllowed, "no-role-or-unit"), (string?)null),
            };
        context.HandleResponse();
        if (refused is not null)
        {
            properties.RedirectUri = context.ReturnUri;
            await Refuse(context.HttpContext, scheme, refused, properties);
            return;
        }
        cookie.Set(context.Response, key!);   // a new key at each login: a fixed or stolen older one is worth nothing
        var returnUrl = LocalUrl.OrHome(context.ReturnUri, language);
        if (returnUrl == $"/{language}") returnUrl = resident.Key is null ? $"/{language}/staff" : $"/{language}/my";   // nobody logs in for the front page
        context.Response.Redirect(resident.Key is null ? returnUrl : await Next(resident.Person, language, returnUrl, ct));
    }

    /// <summary>Where the person goes first: to the page they came for, unless a room has something to ask.</summary>
    async Task<string> Next(PersonId self, string language, string returnUrl, CancellationToken ct)
    {
        foreach (var room in rooms)
            if (await room.Next(self, language, returnUrl, ct) is { } page) return page;
        return returnUrl;
    }

    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        var refused = context.Failure as LoginRefused ?? new LoginRefused(LoginProblem.Other, "unexpected", context.Failure);
        await Refuse(context.HttpContext, context.Scheme.Name, refused, context.Properties);
        context.HandleResponse();
    }

    /// <summary>Notes the refusal (a reason, never about whom) and leads to the page that says what happened and what to do.</summary>
    public async Task Refuse(HttpContext http, string scheme, LoginRefused refused, AuthenticationProperties? properties)
    {
        var reference = Guid.CreateVersion7();
        await using var work = db.As(Attempts.Me);
        audit.Record(work, "login.attempt.refused", reference, basis: refused.Reason);
        await work.Commit(CancellationToken.None);
        Refused(reference, scheme, refused.Problem, refused.Reason, refused.InnerException?.GetType().Name,
            refused.Problem == LoginProblem.Other ? refused.InnerException : null);   // what nobody expected, in full

        var language = properties?.Items.TryGetValue(FtnHandler.Language, out var code) == true && code is not null ? code : Language.Preferred(http.Request).Code;
        var query = new Dictionary<string, string?> { ["reference"] = reference.ToString("N")[^8..], ["scheme"] = scheme };
        if (LocalUrl.Is(properties?.RedirectUri)) query["returnUrl"] = properties!.RedirectUri;
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = QueryHelpers.AddQueryString($"/{language}/login/problem/{EnumText.Of(refused.Problem)}", query);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Login {Reference} with {Scheme} was refused: {Problem} {Reason} {Cause}")]
    partial void Refused(Guid reference, string scheme, LoginProblem problem, string reason, string? cause, Exception? e);
}
