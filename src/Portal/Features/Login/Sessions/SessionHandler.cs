using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Platform.Web;

namespace Portal.Features.Login.Sessions;

/// <summary>
/// Knows the person by the session cookie. A page asked for without a session leads to the login page and back again,
/// with what was typed; an API call gets 401.
/// </summary>
sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs, UrlEncoder encoder,
    SessionStore sessions, SessionCookie cookie, KeepForm keepForm, TimeProvider clock) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (cookie.Key(Request) is not { } key) return AuthenticateResult.NoResult();
        // What a page asks by itself is no sign that anybody uses it: by its script, or by refreshing without one.
        var slide = !(Request.Path == "/bff/user" && Request.Query["slide"] == "false") && !Request.Headers.ContainsKey("X-Live") && !Request.Query.ContainsKey("refreshed");
        if (await sessions.Find(key, slide, Context.RequestAborted) is not { } session) return AuthenticateResult.NoResult();
        Context.Features.Set(session);
        if (!session.Live) return AuthenticateResult.Fail("The session has ended.");

        var identity = new ClaimsIdentity(Name, PortalClaims.Name, PortalClaims.Role);
        var (claims, who) = sessions.Open(session);
        foreach (var (type, value) in claims) identity.AddClaim(new Claim(type, value));
        if (who is { } acting) ActFor(acting, identity, session.ActingEnded);
        var endsAt = session.IdleEndsAt < session.EndsAt ? session.IdleEndsAt : session.EndsAt;
        Context.Features.Set(new SessionEnd(session.Id, endsAt, CanExtend: session.EndsAt > endsAt));
        Response.OnStarting(NoStore, Response);   // nothing personal stays behind for the next user of the browser
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    void ActFor(ActingNow acting, ClaimsIdentity identity, bool ended)
    {
        Context.Features.Set(acting);
        if (ended || acting.Until <= clock.GetUtcNow()) Context.Features.Set(ActingOver.Instance);   // the request is the person's own
        else acting.Enter(identity);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Request.Path.StartsWithSegments("/api") || Request.Path.StartsWithSegments("/bff"))
        {
            Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        var back = HttpMethods.IsGet(Request.Method) ? Request.Path + Request.QueryString.Value : await keepForm.Handle(Context, Context.RequestAborted);
        var ended = Context.Features.Get<FoundSession>() is not null;
        if (ended) cookie.Clear(Response);
        Response.StatusCode = StatusCodes.Status303SeeOther;
        Response.Headers.Location = $"/{Language.Current.Code}/login?returnUrl={Uri.EscapeDataString(back)}{(ended ? "&ended=true" : "")}";
    }

    static Task NoStore(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
