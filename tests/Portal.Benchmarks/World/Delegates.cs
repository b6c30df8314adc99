using Portal.Features.ActingFor;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Benchmarks.World;

/// <summary>
/// Residents who act for others, as if the registers had just said yes: the right, its proof for row-level security and
/// the session are written by the portal's own parts. The registers themselves are not asked while pages are measured.
/// </summary>
static class Delegates
{
    /// <summary>Each delegate acts for the owner of the same place in the list.</summary>
    public static async Task Act(County county, Residents delegates, Residents owners)
    {
        await using var portal = PortalApp.Create([], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(county.Environment.Select(v => KeyValuePair.Create<string, string?>(v.Key.Replace("__", ":"), v.Value)));
        });
        var (db, login, options) = (portal.Services.GetRequiredService<PortalDb>(), portal.Services.GetRequiredService<LoginFacade>(), portal.Services.GetRequiredService<ActingForOptions>());
        var now = DateTimeOffset.UtcNow;
        var may = AccessTable.May(Standing.HealthMandate, new HashSet<string>());
        await county.Execute("""
            insert into acting_for.representation (id, delegate, subject, basis, theme, began_at, checked_at)
            select uuidv7(), delegate, subject, 'mandate', 'health', now(), now() from unnest($1::uuid[], $2::uuid[]) as r (delegate, subject)
            """, delegates.Ids, owners.Ids);
        await using (var proof = db.As(CheckRight.Me))
        {
            for (var i = 0; i < owners.Ids.Length; i++) ActingProof.Open(proof, delegates.Ids[i], new(owners.Ids[i]), may, now + Fresh);
            await proof.Commit(default);
        }
        var sessions = await Sessions(county);
        for (var i = 0; i < owners.Ids.Length; i++)
        {
            await using var work = db.As(Resident.ForSelf(new(delegates.Ids[i])));
            login.ActFor(work, sessions[delegates.Ids[i]], new()
            {
                Subject = new(owners.Ids[i]), Basis = Basis.Mandate, Theme = "health", Name = $"Testi {i} Asukas", BornOn = new(1950, 1, 1), May = may,
                FreshUntil = now + Fresh, CheckedAt = now,
            });
            await work.Commit(default);
        }
    }

    public static Residents Part(this Residents all, Range part) => new(all.Ids[part], all.Keys[part]);

    static async Task<Dictionary<Guid, Guid>> Sessions(County county)
    {
        Dictionary<Guid, Guid> sessions = [];
        await using var command = county.Owner.CreateCommand("select person, id from login.session");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) sessions[reader.GetGuid(0)] = reader.GetGuid(1);
        return sessions;
    }

    /// <summary>The most that ActingForOptions allows, so that no right grows old while the benchmark runs.</summary>
    static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);
}
