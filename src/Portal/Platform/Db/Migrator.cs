using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Portal.Platform.Db;

/// <summary>
/// Applies the rooms' Schema/*.sql once each, in order of file name, as the owner, under an advisory lock so that
/// processes starting together do not collide. A file that was changed after it was applied is an error: append a new one.
/// </summary>
sealed partial class Migrator(string ownerConnectionString)
{
    const long Lock = 0x506F7274616C;

    /// <summary>Returns the names of the files applied now.</summary>
    public async Task<IReadOnlyList<string>> Migrate(CancellationToken ct)
    {
        await using var source = NpgsqlDataSource.Create(ownerConnectionString);
        await using var connection = await source.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        async Task Run(string sql) { await using var c = new NpgsqlCommand(sql, connection, transaction); await c.ExecuteNonQueryAsync(ct); }

        await Run($"select pg_advisory_xact_lock({Lock})");
        await Run("create schema if not exists platform; create table if not exists platform.migration (name text primary key, sha256 text not null, applied_at timestamptz not null default now())");
        var applied = await Applied(connection, ct);
        List<string> now = [];
        foreach (var (name, sql) in Files())
        {
            var sha = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
            if (applied.TryGetValue(name, out var before))
            {
                if (before != sha) throw new InvalidOperationException($"{name} was changed after it was applied. Add a new file instead.");
                continue;
            }
            await Run(sql);
            await using var line = new NpgsqlCommand("insert into platform.migration (name, sha256) values ($1, $2)", connection, transaction)
            { Parameters = { new() { Value = name }, new() { Value = sha } } };
            await line.ExecuteNonQueryAsync(ct);
            now.Add(name);
        }
        await transaction.CommitAsync(ct);
        return now;
    }

    static async Task<Dictionary<string, string>> Applied(NpgsqlConnection connection, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand("select name, sha256 from platform.migration", connection);
        await using var reader = await command.ExecuteReaderAsync(ct);
        Dictionary<string, string> applied = [];
        while (await reader.ReadAsync(ct)) applied[reader.GetString(0)] = reader.GetString(1);
        return applied;
    }

    /// <summary>All schema files embedded in the portal, ordered by the date in their names.</summary>
    public static IEnumerable<(string Name, string Sql)> Files()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Select(resource => (resource, match: SchemaFile().Match(resource)))
            .Where(x => x.match.Success)
            .OrderBy(x => x.match.Groups[1].Value, StringComparer.Ordinal)
            .Select(x => (x.match.Groups[1].Value, Read(assembly, x.resource)));
    }

    static string Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"\.Schema\.(\d{8}_\d{4}_[a-z0-9_]+)\.sql$")]
    private static partial Regex SchemaFile();
}
