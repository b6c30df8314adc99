using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Portal.Platform.Keys;

namespace Portal.Platform.Ehr;

/// <summary>
/// The access token to the EHR: SMART Backend Services (client credentials with an ES384 assertion signed by the
/// portal's own key, which the EHR finds at the portal's published key set). Kept until shortly before it expires.
/// </summary>
sealed class EhrToken(IHttpClientFactory http, ClientKeys keys, EhrOptions options, TimeProvider clock)
{
    /// <summary>A token is not used in its last moments: the request could arrive after them.</summary>
    static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    readonly SemaphoreSlim asking = new(1, 1);
    Kept? kept;

    sealed record Kept(string Token, DateTimeOffset GoodUntil);

    public async Task<string> Get(CancellationToken ct)
    {
        if (Good() is { } token) return token;
        await asking.WaitAsync(ct);
        try
        {
            if (Good() is { } meanwhile) return meanwhile;
            var answer = await Ask(ct);
            var life = TimeSpan.FromSeconds(answer.ExpiresIn ?? 60);
            kept = new(answer.AccessToken!, clock.GetUtcNow() + life - (life > 2 * Margin ? Margin : life / 2));
            return answer.AccessToken!;
        }
        finally { asking.Release(); }
    }

    /// <summary>The EHR did not take this token (any more). One that came meanwhile stays.</summary>
    public void Forget(string token)
    {
        if (Volatile.Read(ref kept) is { } k && k.Token == token) Interlocked.CompareExchange(ref kept, null, k);
    }

    string? Good() => Volatile.Read(ref kept) is { } k && clock.GetUtcNow() < k.GoodUntil ? k.Token : null;

    async Task<Answer> Ask(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var assertion = await keys.SignJwt(KeyPurpose.EhrSignature, new()
        {
            ["iss"] = options.ClientId, ["sub"] = options.ClientId, ["aud"] = options.TokenUrl, ["jti"] = Guid.NewGuid().ToString(),
            ["iat"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddMinutes(4).ToUnixTimeSeconds(),   // SMART: at most five minutes
        }, ct);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["scope"] = options.Scope,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer", ["client_assertion"] = assertion,
        });
        using var answer = await EhrCall.Try(() => http.CreateClient(EhrSetup.HttpName).PostAsync(options.TokenUrl, form, ct), ct);
        if (!answer.IsSuccessStatusCode) throw new EhrUnavailable($"{EhrUnavailable.NoToken} {(int)answer.StatusCode}");
        var token = await answer.Content.ReadFromJsonAsync<Answer>(ct);
        return token is { AccessToken: not (null or "") } ? token : throw new EhrUnavailable(EhrUnavailable.NoToken);
    }

    sealed record Answer
    {
        [JsonPropertyName("access_token")] public string? AccessToken { get; init; }
        [JsonPropertyName("expires_in")] public double? ExpiresIn { get; init; }
    }
}
