using Microsoft.AspNetCore.Mvc;
using Portal.Features.Login.Oidc;
using Portal.Features.Login.Sessions;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Login.Bff;

/// <summary>How much of the logout is certain, as the last page says it.</summary>
enum SignedOutState
{
    /// <summary>Our session has ended; the provider told us that its own has, too.</summary>
    Everywhere,

    /// <summary>Our session has ended; the provider's may still be open.</summary>
    HereOnly,
}

/// <summary>Logout: our own session first, then the provider's (RP-initiated), and a last page that says which of them ended.</summary>
static class Logout
{
    const string Language = "language";

    /// <summary>Needs the session's own <c>sid</c>, so that no other site can log a person out.</summary>
    public static async Task<IResult> Begin(HttpContext context, string? sid, string? returnUrl, EndSession endSession, SessionCookie cookie,
        SessionStore sessions, Providers providers, Attempts attempts, PublicAddress address, [FromServices] IEnumerable<IAfterLogout> rooms, CancellationToken ct)
    {
        var language = BffEndpoints.LanguageOf(context.Request, returnUrl);
        if (context.Features.Get<SessionEnd>() is not { } session)
        {
            cookie.Clear(context.Response);
            return LastPage(language, SignedOutState.HereOnly);
        }
        if (sid != session.Sid.ToString()) return Results.BadRequest();

        var ended = await endSession.Handle(context.Actor(), session.Sid, EndSession.How.Logout, ct);
        cookie.Clear(context.Response);
        if (ended is null) return LastPage(language, SignedOutState.HereOnly);
        foreach (var room in rooms) await room.LoggedOut(context.Actor(), session.Sid, ct);
        try
        {
            var state = LoginRequest.Secret();
            var to = await providers[ended.Scheme].LogoutAddress(address.Of($"/bff/signed-out-{ended.Scheme}"), state,
                sessions.IdToken(ended.IdToken), ended.ProviderSid, language, ct);
            if (to is null) return LastPage(language, SignedOutState.HereOnly);
            await attempts.Begin(state, AttemptPurpose.Logout, ended.Scheme, new Dictionary<string, string?> { [Language] = language }, ct);
            return Results.Redirect(to);
        }
        catch (LoginRefused) { return LastPage(language, SignedOutState.HereOnly); }   // the provider is away: say so honestly
    }

    /// <summary>Back from the provider. Only an answer with our own state shows that it did what we asked.</summary>
    public static async Task<IResult> SignedOut(HttpContext context, string scheme, string? state, Attempts attempts, CancellationToken ct)
    {
        var kept = state is { Length: > 0 } && LoginSchemes.All.Contains(scheme) ? await attempts.Take(state, AttemptPurpose.Logout, scheme, ct) : null;
        return LastPage(kept?[Language] ?? Platform.Web.Language.Preferred(context.Request).Code,
            kept is null ? SignedOutState.HereOnly : SignedOutState.Everywhere);
    }

    static IResult LastPage(string language, SignedOutState state) => Results.LocalRedirect($"/{language}/signed-out/{EnumText.Of(state)}");
}
