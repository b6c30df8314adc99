using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.Tests.Features.Login;

/// <summary>
/// An identity provider inside the test process that can lie in every way we know. Honest until a test says otherwise.
/// It identifies whoever comes, at once, as <see cref="Claims"/> says.
/// </summary>
sealed class FakeProvider : IAsyncDisposable
{
    readonly WebApplication app;
    readonly Dictionary<string, JsonObject> pushed = [];
    readonly Dictionary<string, JsonObject> codes = [];
    readonly HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
    readonly HashSet<string> seenAssertions = [];

    public string Issuer { get; private set; } = "";
    public TimeProvider Clock { get; }
    public FakeTokens Tokens { get; }

    /// <summary>Where our own public keys are fetched from.</summary>
    public string PortalJwks { get; set; } = "";

    /// <summary>What the ID token says of the person.</summary>
    public JsonObject Claims { get; set; } = [];

    /// <summary>The last thing a hostile provider changes before it signs.</summary>
    public Action<JsonObject> TwistClaims { get; set; } = _ => { };

    /// <summary>Changes the answer in the address the browser is sent back to.</summary>
    public Action<Dictionary<string, string?>> TwistAnswer { get; set; } = _ => { };

    /// <summary>Makes the ID token out of the claims; <see cref="FakeTokens.Nested"/> unless a test wants otherwise.</summary>
    public Func<JsonObject, string> MakeToken { get; set; }

    /// <summary>Answers instead of an endpoint, by its path.</summary>
    public Dictionary<string, Func<IResult>> Instead { get; } = [];

    public bool OffersPar { get; set; } = true;
    public bool IssuerInAnswer { get; set; } = true;
    public JsonObject? LastRequest { get; private set; }
    public Dictionary<string, int> Calls { get; } = [];
    public Uri? LastAuthorize { get; private set; }

    FakeProvider(TimeProvider clock)
    {
        (Clock, Tokens) = (clock, new FakeTokens());
        MakeToken = Tokens.Nested;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.Use(async (context, next) =>
        {
            var path = context.Request.Path.Value!;
            lock (Calls) Calls[path] = Calls.GetValueOrDefault(path) + 1;
            if (Instead.TryGetValue(path, out var answer)) await answer().ExecuteAsync(context);
            else await next(context);
        });
        app.MapGet("/.well-known/openid-configuration", Discovery);
        app.MapGet("/jwks", () => Results.Json(Tokens.Jwks()));
        app.MapPost("/par", Push);
        app.MapGet("/authorize", Authorize);
        app.MapPost("/token", Token);
        app.MapGet("/logout", (string post_logout_redirect_uri, string? state) =>
            Results.Redirect(QueryHelpers.AddQueryString(post_logout_redirect_uri, TwistedLogout(state))));
    }

    public static async Task<FakeProvider> Start(TimeProvider clock)
    {
        var provider = new FakeProvider(clock);
        await provider.app.StartAsync();
        var bound = provider.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        provider.Issuer = $"http://localhost:{new Uri(bound).Port}";
        return provider;
    }

    public Func<string?, Dictionary<string, string?>> TwistedLogout { get; set; } = state => new() { ["state"] = state };

    IResult Discovery() => Results.Json(new JsonObject
    {
        ["issuer"] = Issuer, ["authorization_endpoint"] = $"{Issuer}/authorize", ["token_endpoint"] = $"{Issuer}/token", ["jwks_uri"] = $"{Issuer}/jwks",
        ["pushed_authorization_request_endpoint"] = OffersPar ? $"{Issuer}/par" : null, ["end_session_endpoint"] = $"{Issuer}/logout",
        ["authorization_response_iss_parameter_supported"] = IssuerInAnswer,
    });

    async Task<IResult> Push(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!await IsOurClient(form)) return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        var uri = $"urn:ietf:params:oauth:request_uri:{Guid.NewGuid():N}";
        var asked = await Tokens.Verify(form["request"].ToString(), PortalJwks, http);
        lock (pushed) pushed[uri] = asked;
        return Results.Json(new { request_uri = uri, expires_in = 60 }, statusCode: 201);
    }

    async Task<IResult> Authorize(HttpContext context, string client_id, string? request_uri, string? request)
    {
        LastAuthorize = new Uri(Issuer + context.Request.Path + context.Request.QueryString);
        JsonObject asked;
        if (request is not null) asked = await Tokens.Verify(request, PortalJwks, http);
        else lock (pushed) if (!pushed.Remove(request_uri!, out asked!)) return Results.BadRequest("unknown request_uri");
        LastRequest = asked;
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (codes) codes[code] = asked;
        var answer = new Dictionary<string, string?> { ["code"] = code, ["state"] = (string?)asked["state"] };
        if (IssuerInAnswer) answer["iss"] = Issuer;
        TwistAnswer(answer);
        return Results.Redirect(QueryHelpers.AddQueryString((string)asked["redirect_uri"]!, answer.Where(a => a.Value is not null).ToDictionary()));
    }

    async Task<IResult> Token(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!await IsOurClient(form)) return Results.Json(new { error = "invalid_client" }, statusCode: 401);
        JsonObject? asked;
        lock (codes)
            if (!codes.Remove(form["code"].ToString(), out asked)) return Results.Json(new { error = "invalid_grant" }, statusCode: 400);
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        if (challenge != (string?)asked["code_challenge"] || form["redirect_uri"] != (string?)asked["redirect_uri"])
            return Results.Json(new { error = "invalid_grant" }, statusCode: 400);

        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Issuer, ["aud"] = (string?)asked["client_id"], ["sub"] = Guid.NewGuid().ToString(), ["iat"] = now, ["exp"] = now + 600, ["auth_time"] = now,
            ["nonce"] = (string?)asked["nonce"], ["acr"] = ((string?)asked["acr_values"])?.Split(' ')[0], ["sid"] = "provider-session",
        };
        foreach (var (name, value) in Claims) claims[name] = value?.DeepClone();
        TwistClaims(claims);
        await Tokens.LearnEncryptionKey(PortalJwks, http);
        return Results.Json(new { access_token = "not-for-browsers", token_type = "Bearer", expires_in = 600, id_token = MakeToken(claims) });
    }

    /// <summary>private_key_jwt: signed by our key, for this endpoint, used once, short-lived.</summary>
    async Task<bool> IsOurClient(IFormCollection form)
    {
        var assertion = await Tokens.Verify(form["client_assertion"].ToString(), PortalJwks, http);
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        lock (seenAssertions)
            return (string?)assertion["aud"] == $"{Issuer}/token" && (string?)assertion["iss"] == (string?)assertion["sub"]
                && (long)assertion["exp"]! - now is > 0 and <= 600 && seenAssertions.Add((string)assertion["jti"]!);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
