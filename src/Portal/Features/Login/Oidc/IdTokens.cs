using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Portal.Platform.Keys;

namespace Portal.Features.Login.Oidc;

/// <summary>A validated token of the provider. Lives for one request; only chosen parts of it are kept, protected.</summary>
sealed record IdToken(JsonElement Claims, string Signed)
{
    /// <summary>The first of these claims (words with spaces between) that has a value.</summary>
    public string? Find(string names) => names.Split(' ').Select(Text).FirstOrDefault(v => !string.IsNullOrEmpty(v));

    public IReadOnlyList<string> List(string name) => !Claims.TryGetProperty(name, out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)]
        : Text(name) is { } one ? [one] : [];

    public string? Text(string name) => Claims.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString(), JsonValueKind.Number => value.GetRawText(), _ => null }
        : null;

    public DateTimeOffset? Time(string name) =>
        Claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
            && seconds is > 0 and < 253402300799 ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    public override string ToString() => "(token)";
}

/// <summary>Opens and checks tokens of one provider: encryption, signature, issuer, audience and times.</summary>
sealed class IdTokens(Provider provider, ClientKeys keys, TimeProvider clock)
{
    static readonly JsonWebTokenHandler handler = new() { MaximumTokenSizeInBytes = 64 * 1024 };

    /// <summary>The library remembers verifiers by key id alone: another provider's key of the same name would be taken for this one.</summary>
    static readonly CryptoProviderFactory verifiers = new() { CacheSignatureProviders = false };

    ProviderOptions Options => provider.Options;

    /// <summary>Checks an ID token that answers a login.</summary>
    public async Task<IdToken> ReadLogin(string raw, string nonce, DateTimeOffset? freshSince, CancellationToken ct)
    {
        var token = await Read(raw, "id-token", ct);
        if (token.Time("exp") is null) throw Tampered("no-expiry");
        if (!Same(token.Text("nonce"), nonce)) throw Tampered("nonce");
        var asked = ProviderOptions.Words(Options.AcrValues);
        if (asked.Count > 0 && !asked.Contains(token.Text("acr") ?? "")) throw new LoginRefused(LoginProblem.LevelTooLow, "acr");
        if (asked.Count > 0 && token.Time("auth_time") is null) throw Tampered("no-auth-time");
        if (token.Time("auth_time") > clock.GetUtcNow() + Options.ClockSkew) throw new LoginRefused(LoginProblem.Expired, "auth-time-in-future");
        if (freshSince is { } since && token.Time("auth_time") + Options.ClockSkew < since) throw new LoginRefused(LoginProblem.LoginRequired, "not-fresh");
        return token;
    }

    /// <summary>Opens a token and checks all that any token of the provider must fulfil.</summary>
    public async Task<IdToken> Read(string raw, string use, CancellationToken ct)
    {
        try
        {
            var parts = raw.Count(c => c == '.') + 1;
            if (parts != 5 && Options.RequireEncryption == true) throw Tampered("not-encrypted");
            var signed = parts == 5 ? await Decrypt(raw, ct) : raw;
            var header = JoseHeader.Read(signed);
            if (!ProviderOptions.Words(Options.SigningAlgorithms).Contains(JoseHeader.Text(header, "alg") ?? "")) throw Tampered("algorithm");
            var key = await provider.Directory.SigningKey(JoseHeader.Text(header, "kid"), ct) ?? throw Tampered("unknown-key");
            return CheckTimes(Verify(signed, key));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException or ArgumentException) { throw Tampered($"{use}-unreadable", e); }
    }

    async Task<string> Decrypt(string raw, CancellationToken ct)
    {
        var header = Jwe.ReadHeader(raw);
        if (!ProviderOptions.Words(Options.KeyAlgorithms).Contains(header.Algorithm)) throw Tampered("key-algorithm");
        if (!ProviderOptions.Words(Options.ContentAlgorithms).Contains(header.Encryption)) throw Tampered("content-algorithm");
        foreach (var key in await keys.ForDecryption(header.Kid, ct))
        {
            using var rsa = key.ImportRsa();
            try { return Encoding.UTF8.GetString(Jwe.Decrypt(raw, header, rsa)); }
            catch (CryptographicException) { }   // the next key, if the token does not name its own
        }
        throw Tampered("not-decrypted");
    }

    IdToken Verify(string signed, SecurityKey key)
    {
        var result = handler.ValidateToken(signed, new TokenValidationParameters
        {
            ValidIssuer = Options.Authority, ValidAudience = Options.ClientId, IssuerSigningKey = key, CryptoProviderFactory = verifiers,
            RequireSignedTokens = true, ValidateLifetime = false,   // by our own clock, in CheckTimes
        });
        if (!result.IsValid)
            throw Tampered(result.Exception switch
            {
                SecurityTokenInvalidIssuerException => "issuer",
                SecurityTokenInvalidAudienceException => "audience",
                _ => "signature",
            }, result.Exception);
        var payload = JsonElement.Parse(Base64UrlEncoder.DecodeBytes(signed.Split('.')[1]), JoseHeader.Strict);
        var token = new IdToken(payload, signed);
        if (token.List("aud").Count > 1 && token.Text("azp") != Options.ClientId) throw Tampered("authorized-party");
        return token;
    }

    IdToken CheckTimes(IdToken token)
    {
        var now = clock.GetUtcNow();
        if (token.Time("iat") is not { } issued) throw Tampered("no-issue-time");
        if (token.Time("exp") + Options.ClockSkew <= now) throw new LoginRefused(LoginProblem.Expired, "expired");
        if (issued > now + Options.ClockSkew || token.Time("nbf") > now + Options.ClockSkew) throw new LoginRefused(LoginProblem.Expired, "issued-in-future");
        return token;
    }

    static bool Same(string? a, string b) =>
        a is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));

    static LoginRefused Tampered(string reason, Exception? inner = null) => new(LoginProblem.Tampered, reason, inner);
}
