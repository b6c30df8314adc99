using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Login.Sessions;

/// <summary>What a session begins with, besides the person.</summary>
/// <param name="Scheme">How the person logged in.</param>
/// <param name="ProviderSid">The provider's name for its own session, for logout.</param>
/// <param name="IdToken">Kept, protected, only where the provider wants it back at logout.</param>
/// <param name="Device">Browser and system in words.</param>
/// <param name="OldKey">The cookie's key before this login; that session ends.</param>
sealed record SessionStart(string Scheme, string? ProviderSid, string? ProviderSubject, string? IdToken, string Device, string? OldKey);

/// <summary>A session as its cookie finds it.</summary>
sealed record FoundSession
{
    public Guid Id { get; init; }
    public Guid? Person { get; init; }
    public Guid? Staff { get; init; }
    public byte[] Ticket { get; init; } = [];
    public byte[]? Acting { get; init; }
    public bool ActingEnded { get; init; }
    public bool Live { get; init; }
    public DateTimeOffset IdleEndsAt { get; init; }
    public DateTimeOffset EndsAt { get; init; }
}

/// <summary>
/// Sessions as rows. The cookie holds a random key, the row only its hash; the claims are protected. Finding a session
/// and noting its use is one round trip.
/// </summary>
sealed class SessionStore(PortalDb db, OpenedSessions opened, IDataProtectionProvider protection, LoginOptions options, TimeProvider clock)
{
    readonly IDataProtector tickets = protection.CreateProtector("Portal.Login.Ticket");
    readonly IDataProtector tokens = protection.CreateProtector("Portal.Login.IdToken");

    /// <summary>Queues the new session (and the end of the one before) into the login's work; returns the key for the cookie.</summary>
    public string Start(Work work, Guid id, Guid? person, Guid? staff, IEnumerable<KeyValuePair<string, string>> claims, SessionStart start)
    {
        var key = System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var now = clock.GetUtcNow();
        if (start.OldKey is not null) work.Add(LoginQueries.EndSessionOfKey, new { key_hash = Hash(start.OldKey), now });
        work.Add(LoginQueries.StartSession, new
        {
            id, key_hash = Hash(key), person, staff, scheme = start.Scheme, provider_sid = start.ProviderSid, provider_subject = start.ProviderSubject,
            id_token = start.IdToken is null ? null : tokens.Protect(Encoding.ASCII.GetBytes(start.IdToken)),
            ticket = tickets.Protect(JsonSerializer.SerializeToUtf8Bytes(claims)), device = start.Device, now, ends_at = now + options.Absolute,
        });
        return key;
    }

    public async Task<FoundSession?> Find(string key, bool slide, CancellationToken ct)
    {
        await using var work = db.As(Visitor.Instance);
        var found = await work.CommitWith<FoundSession>(LoginQueries.FindSession,
            new { key_hash = Hash(key), now = clock.GetUtcNow(), idle = options.Idle, slide }, ct);
        return found is [var session] ? session : null;
    }

    /// <summary>Which of these are open, with the one each acts for.</summary>
    public async Task<IReadOnlyDictionary<Guid, PersonId?>> StillOpen(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return new Dictionary<Guid, PersonId?>();
        await using var work = db.As(Oidc.Attempts.Me);
        var open = await work.CommitWith<OpenRow>(LoginQueries.StillOpen, new { ids = ids.ToArray(), now = clock.GetUtcNow(), idle = options.Idle }, ct);
        return open.ToDictionary(s => s.Id, s => s.ActingFor);
    }

    sealed record OpenRow
    {
        public Guid Id { get; init; }
        public PersonId? ActingFor { get; init; }
    }

    /// <summary>Who the session is of, and whom it acts for.</summary>
    public OpenedSession Open(FoundSession session) => opened.Of(session, row => new(
        JsonSerializer.Deserialize<KeyValuePair<string, string>[]>(tickets.Unprotect(row.Ticket))!,
        row.Acting is { } acting ? JsonSerializer.Deserialize<ActingNow>(tickets.Unprotect(acting)) : null));

    public byte[]? Close(ActingNow? acting) => acting is null ? null : tickets.Protect(JsonSerializer.SerializeToUtf8Bytes(acting));

    public string? IdToken(byte[]? kept) => kept is null ? null : Encoding.ASCII.GetString(tokens.Unprotect(kept));

    static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
