using Dapper;
using Npgsql;
using Portal.DevStack;

namespace Portal.Tests.House;

/// <summary>A database of one test. It goes when the test ends.</summary>
sealed class TestDatabase(Database server, string name) : IAsyncDisposable
{
    // A test opens a handful of connections; several tests run at once against 200 in all.
    const string Pool = ";Maximum Pool Size=16;Include Error Detail=true";

    NpgsqlDataSource? owner, app;

    /// <summary>As the portal connects.</summary>
    public string AppConnection => server.App(name) + Pool;

    /// <summary>The owner of the tables, whom no policy stops.</summary>
    public string OwnerConnection => server.Owner(name) + Pool;

    /// <summary>Looks behind the walls: runs as the owner.</summary>
    public NpgsqlDataSource AsOwner => owner ??= NpgsqlDataSource.Create(OwnerConnection);

    /// <summary>The portal's own role, with no actor set.</summary>
    public NpgsqlDataSource AsApp => app ??= NpgsqlDataSource.Create(AppConnection);

    /// <summary>Reads rows behind the walls.</summary>
    public async Task<List<T>> Read<T>(string sql, object? args = null)
    {
        await using var connection = await AsOwner.OpenConnectionAsync();
        return [.. await connection.QueryAsync<T>(sql, args)];
    }

    public async Task<T> ReadOne<T>(string sql, object? args = null) => (await Read<T>(sql, args)).Single();

    /// <summary>Writes behind the walls; returns the number of rows.</summary>
    public async Task<int> Write(string sql, object? args = null)
    {
        await using var connection = await AsOwner.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, args);
    }

    public async ValueTask DisposeAsync()
    {
        if (owner is not null) await owner.DisposeAsync();
        if (app is not null) await app.DisposeAsync();
        await server.Drop(name);
    }
}
