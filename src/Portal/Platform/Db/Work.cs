using System.Collections.Concurrent;
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
    bool open;   // a transaction that more than one batch belongs to
    List<Func<Task>>? afterCommit;
    Dictionary<object, (object Items, Action Flush)>? gathered;
    int answersBefore;

    public Actor Actor => actor;

    /// <summary>Queues a write that returns no rows. Use <see cref="Query{T}"/> with <c>returning</c> where the answer matters.</summary>
    public void Add(string sql, object? args = null) => queued.Add(Sql.Command(sql, args));

    /// <summary>Queues one insert of many rows: the row behind <c>values</c> is written once for each of them.</summary>
    public void AddRows<T>(string sql, IReadOnlyList<T> rows) where T : class
    {
        if (rows.Count > 0) queued.Add(Sql.Rows(sql, rows));
    }

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
        await using var batch = await Batch(ct);
        if (!open) batch.BatchCommands.Insert(0, new("begin"));
        open = true;
        batch.BatchCommands.Add(Sql.Command(sql, args));
        return await Read<T>(batch, sql, ct);
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

    /// <summary>Sends what is queued and commits, in one round trip.</summary>
    public async Task Commit(CancellationToken ct)
    {
        Flush();
        if (connection is not null || queued.Count > 0)
        {
            await using var batch = await Batch(ct);
            if (open) batch.BatchCommands.Add(new("commit"));
            await batch.ExecuteNonQueryAsync(ct);
        }
        await Committed();
    }

    /// <summary>
    /// The last query of the work and the commit, in one round trip: PostgreSQL runs a batch without an open transaction
    /// as one of its own.
    /// </summary>
    public async Task<List<T>> CommitWith<T>(string sql, object? args, CancellationToken ct)
    {
        Flush();
        List<T> rows;
        await using (var batch = await Batch(ct))
        {
            batch.BatchCommands.Add(Sql.Command(sql, args));
            if (open) batch.BatchCommands.Add(new("commit"));
            rows = await Read<T>(batch, sql, ct);
        }
        await Committed();
        return rows;
    }

    /// <summary>As <see cref="CommitWith{T}"/>, with the query ahead of what is queued: for writes that follow from it.</summary>
    public async Task<List<T>> CommitAfter<T>(string sql, object? args, CancellationToken ct)
    {
        Flush();
        List<NpgsqlBatchCommand> after = [.. queued];
        queued.Clear();
        List<T> rows;
        await using (var batch = await Batch(ct))
        {
            foreach (var command in (NpgsqlBatchCommand[])[Sql.Command(sql, args), .. after]) batch.BatchCommands.Add(command);
            if (open) batch.BatchCommands.Add(new("commit"));
            rows = await Read<T>(batch, sql, ct);
        }
        await Committed();
        return rows;
    }

    void Flush()
    {
        foreach (var part in gathered?.Values.ToList() ?? []) part.Flush();
        gathered = null;
    }

    /// <summary>Who acts, when this is the first batch, and what is queued.</summary>
    async Task<NpgsqlBatch> Batch(CancellationToken ct)
    {
        var first = connection is null;
        connection ??= await source.OpenConnectionAsync(ct);
        var batch = new NpgsqlBatch(connection);
        answersBefore = 0;
        if (first && RowSecurity.Context(actor, clock) is { } context)
        {
            batch.BatchCommands.Add(context);
            answersBefore = 1;
        }
        foreach (var command in queued) batch.BatchCommands.Add(command);
        queued.Clear();
        return batch;
    }

    async Task<List<T>> Read<T>(NpgsqlBatch batch, string sql, CancellationToken ct)
    {
        await using var reader = await batch.ExecuteReaderAsync(ct);
        for (var i = 0; i < answersBefore; i++) await reader.NextResultAsync(ct);
        List<T> rows = [];
        if (reader.FieldCount > 0)
        {
            var parse = Parsers<T>.Known.GetOrAdd(sql, static (_, first) => Parser<T>(first), reader);
            while (await reader.ReadAsync(ct)) rows.Add(parse(reader));
        }
        while (await reader.NextResultAsync(ct)) { }   // surfaces an error of a later statement
        return rows;
    }

    async Task Committed()
    {
        await DisposeAsync();   // the connection is somebody else's already
        foreach (var action in afterCommit ?? []) await action();
    }

    /// <summary>Dapper's parser makes objects of texts and bytes; these two are read as they are.</summary>
    static Func<DbDataReader, T> Parser<T>(NpgsqlDataReader reader) =>
        typeof(T) == typeof(string) || typeof(T) == typeof(byte[]) ? row => row.GetFieldValue<T>(0) : reader.GetRowParser<T>();

    /// <summary>A statement's columns never change while the portal runs, so neither does what reads them.</summary>
    static class Parsers<T>
    {
        public static readonly ConcurrentDictionary<string, Func<DbDataReader, T>> Known = new();
    }

    /// <summary>
    /// Closing rolls back what is open. Once, however often it is called: Npgsql uses its connection objects again for
    /// others, and a second disposing would end the work of whoever has them by then.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        (var ended, connection, open) = (connection, null, false);
        if (ended is not null) await ended.DisposeAsync();
    }
}
