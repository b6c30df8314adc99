using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Platform.Keys;

namespace Portal.Features.Login.Oidc;

/// <summary>One login on its way: what is sent, and what is kept to recognise the answer.</summary>
sealed record LoginRequest(string State, string Nonce, string Verifier, string RedirectUri, string Language, string? Prompt)
{
    public static LoginRequest New(string redirectUri, string language, string? prompt) =>
        new(Secret(), Secret(), Secret(), redirectUri, language, prompt);

    /// <summary>256 random bits in 43 characters: the profile wants a nonce of at least 32.</summary>
    public static string Secret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}

/// <summary>
/// The conversation with one identity provider: the signed login request (pushed when the provider takes that),
/// the exchange of the code, and the address of its logout.
/// </summary>
sealed class Provider(ProviderOptions options, HttpClient http, ClientKeys keys, TimeProvider clock)
{
    public ProviderOptions Options => options;
    public ProviderDirectory Directory { get; } = new(options, http, clock);

    /// <summary>The address to send the browser to.</summary>
    public async Task<string> AuthorizationAddress(LoginRequest login, CancellationToken ct)
    {
        var metadata = await Directory.Metadata(ct);
        var request = await keys.SignJwt(KeyPurpose.LoginSignature, RequestObject(login, metadata.Issuer), ct);
        if (metadata.ParEndpoint is null)
            return QueryHelpers.AddQueryString(metadata.AuthorizationEndpoint, new Dictionary<string, string?>
            { ["client_id"] = options.ClientId, ["response_type"] = "code", ["scope"] = options.Scope, ["request"] = request });

        using var answer = await Post(metadata.ParEndpoint, metadata, new() { ["request"] = request }, ct);
        if (!answer.IsSuccessStatusCode) throw new LoginRefused(LoginProblem.Other, "request-refused");
        var pushed = await Json(answer, ct);
        return QueryHelpers.AddQueryString(metadata.AuthorizationEndpoint, new Dictionary<string, string?>
        { ["client_id"] = options.ClientId, ["request_uri"] = JoseHeader.Text(pushed, "request_uri") ?? throw new LoginRefused(LoginProblem.Other, "no-request-uri") });
    }

    /// <summary>Exchanges the code for the ID token, as the provider sent it. The access token is not needed and not kept.</summary>
    public async Task<string> IdToken(string code, LoginRequest login, CancellationToken ct)
    {
        var metadata = await Directory.Metadata(ct);
        using var answer = await Post(metadata.TokenEndpoint, metadata, new()
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = login.RedirectUri, ["code_verifier"] = login.Verifier,
        }, ct);
        var body = await Json(answer, ct);
        if (answer.IsSuccessStatusCode) return JoseHeader.Text(body, "id_token") ?? throw new LoginRefused(LoginProblem.Tampered, "no-id-token");
        throw JoseHeader.Text(body, "error") == "invalid_grant"
            ? new LoginRefused(LoginProblem.Replayed, "code-refused")
            : new LoginRefused(LoginProblem.Other, answer.StatusCode == HttpStatusCode.Unauthorized ? "client-refused" : "token-refused");
    }

    /// <summary>Where the browser goes to end the provider's session, or null when it offers no logout.</summary>
    public async Task<string?> LogoutAddress(string returnTo, string state, string? idToken, string? sid, string language, CancellationToken ct)
    {
        if ((await Directory.Metadata(ct)).EndSessionEndpoint is not { } endpoint) return null;
        var parameters = new Dictionary<string, string?>
        { ["client_id"] = options.ClientId, ["post_logout_redirect_uri"] = returnTo, ["state"] = state, ["ui_locales"] = language };
        if (idToken is not null) parameters["id_token_hint"] = idToken;
        else if (sid is not null) parameters["logout_hint"] = sid;
        return QueryHelpers.AddQueryString(endpoint, parameters);
    }

    JsonObject RequestObject(LoginRequest login, string issuer)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = options.ClientId, ["aud"] = issuer, ["iat"] = now, ["nbf"] = now, ["exp"] = now + 300, ["jti"] = LoginRequest.Secret(),
            ["client_id"] = options.ClientId, ["response_type"] = "code", ["redirect_uri"] = login.RedirectUri, ["scope"] = options.Scope,
            ["state"] = login.State, ["nonce"] = login.Nonce, ["ui_locales"] = login.Language,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(login.Verifier))), ["code_challenge_method"] = "S256",
        };
        if (!string.IsNullOrEmpty(options.AcrValues)) claims["acr_values"] = options.AcrValues;
        if (!string.IsNullOrEmpty(options.ServiceName)) claims["ftn_spname"] = options.ServiceName;
        if ((login.Prompt ?? options.Prompt) is { } prompt) claims["prompt"] = prompt;
        return claims;
    }

    /// <summary>A request that only we can have made: <c>private_key_jwt</c>, one assertion for one use.</summary>
    async Task<HttpResponseMessage> Post(string endpoint, ProviderMetadata metadata, Dictionary<string, string> form, CancellationToken ct)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        form["client_id"] = options.ClientId;
        form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        form["client_assertion"] = await keys.SignJwt(KeyPurpose.LoginSignature, new JsonObject
        {
            ["iss"] = options.ClientId, ["sub"] = options.ClientId, ["aud"] = metadata.TokenEndpoint, ["jti"] = LoginRequest.Secret(), ["iat"] = now, ["exp"] = now + 60,
        }, ct);
        return await ProviderCall.Send(http, new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new FormUrlEncodedContent(form) }, options.Timeout, ct);
    }

    static async Task<JsonElement> Json(HttpResponseMessage answer, CancellationToken ct)
    {
        try { return JsonElement.Parse(await answer.Content.ReadAsStringAsync(ct), JoseHeader.Strict); }
        catch (JsonException e) { throw new LoginRefused(LoginProblem.Other, "answer-not-json", e); }
    }
}
