using System.Text.Json.Nodes;
using Microsoft.AspNetCore.DataProtection;
using Portal.Platform.Db;

namespace Portal.Platform.Keys;

/// <summary>
/// The portal's own keys, rows in PostgreSQL shared by its processes. Made at first need, renewed by age or by the
/// command <c>Portal keys rotate</c>. A new signing key is published before it is used; a replaced one stays a while.
/// </summary>
sealed class ClientKeys(PortalDb db, IDataProtectionProvider protection, KeyOptions options, TimeProvider clock)
{
    static readonly Machine me = new("keys");
    static readonly KeyPurpose[] purposes = Enum.GetValues<KeyPurpose>();
    readonly IDataProtector protector = protection.CreateProtector("Portal.ClientKeys");
    readonly SemaphoreSlim loading = new(1, 1);
    Loaded? loaded;

    sealed record Loaded(IReadOnlyList<ClientKey> Keys, long At);

    /// <summary>Signs a JWT with the key in use for this purpose: a login request, or an assertion to a token endpoint.</summary>
    public async Task<string> SignJwt(KeyPurpose purpose, JsonObject claims, CancellationToken ct, string typ = "JWT") =>
        InUse(await Keys(false, ct), purpose).SignJwt(claims, typ);

    /// <summary>The keys that may open something encrypted to <paramref name="kid"/>; all, newest first, when it is not named.</summary>
    public async Task<IReadOnlyList<ClientKey>> ForDecryption(string? kid, CancellationToken ct)
    {
        var found = Find(await Keys(false, ct));
        return found.Count > 0 ? found : Find(await Keys(true, ct));   // made a moment ago by another process

        List<ClientKey> Find(IReadOnlyList<ClientKey> keys) =>
            [.. keys.Where(k => k.Purpose == KeyPurpose.LoginEncryption && (kid is null || k.Kid == kid)).Reverse()];
    }

    /// <summary>
    /// The JSON Web Key Set: of signing keys the coming, the present and the just replaced one; of encryption keys only
    /// the newest, so that nobody starts to use an old one.
    /// </summary>
    public async Task<JsonObject> Published(CancellationToken ct)
    {
        var keys = await Keys(false, ct);
        var shown = purposes.SelectMany(p => p == KeyPurpose.LoginEncryption ? [InUse(keys, p)] : keys.Where(k => k.Purpose == p).Reverse());
        return new JsonObject { ["keys"] = new JsonArray([.. shown.Select(k => JsonNode.Parse(k.PublicJwk))]) };
    }

    /// <summary>Makes a new key for every purpose and forgets those that were replaced long enough ago.</summary>
    public Task<IReadOnlyList<ClientKey>> Rotate(CancellationToken ct) => Renew((_, _) => true, ct);

    async ValueTask<IReadOnlyList<ClientKey>> Keys(bool again, CancellationToken ct)
    {
        if (!again && Fresh() is { } keys) return keys;
        await loading.WaitAsync(ct);
        try
        {
            if (!again && Fresh() is { } meanwhile) return meanwhile;
            await using var work = db.As(me);
            var read = Open(await work.CommitWith<Row>(KeyQueries.ClientKeys, null, ct));
            if (purposes.Any(p => Due(read, p))) read = await Renew(Due, ct);
            loaded = new(read, clock.GetTimestamp());
            return read;
        }
        finally { loading.Release(); }
    }

    IReadOnlyList<ClientKey>? Fresh() =>
        Volatile.Read(ref loaded) is { } l && clock.GetElapsedTime(l.At) < options.Refresh ? l.Keys : null;

    bool Due(IReadOnlyList<ClientKey> keys, KeyPurpose purpose) =>
        keys.LastOrDefault(k => k.Purpose == purpose) is not { } newest || newest.CreatedAt + options.MaxAge <= clock.GetUtcNow();

    /// <summary>The newest whose time has come. First keys made by a process whose clock is ahead of ours are good at once: there are no others.</summary>
    ClientKey InUse(IReadOnlyList<ClientKey> keys, KeyPurpose purpose) =>
        keys.LastOrDefault(k => k.Purpose == purpose && k.UseFrom <= clock.GetUtcNow()) ?? keys.First(k => k.Purpose == purpose);

    async Task<IReadOnlyList<ClientKey>> Renew(Func<IReadOnlyList<ClientKey>, KeyPurpose, bool> asked, CancellationToken ct)
    {
        await using var work = db.As(me);
        work.Add(KeyQueries.Lock);
        var before = Open(await work.Query<Row>(KeyQueries.ClientKeys, null, ct));
        var now = clock.GetUtcNow();
        List<ClientKey> after = [.. before];
        foreach (var purpose in purposes.Where(p => asked(before, p)))   // asked again under the lock
        {
            var first = before.All(k => k.Purpose != purpose);
            var key = ClientKey.Make(purpose, options.RsaBits, now, first || purpose == KeyPurpose.LoginEncryption ? now : now + options.PublishAhead);
            work.Add(KeyQueries.InsertClientKey, new
            {
                kid = key.Kid, purpose, jwk = key.PublicJwk, key = protector.Protect(key.Pkcs8), now, use_from = key.UseFrom,
            });
            after.Add(key);
        }
        foreach (var old in before.Where(k => after.Any(n => n.Purpose == k.Purpose && n.UseFrom > k.UseFrom && n.UseFrom + options.Overlap <= now)))
        {
            work.Add(KeyQueries.DeleteClientKey, new { kid = old.Kid });
            after.Remove(old);
        }
        await work.Commit(ct);
        after.Sort((a, b) => a.UseFrom.CompareTo(b.UseFrom));
        Volatile.Write(ref loaded, null);
        return after;
    }

    IReadOnlyList<ClientKey> Open(List<Row> rows) =>
        [.. rows.Select(r => new ClientKey(r.Kid, EnumText.Parse<KeyPurpose>(r.Purpose), r.PublicJwk, protector.Unprotect(r.PrivateKey), r.CreatedAt, r.UseFrom))];

    sealed record Row
    {
        public string Kid { get; init; } = "";
        public string Purpose { get; init; } = "";
        public string PublicJwk { get; init; } = "";
        public byte[] PrivateKey { get; init; } = [];
        public DateTimeOffset CreatedAt { get; init; }
        public DateTimeOffset UseFrom { get; init; }
    }
}
