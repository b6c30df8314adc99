using System.Data.Common;
using Dapper;
using Npgsql;

namespace Portal.Platform.Db;

/// <summary>
/// One unit of work: decide, change, audit, enqueue, commit once; all or none. Writes are queued and travel together
/// with the next read or with <see cref="Commit"/>, so a use case that reads nothing first is one round trip.
/// Disposing without a commit leaves the database as it was.
/// </summary>
sealed class Work(NpgsqlDataSource source, Actor actor, TimeProvider clock) : IAsyncDisposable
{
    readonly List<NpgsqlBatchCommand> queued = [];
    NpgsqlConnection? connection;
    NpgsqlTransaction? transaction;
    List<Func<Task>>? afterCommit;
    Dictionary<object, (object Items, Action Flush)>? gathered;

    public Actor Actor => actor;

    /// <summary>Queues a write that returns no rows. Use <see cref="Query{T}"/> with <c>returning</c> where the answer matters.</summary>
    public void Add(string sql, object? args = null) => queued.Add(Sql.Command(sql, args));

    /// <summary>
    /// Gathers like writes (audit lines, jobs), which then travel as one statement with the last one of the work.
    /// </summary>
    public List<T> Gather<T>(object owner, Action<List<T>> flush)
    {
        if ((gathered ??= []).TryGetValue(owner, out var known)) return (List<T>)known.Items;
        List<T> items = [];
        gathered[owner] = (items, () => flush(items));
        return items;
    }

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
            queued.Insert(0, RowSecurity.Context(actor, clock));
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
        foreach (var part in gathered?.Values.ToList() ?? []) part.Flush();
        gathered = null;
        List<T> rows;
        if (transaction is not null)
        {
            queued.Add(Sql.Command(sql, args));
            rows = await Send<T>(connection!, skip: 0, ct);
            await transaction.CommitAsync(ct);
        }
        else
        {
            queued.Insert(0, RowSecurity.Context(actor, clock));
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
    /// Once, however often it is called: Npgsql uses its transaction and connection objects again for others, and a second
    /// disposing would roll back the work of whoever has them by then.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        var (endedTransaction, endedConnection) = (transaction, connection);
        (transaction, connection) = (null, null);
        if (endedTransaction is not null) await endedTransaction.DisposeAsync();
        if (endedConnection is not null) await endedConnection.DisposeAsync();
    }
}
