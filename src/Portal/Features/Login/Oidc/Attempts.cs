using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Login.Oidc;

enum AttemptPurpose { Login, Logout }

/// <summary>
/// Logins and logouts under way at a provider. What we need again when the answer comes stays here, protected; the
/// browser carries only the random state, and each state is taken once.
/// </summary>
sealed class Attempts(PortalDb db, IDataProtectionProvider protection, LoginOptions options, TimeProvider clock)
{
    public static readonly Machine Me = new("login");
    readonly IDataProtector protector = protection.CreateProtector("Portal.Login.Attempt");

    public async Task Begin(string state, AttemptPurpose purpose, string scheme, IDictionary<string, string?> secrets, CancellationToken ct)
    {
        await using var work = db.As(Me);
        work.Add(LoginQueries.BeginAttempt, new
        {
            id = Guid.CreateVersion7(), state_hash = Hash(state), purpose, scheme,
            secrets = protector.Protect(JsonSerializer.SerializeToUtf8Bytes(secrets)), expires_at = clock.GetUtcNow() + options.AttemptLife,
        });
        await work.Commit(ct);
    }

    /// <summary>What was kept for this state; null when it is unknown, too old or already taken.</summary>
    public async Task<Dictionary<string, string?>?> Take(string state, AttemptPurpose purpose, string scheme, CancellationToken ct)
    {
        await using var work = db.As(Me);
        var taken = await work.CommitWith<Protected>(LoginQueries.TakeAttempt, new { state_hash = Hash(state), purpose, scheme, now = clock.GetUtcNow() }, ct);
        return taken is [var secrets] ? JsonSerializer.Deserialize<Dictionary<string, string?>>(protector.Unprotect(secrets.Data)) : null;
    }

    static byte[] Hash(string state) => SHA256.HashData(Encoding.UTF8.GetBytes(state));
}
