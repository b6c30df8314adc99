using Npgsql;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Architecture;

/// <summary>The walled tables by SQL alone, as the portal's role on behalf of an actor and past every page and use case. Nothing stays.</summary>
sealed class Walls(TestDatabase db, TimeProvider clock)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public Task<List<string>> Tables() => db.Read<string>("""
        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relrowsecurity and not c.relispartition order by 1
        """);

    /// <summary>The tables in which the actor sees a row of the household.</summary>
    public async Task<string[]> Seen(Actor actor, Household of)
    {
        var theirs = Ids(of);
        List<string> seen = [];
        foreach (var table in (await Tables()).Except(RowSecurityTests.ForAll))
            if ((await Read(actor, table)).Any(row => theirs.Any(row.Contains))) seen.Add(table);
        return [.. seen];
    }

    /// <summary>The tables of which a row of the household is changed or removed by somebody who tries everything blindly.</summary>
    public async Task<string[]> Changed(Actor actor, Household of)
    {
        List<string> changed = [];
        foreach (var table in await Tables())
        {
            var tries = (await WritableColumns(table)).Select(column => $"update {table} set {column} = default").Append($"delete from {table}");
            foreach (var sql in tries)
                if (await Touches(actor, sql, null, table, of)) { changed.Add(table); break; }
        }
        return [.. changed];
    }

    /// <summary>The tables into which the actor can put a row about the household.</summary>
    public async Task<string[]> Planted(Actor actor, Household of)
    {
        List<string> planted = [];
        foreach (var (table, insert) in WalledRows.All)
            if (await Touches(actor, insert, WalledRows.Values(of, again: true), table, of)) planted.Add(table);
        return [.. planted.Order()];
    }

    async Task<List<string>> Read(Actor actor, string table)
    {
        await using var work = new PortalDb(db.AsApp, clock).As(actor);
        try { return await work.Query<string>($"select to_jsonb(t)::text from {table} t", null, Ct); }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege) { return []; }
    }

    /// <summary>True also when only another constraint stood in the way: then the wall did not.</summary>
    async Task<bool> Touches(Actor actor, string sql, object? values, string table, Household of)
    {
        await using var connection = await db.AsApp.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { RowSecurity.Context(actor, clock) ?? Sql.Command("select 1", null), Sql.Command(sql, values) } };
        try
        {
            await batch.ExecuteNonQueryAsync(Ct);
            return batch.BatchCommands[1].RecordsAffected > 0;
        }
        catch (PostgresException e)
        {
            return e.SqlState != PostgresErrorCodes.InsufficientPrivilege;
        }
    }

    Task<List<string>> WritableColumns(string table) => db.Read<string>("""
        select attname::text from pg_attribute where attrelid = @table::regclass and attnum > 0 and has_column_privilege('portal_app', attrelid, attnum, 'update')
        """, new { table });

    static List<string> Ids(Household of)
    {
        var values = WalledRows.Values(of);
        return [.. values.GetType().GetProperties().Select(p => p.GetValue(values)).OfType<Guid>().Select(id => id.ToString())];
    }
}
