using System.Data.Common;
using Dapper;
using Npgsql;

namespace Portal.Platform.Db;

/// <summary>
/// One unit of work: decide, change, audit, enqueue, commit once; all or none. Writes are queued and travel together
/// with the next read or with <see cref="Commit"/>, so a use case that reads nothing first is one round trip.
/// Disposing without a commit leaves the database as it was.
/// </summary>
sealed class Work(NpgsqlDataSource source, Actor actor) : IAsyncDisposable
{
    readonly List<NpgsqlBatchCommand> queued = [];
    NpgsqlConnection? connection;
    NpgsqlTransaction? transaction;
    List<Func<Task>>? afterCommit;

    public Actor Actor => actor;

    /// <summary>Queues a write that returns no rows. Use <see cref="Query{T}"/> with <c>returning</c> where the answer matters.</summary>
    public void Add(string sql, object? args = null) => queued.Add(Sql.Command(sql, args));

    /// <summary>Runs after a successful commit (waking a job, never something that must not be lost).</summary>
    public void AfterCommit(Func<Task> action) => (afterCommit ??= []).Add(action);

    /// <summary>Sends what is queued and this query in one round trip, inside the transaction, and reads its rows.</summary>
    public async Task<List<T>> Query<T>(string sql, object? args, CancellationToken ct)
    {
        queued.Add(Sql.Command(sql, args));
        if (transaction is null)
        {
            connection = await source.OpenConnectionAsync(ct);
            transaction = await connection.BeginTransactionAsync(ct);   // travels with the batch
            queued.Insert(0, RowSecurity.Context(actor));
            return await Send<T>(connection, skip: 1, ct);
        }
        return await Send<T>(connection!, skip: 0, ct);
    }

    /// <summary>As <see cref="Query{T}"/>, for at most one row.</summary>
    public async Task<T?> QueryOne<T>(string sql, object? args, CancellationToken ct)
    {
        var rows = await Query<T>(sql, args, ct);
        return rows.Count switch
        {
            0 => default,
            1 => rows[0],
            var n => throw new InvalidOperationException($"At most one row was expected, {n} came."),
        };
    }

    /// <summary>Sends what is queued and commits.</summary>
    public Task Commit(CancellationToken ct) => CommitWith<int>("select 1", null, ct);

    /// <summary>
    /// The last query of the work and the commit. When nothing was sent before, all of it is one round trip:
    /// PostgreSQL runs a batch without an explicit transaction as one implicit transaction.
    /// </summary>
    public async Task<List<T>> CommitWith<T>(string sql, object? args, CancellationToken ct)
    {
        List<T> rows;
        if (transaction is not null)
        {
            queued.Add(Sql.Command(sql, args));
            rows = await Send<T>(connection!, skip: 0, ct);
            await transaction.CommitAsync(ct);
        }
        else
        {
            queued.Insert(0, RowSecurity.Context(actor));
            queued.Add(Sql.Command(sql, args));
            await using var once = await source.OpenConnectionAsync(ct);
            rows = await Send<T>(once, skip: 1, ct);
        }
        foreach (var action in afterCommit ?? []) await action();
        return rows;
    }

    async Task<List<T>> Send<T>(NpgsqlConnection open, int skip, CancellationToken ct)
    {
        await using var batch = new NpgsqlBatch(open, transaction);
        foreach (var command in queued) batch.BatchCommands.Add(command);
        queued.Clear();
        await using var reader = await batch.ExecuteReaderAsync(ct);
        for (var i = 0; i < skip; i++) await reader.NextResultAsync(ct);
        List<T> rows = [];
        if (reader.FieldCount > 0)
        {
            var parse = Parser<T>(reader);
            while (await reader.ReadAsync(ct)) rows.Add(parse(reader));
        }
        while (await reader.NextResultAsync(ct)) { }   // surfaces an error of a later statement
        return rows;
    }

    /// <summary>Dapper's parser makes objects of texts and bytes; these two are read as they are.</summary>
    static Func<DbDataReader, T> Parser<T>(NpgsqlDataReader reader) =>
        typeof(T) == typeof(string) || typeof(T) == typeof(byte[]) ? row => row.GetFieldValue<T>(0) : reader.GetRowParser<T>();

    /// <summary>
    /// May be called twice: giving the connection back early is good manners before a slow call elsewhere. Npgsql keeps
    /// one transaction object a connection and hands it out again, so a second disposing of it would roll back, in the
    /// middle of a conversation, what somebody else is doing.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        var (done, open) = (transaction, connection);
        (transaction, connection) = (null, null);
        if (done is not null) await done.DisposeAsync();
        if (open is not null) await open.DisposeAsync();
    }
}
