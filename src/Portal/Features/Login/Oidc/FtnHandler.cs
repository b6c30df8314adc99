using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Platform.Web;

namespace Portal.Features.Login.Oidc;

/// <summary>Settings of one scheme of <see cref="FtnHandler"/>. What belongs to the provider is in <see cref="ProviderOptions"/>.</summary>
sealed class FtnOptions : RemoteAuthenticationOptions
{
    /// <summary>Absolute address of the callback, from Portal:PublicUrl and never from the request's Host.</summary>
    public string RedirectUri { get; set; } = "";
}

/// <summary>
/// OpenID Connect code flow in the Finnish Trust Network profile (Traficom 213/2023 S). One handler, two schemes:
/// residents and staff. What the base class gives: the callback path, the correlation cookie, the events.
/// </summary>
sealed class FtnHandler(IOptionsMonitor<FtnOptions> options, ILoggerFactory logs, UrlEncoder encoder, Providers providers, Attempts attempts)
    : RemoteAuthenticationHandler<FtnOptions>(options, logs, encoder)
{
    /// <summary>Where the validated token is between the handler and <see cref="LoginEvents"/>: in memory only.</summary>
    public const string Token = "token";
    public const string Language = "language";
    public const string Prompt = "prompt";
    const string Nonce = "nonce", Verifier = "verifier", StartedAt = "started";

    /// <summary>Sends the browser to the provider.</summary>
    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        try
        {
            var language = properties.Items.TryGetValue(Language, out var code) && code is not null ? code : Platform.Web.Language.Current.Code;
            var prompt = properties.GetString(Prompt);
            var login = LoginRequest.New(Options.RedirectUri, language, prompt);
            var address = await providers[Scheme.Name].AuthorizationAddress(login, Context.RequestAborted);
            GenerateCorrelationId(properties);
            (properties.Items[Nonce], properties.Items[Verifier], properties.Items[Language]) = (login.Nonce, login.Verifier, language);
            properties.Items[StartedAt] = TimeProvider.GetUtcNow().ToString("O");
            await attempts.Begin(login.State, AttemptPurpose.Login, Scheme.Name, properties.Items, Context.RequestAborted);
            Response.Redirect(address);
        }
        catch (LoginRefused refused)
        {
            await Context.RequestServices.GetRequiredService<LoginEvents>().Refuse(Context, Scheme.Name, refused, properties);
        }
    }

    /// <summary>The browser is back: every doubt is a refusal.</summary>
    protected override async Task<HandleRequestResult> HandleRemoteAuthenticateAsync()
    {
        AuthenticationProperties? properties = null;
        try
        {
            if (One("state") is not { Length: > 0 } state) throw new LoginRefused(LoginProblem.StateLost, "no-state");
            var kept = await attempts.Take(state, AttemptPurpose.Login, Scheme.Name, Context.RequestAborted)
                ?? throw new LoginRefused(LoginProblem.StateLost, "unknown-state");
            properties = new AuthenticationProperties(kept);
            if (!ValidateCorrelationId(properties)) throw new LoginRefused(LoginProblem.StateLost, "other-browser");
            var token = await Exchange(properties);
            properties.SetParameter(Token, token);
            return HandleRequestResult.Success(new AuthenticationTicket(new(), properties, Scheme.Name));
        }
        catch (LoginRefused refused) { return HandleRequestResult.Fail(refused, properties); }
    }

    async Task<IdToken> Exchange(AuthenticationProperties properties)
    {
        var provider = providers[Scheme.Name];
        var metadata = await provider.Directory.Metadata(Context.RequestAborted);
        var issuer = One("iss");
        if (issuer is null ? metadata.IssuerInResponse : issuer != metadata.Issuer) throw new LoginRefused(LoginProblem.Tampered, "response-issuer");
        if (One("error") is { } error) throw Refused(error, provider.Options.Errors);
        var code = One("code") ?? throw new LoginRefused(LoginProblem.Tampered, "no-code");

        var items = properties.Items;
        var fresh = (items.TryGetValue(Prompt, out var prompt) ? prompt : provider.Options.Prompt) == "login"
            ? DateTimeOffset.Parse(items[StartedAt]!, null) : (DateTimeOffset?)null;
        var login = new LoginRequest("", items[Nonce]!, items[Verifier]!, Options.RedirectUri, items[Language]!, null);
        var raw = await provider.IdToken(code, login, Context.RequestAborted);
        return await providers.Tokens(Scheme.Name).ReadLogin(raw, login.Nonce, fresh, Context.RequestAborted);
    }

    string? One(string name)
    {
        var values = Request.Query[name];
        return values.Count > 1 ? throw new LoginRefused(LoginProblem.Tampered, "repeated-parameter") : (string?)values;
    }

    static LoginRefused Refused(string error, ErrorNames names)
    {
        (string Codes, LoginProblem Problem)[] known =
        [
            (names.Cancelled, LoginProblem.Cancelled), (names.LoginRequired, LoginProblem.LoginRequired), (names.Unavailable, LoginProblem.ProviderDown),
            (names.UnknownPerson, LoginProblem.UnknownPerson), (names.LevelTooLow, LoginProblem.LevelTooLow),
        ];
        var problem = known.Where(k => ProviderOptions.Words(k.Codes).Contains(error)).Select(k => k.Problem).DefaultIfEmpty(LoginProblem.Other).First();
        return new LoginRefused(problem, problem == LoginProblem.Other ? "provider-error" : "provider-said-so");
    }
}
