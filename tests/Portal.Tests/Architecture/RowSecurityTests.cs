using Npgsql;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Architecture;

/// <summary>
/// The walls themselves, by SQL alone as the portal's role and past every use case: nobody reads, changes, removes or
/// plants what is another resident's or another unit's. The tables come from PostgreSQL's catalog.
/// </summary>
public class RowSecurityTests : DatabaseTest
{
    readonly Household anna = Household.New(1, "keskusta"), bo = Household.New(2, "rantakyla");

    /// <summary>Tables that everybody signed in may read, with the reason.</summary>
    internal static readonly HashSet<string> ForAll = ["login.staff"];   // the names of professionals, nothing of a resident

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await WalledRows.Write(Db, anna);
        await WalledRows.Write(Db, bo);
    }

    [Fact]
    public async Task Every_walled_table_takes_part()
    {
        var (tables, rows) = (await WalledTables(), WalledRows.All.Select(r => r.Table).ToList());
        Findings.None(tables.Except(rows).Select(t => $"{t} has no line in WalledRows.cs").Concat(rows.Except(tables).Select(t => $"{t} has lost its wall")));
    }

    [Fact]
    public async Task A_resident_sees_nothing_of_anothers() => Findings.None(await Seen(anna.Resident, bo));

    [Fact]
    public async Task A_professional_sees_nothing_of_another_units() => Findings.None(await Seen(anna.Professional, bo));

    [Fact]
    public async Task A_resident_acting_for_another_sees_nothing_of_a_third() =>
        Findings.None(await Seen(new Resident(anna.Resident.Self, PersonId.New()), bo));

    [Fact]
    public async Task Somebody_unknown_sees_nothing_at_all()
    {
        foreach (var table in await WalledTables())
            Assert.True((await RowsFor(Visitor.Instance, table)).Count == 0, $"A visitor sees rows of {table}.");
    }

    /// <summary>Without this, walls that hide everything from everybody would pass.</summary>
    [Fact]
    public async Task Each_sees_their_own()
    {
        List<string> resident = [], professional = [];
        foreach (var table in await WalledTables())
        {
            if ((await RowsFor(anna.Resident, table)).Count > 0) resident.Add(table);
            if ((await RowsFor(anna.Professional, table)).Count > 0) professional.Add(table);
        }
        Assert.Superset(new HashSet<string> { "audit.event", "booking.appointment", "jobs.job", "login.person", "login.session", "notifications.contact" }, resident.ToHashSet());
        Assert.Superset(new HashSet<string> { "booking.appointment", "booking.rebooking", "jobs.job", "login.person" }, professional.ToHashSet());
    }

    /// <summary>Blindly, with no condition and nothing returned: then not even the right to read stands in the way.</summary>
    [Fact]
    public async Task Nobody_changes_or_removes_anothers()
    {
        List<string> tries = [];
        foreach (var table in await WalledTables())
        {
            tries.Add($"delete from {table}");
            foreach (var column in await WritableColumns(table)) tries.Add($"update {table} set {column} = default");
        }
        Assert.Contains("update booking.appointment set status = default", tries);
        Findings.None(await Succeeded(tries.Select(sql => (sql, (object?)null))));
    }

    [Fact]
    public async Task Nobody_plants_a_row_for_another() =>
        Findings.None(await Succeeded(WalledRows.All.Select(row => (row.Insert, (object?)WalledRows.Values(bo, again: true)))));

    [Theory]
    [InlineData("create policy planted on booking.appointment for update to portal_app using (true)", "update booking.appointment set reason = default")]
    [InlineData("create policy planted on login.session for delete to portal_app using (true)", "delete from login.session")]
    public async Task A_hole_for_writing_is_found(string hole, string sql)
    {
        Assert.Empty(await Succeeded([(sql, null)]));
        await Db.Write(hole);
        Assert.NotEmpty(await Succeeded([(sql, null)]));
    }

    [Theory]
    [InlineData("create policy planted on booking.appointment for select to portal_app using (true)")]
    [InlineData("create policy planted on audit.event for select to portal_app using ((select platform.subject()) is not null)")]
    [InlineData("alter table notifications.contact disable row level security; alter table notifications.contact enable row level security; drop policy contact_own on notifications.contact; create policy contact_own on notifications.contact to portal_app using (true)")]
    public async Task A_hole_in_a_wall_is_found(string hole)
    {
        await Db.Write(hole);
        Assert.NotEmpty(await Seen(anna.Resident, bo));
    }

    async Task<List<string>> Seen(Actor actor, Household other)
    {
        List<string> seen = [];
        foreach (var table in (await WalledTables()).Except(ForAll))
        {
            var theirs = await Rows(table, other);
            Assert.NotEmpty(theirs);
            seen.AddRange((await RowsFor(actor, table)).Where(theirs.Contains).Select(row => $"{table}: {row}"));
        }
        return seen;
    }

    Task<List<string>> WalledTables() => Db.Read<string>("""
        select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relrowsecurity and not c.relispartition
        """);

    /// <summary>A household's rows, behind the walls: they carry one of its ids.</summary>
    async Task<HashSet<string>> Rows(string table, Household of)
    {
        var values = WalledRows.Values(of);
        var ids = values.GetType().GetProperties().Select(p => p.GetValue(values)).OfType<Guid>().Select(id => id.ToString()).ToList();
        return [.. (await Db.Read<string>($"select to_jsonb(t)::text from {table} t")).Where(row => ids.Any(row.Contains))];
    }

    Task<List<string>> RowsFor(Actor actor, string table) => Do(actor, $"select to_jsonb(t)::text from {table} t");

    /// <summary>Runs as the portal's role on behalf of the actor, and takes it back. Nothing when the role may not.</summary>
    async Task<List<string>> Do(Actor actor, string sql)
    {
        await using var work = new PortalDb(Db.AsApp, TimeProvider.System).As(actor);
        try
        {
            return await work.Query<string>(sql, null, Ct);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return [];
        }
    }

    Task<List<string>> WritableColumns(string table) => Db.Read<string>("""
        select attname::text from pg_attribute where attrelid = @table::regclass and attnum > 0 and has_column_privilege('portal_app', attrelid, attnum, 'update')
        """, new { table });

    /// <summary>Which of the statements touched a row, or would have but for another constraint, when strangers to both households ran them.</summary>
    async Task<List<string>> Succeeded(IEnumerable<(string Sql, object? Values)> tries)
    {
        var stranger = Household.New(3, "koivuniemi");
        List<string> succeeded = [];
        foreach (var (sql, values) in tries)
            foreach (var actor in new Actor[] { stranger.Resident, stranger.Professional, Visitor.Instance })
            {
                await using var connection = await Db.AsApp.OpenConnectionAsync(Ct);
                await using var transaction = await connection.BeginTransactionAsync(Ct);
                await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { RowSecurity.Context(actor, TimeProvider.System) ?? new("select 1"), Sql.Command(sql, values) } };
                try
                {
                    await batch.ExecuteNonQueryAsync(Ct);
                    if (batch.BatchCommands[1].RecordsAffected > 0) succeeded.Add($"{actor.GetType().Name}: {sql}");
                }
                catch (PostgresException e)
                {
                    if (e.SqlState != PostgresErrorCodes.InsufficientPrivilege) succeeded.Add($"{actor.GetType().Name}: {sql} ({e.MessageText})");
                }
            }
        return succeeded;
    }
}
