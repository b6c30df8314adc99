using Npgsql;

namespace Portal.DevStack;

/// <summary>
/// The databases in the stack's PostgreSQL. Two roles, neither of which can pass the walls: <c>portal_owner</c> owns
/// the tables and is used for migrations only, <c>portal_app</c> is what the portal connects as and owns nothing.
/// </summary>
public sealed class Database
{
    readonly int port;
    readonly Secrets secrets;

    internal Database(int port, Secrets secrets) => (this.port, this.secrets) = (port, secrets);

    /// <summary>Connection string of the role the portal runs as.</summary>
    public string App(string database = "portal") => Connection(database, "portal_app", secrets.AppPassword);

    /// <summary>Connection string of the owner of the tables: for migrations and for a test to look behind the walls.</summary>
    public string Owner(string database = "portal") => Connection(database, "portal_owner", secrets.OwnerPassword);

    /// <summary>
    /// Makes a template that <see cref="Clone"/> copies in a moment: <paramref name="fill"/> gets the owner's connection
    /// string of the new database and writes tables and data. An earlier template of the name is replaced.
    /// </summary>
    public async Task CreateTemplate(string name, Func<string, Task> fill, CancellationToken ct = default)
    {
        await Drop(name, ct);
        await Create(name, "template1", ct);
        await fill(Owner(name));
        NpgsqlConnection.ClearPool(new NpgsqlConnection(Owner(name)));
        await Execute("postgres", ct, $"alter database {Quoted(name)} with is_template true allow_connections false");
    }

    /// <summary>Copies a template, or any database that nobody is connected to.</summary>
    public Task Clone(string name, string template, CancellationToken ct = default) => Create(name, template, ct);

    /// <summary>Removes a database, if there, and ends the connections to it.</summary>
    public async Task Drop(string name, CancellationToken ct = default)
    {
        if (await Exists($"select 1 from pg_database where datname = '{name}' and datistemplate", ct))
            await Execute("postgres", ct, $"alter database {Quoted(name)} with is_template false");
        await Execute("postgres", ct, $"drop database if exists {Quoted(name)} with (force)");
    }

    /// <summary>The roles and the database <c>portal</c>, made when they are missing.</summary>
    internal async Task Prepare(CancellationToken ct)
    {
        foreach (var (role, password) in new[] { ("portal_owner", secrets.OwnerPassword), ("portal_app", secrets.AppPassword) })
        {
            var verb = await Exists($"select 1 from pg_roles where rolname = '{role}'", ct) ? "alter" : "create";
            await Execute("postgres", ct,
                $"{verb} role {role} login password '{password}' nosuperuser nobypassrls nocreatedb nocreaterole noreplication");
        }
        if (!await Exists("select 1 from pg_database where datname = 'portal'", ct)) await Create("portal", "template1", ct);
    }

    async Task Create(string name, string template, CancellationToken ct)
    {
        await Execute("postgres", ct, $"create database {Quoted(name)} owner portal_owner template {Quoted(template)}");
        // Rights on a database are not copied with its template.
        await Execute("postgres", ct, $"revoke all on database {Quoted(name)} from public", $"grant connect on database {Quoted(name)} to portal_app");
    }

    async Task<bool> Exists(string sql, CancellationToken ct)
    {
        await using var connection = await Open("postgres", ct);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    async Task Execute(string database, CancellationToken ct, params string[] statements)
    {
        await using var connection = await Open(database, ct);
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(ct);
        }
    }

    async Task<NpgsqlConnection> Open(string database, CancellationToken ct)
    {
        var connection = new NpgsqlConnection(Connection(database, "postgres", secrets.PostgresPassword) + ";Pooling=false");
        await connection.OpenAsync(ct);
        return connection;
    }

    string Connection(string database, string user, string password) =>
        $"Host=localhost;Port={port};Database={database};Username={user};Password={password}";

    static string Quoted(string name) => '"' + name.Replace("\"", "\"\"") + '"';
}
