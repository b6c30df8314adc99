using System.Security.Cryptography;
using Npgsql;
using NpgsqlTypes;
using Portal.Features.Login;
using Portal.Features.Login.Sessions;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Benchmarks.World;

/// <summary>
/// Signed-in residents. Their sessions are begun by the login room itself, as after a login at the provider, in a
/// composition of the portal inside this process: the portal that is measured only finds the rows.
/// </summary>
sealed record Residents(Guid[] Ids, string[] Keys)
{
    /// <summary>The session cookie; the portal's public address is plain http on localhost, so its name has no prefix.</summary>
    public IEnumerable<string> Cookies => Keys.Select(key => $"portal={key}");

    public static async Task<Residents> Make(County county, int count)
    {
        var ids = new Guid[count];
        for (var i = 0; i < count; i++) ids[i] = Guid.CreateVersion7();
        await using var portal = PortalApp.Create([], builder =>
        {
            builder.Logging.ClearProviders();   // standard output is for figures
            builder.Configuration.AddInMemoryCollection(county.Environment.Select(v => KeyValuePair.Create<string, string?>(v.Key.Replace("__", ":"), v.Value)));
        });
        await People(county, portal.Services.GetRequiredService<PersonVault>(), ids);
        var sessions = portal.Services.GetRequiredService<SessionStore>();
        await using var work = portal.Services.GetRequiredService<PortalDb>().As(new Machine("login"));
        var keys = new string[count];
        for (var i = 0; i < count; i++)
        {
            var session = Guid.CreateVersion7();
            KeyValuePair<string, string>[] claims =
            [
                new("sub", ids[i].ToString()), new(PortalClaims.Person, ids[i].ToString()), new(PortalClaims.Session, session.ToString()),
                new(PortalClaims.Name, $"Testi {i} Asukas"), new(PortalClaims.Municipality, "901"),
            ];
            keys[i] = sessions.Start(work, session, ids[i], null, claims, new("suomifi", session.ToString(), null, null, "Firefox · Linux", null));
        }
        await work.Commit(default);
        return new(ids, keys);
    }

    /// <summary>The rows that logins would have made, with names that open; nobody can log in as them: the hash is of no national id.</summary>
    static async Task People(County county, PersonVault vault, Guid[] ids)
    {
        byte[][] names = [vault.Protect("010180-901X"), vault.Protect("Asukas"), vault.Protect("Testi")];
        await using var connection = await county.Owner.OpenConnectionAsync();
        await using var writer = await connection.BeginBinaryImportAsync(
            "copy login.person (id, hetu_hash, identity, family_name, first_names, identity_kind, birth_on, language, municipality, turvakielto, created_at, updated_at) from stdin (format binary)");
        foreach (var id in ids)
        {
            await writer.StartRowAsync();
            await writer.WriteAsync(id, NpgsqlDbType.Uuid);
            await writer.WriteAsync(RandomNumberGenerator.GetBytes(32), NpgsqlDbType.Bytea);
            foreach (var name in names) await writer.WriteAsync(name, NpgsqlDbType.Bytea);
            await writer.WriteAsync("hetu", NpgsqlDbType.Text);
            await writer.WriteAsync(new DateOnly(1980, 1, 1), NpgsqlDbType.Date);
            await writer.WriteAsync("fi", NpgsqlDbType.Text);
            await writer.WriteAsync("901", NpgsqlDbType.Text);
            await writer.WriteAsync(false, NpgsqlDbType.Boolean);
            await writer.WriteAsync(DateTime.UtcNow, NpgsqlDbType.TimestampTz);
            await writer.WriteAsync(DateTime.UtcNow, NpgsqlDbType.TimestampTz);
        }
        await writer.CompleteAsync();
    }
}
