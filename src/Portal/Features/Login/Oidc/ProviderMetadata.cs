using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.Tokens;

namespace Portal.Features.Login.Oidc;

/// <summary>What the provider says of itself at <c>/.well-known/openid-configuration</c>.</summary>
sealed record ProviderMetadata
{
    [JsonPropertyName("issuer")] public string Issuer { get; init; } = "";
    [JsonPropertyName("authorization_endpoint")] public string AuthorizationEndpoint { get; init; } = "";
    [JsonPropertyName("token_endpoint")] public string TokenEndpoint { get; init; } = "";
    [JsonPropertyName("jwks_uri")] public string JwksUri { get; init; } = "";
    [JsonPropertyName("pushed_authorization_request_endpoint")] public string? ParEndpoint { get; init; }
    [JsonPropertyName("end_session_endpoint")] public string? EndSessionEndpoint { get; init; }
    [JsonPropertyName("authorization_response_iss_parameter_supported")] public bool IssuerInResponse { get; init; }
}

/// <summary>
/// Discovery and keys of one provider, fetched when first needed and kept. While the provider does not answer, what
/// was fetched before goes on being used.
/// </summary>
sealed class ProviderDirectory(ProviderOptions options, HttpClient http, TimeProvider clock)
{
    readonly SemaphoreSlim fetching = new(1, 1);
    Known? known;

    sealed record Known(ProviderMetadata Metadata, IReadOnlyList<JsonWebKey> Keys, DateTimeOffset At);

    public async Task<ProviderMetadata> Metadata(CancellationToken ct) => (await Current(ct)).Metadata;

    /// <summary>The provider's key of this id; an unknown one makes us look again, but not more often than MetadataPause.</summary>
    public async Task<SecurityKey?> SigningKey(string? kid, CancellationToken ct)
    {
        var now = await Current(ct);
        if (Find(now) is { } key) return key;
        if (clock.GetUtcNow() - now.At < options.MetadataPause) return null;
        return Find(await Fetch(newerThan: now, ct));

        SecurityKey? Find(Known from)
        {
            var fitting = from.Keys.Where(k => kid is null || k.Kid == kid).ToList();
            return fitting.Count == 1 ? fitting[0] : null;   // no kid and several keys: we do not guess
        }
    }

    async ValueTask<Known> Current(CancellationToken ct) =>
        Volatile.Read(ref known) is { } k && clock.GetUtcNow() - k.At < options.MetadataLife ? k : await Fetch(known, ct);

    async Task<Known> Fetch(Known? newerThan, CancellationToken ct)
    {
        await fetching.WaitAsync(ct);
        try
        {
            if (known is not null && known != newerThan) return known;   // somebody else fetched while we waited
            var fetched = await Fetch(ct);
            Volatile.Write(ref known, fetched);
            return fetched;
        }
        catch (LoginRefused) when (newerThan is not null)
        {
            return known = newerThan with { At = clock.GetUtcNow() };
        }
        finally { fetching.Release(); }
    }

    async Task<Known> Fetch(CancellationToken ct)
    {
        var metadata = JsonSerializer.Deserialize<ProviderMetadata>(await Get(options.Authority.TrimEnd('/') + "/.well-known/openid-configuration", ct))!;
        if (metadata.Issuer != options.Authority) throw new LoginRefused(LoginProblem.Other, "discovery-issuer");
        foreach (var endpoint in (string?[])[metadata.AuthorizationEndpoint, metadata.TokenEndpoint, metadata.JwksUri, metadata.ParEndpoint, metadata.EndSessionEndpoint])
            if (endpoint is not null && (!Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) || (uri.Scheme != "https" && uri.Scheme != new Uri(options.Authority).Scheme)))
                throw new LoginRefused(LoginProblem.Other, "discovery-endpoint");
        var keys = new JsonWebKeySet(await Get(metadata.JwksUri, ct)).Keys
            .Where(k => k.Use is null or "" or "sig" && (k.Kty != "RSA" || Base64UrlEncoder.DecodeBytes(k.N).Length >= 256));
        return new(metadata, [.. keys], clock.GetUtcNow());
    }

    async Task<string> Get(string address, CancellationToken ct)
    {
        using var answer = await ProviderCall.Send(http, new HttpRequestMessage(HttpMethod.Get, address), options.Timeout, ct);
        if (!answer.IsSuccessStatusCode) throw new LoginRefused(LoginProblem.ProviderDown, "discovery-status");
        return await answer.Content.ReadAsStringAsync(ct);
    }
}

/// <summary>A call to the provider: no answer and a late answer become words for the person.</summary>
static class ProviderCall
{
    public static async Task<HttpResponseMessage> Send(HttpClient http, HttpRequestMessage request, TimeSpan timeout, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(timeout);
        try
        {
            var answer = await http.SendAsync(request, limit.Token);
            return (int)answer.StatusCode >= 500 ? throw new LoginRefused(LoginProblem.ProviderDown, "provider-status") : answer;
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested) { throw new LoginRefused(LoginProblem.ProviderSlow, "provider-timeout", e); }
        catch (HttpRequestException e) { throw new LoginRefused(LoginProblem.ProviderDown, "provider-unreachable", e); }
        finally { request.Dispose(); }
    }
}
