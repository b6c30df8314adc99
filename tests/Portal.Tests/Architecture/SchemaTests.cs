using Portal.Tests.House;

namespace Portal.Tests.Architecture;

/// <summary>The migrated database keeps the house's conventions, asked of PostgreSQL's own catalog.</summary>
public class SchemaTests : DatabaseTest
{
    /// <summary>Columns that say whose a row is.</summary>
    const string WhoseNames = "('self', 'subject', 'person', 'person_id', 'resident', 'resident_id', 'patient', 'patient_id', 'owner', 'booked_by')";

    /// <summary>Views that run as the owner, past the policies, and so show to everybody the columns named here and no others.</summary>
    static readonly Dictionary<string, string> OwnersViews = new()
    {
        ["booking.occupied"] = "held_until, slot_id",   // which times are taken, not by whom
    };

    /// <summary>Columns that say whose a row is and start no index, because the rows are found by another way.</summary>
    static readonly HashSet<string> FoundOtherwise =
    [
        "audit.event.subject",      // by chain, which is the subject's
        "login.kept_form.person",   // by its id, once
    ];

    [Fact]
    public async Task Every_table_is_in_the_schema_of_a_room()
    {
        var schemas = SourceTextTests.RoomOfSchema().Keys.Append("platform").ToHashSet();
        var tables = await Db.Read<string>(Tables("n.nspname || '.' || c.relname"));
        Assert.Contains("booking.appointment", tables);
        Findings.None(tables.Where(t => !schemas.Contains(t.Split('.')[0])));
    }

    [Fact]
    public async Task Every_time_knows_its_zone() => Findings.None(await TimesWithoutZone());

    [Fact]
    public async Task Every_table_with_a_residents_data_is_behind_a_wall() => Findings.None(await WithoutWall());

    [Fact]
    public async Task Every_wall_has_a_door() => Findings.None(await Db.Read<string>(Tables("""
        n.nspname || '.' || c.relname || ' has row-level security and no policy, so the portal sees nothing of it'
        """, "c.relrowsecurity and not c.relispartition and not exists (select from pg_policy p where p.polrelid = c.oid)")));

    [Fact]
    public async Task Views_do_not_lead_around_the_walls() => Findings.None(await ViewsAroundWalls());

    [Fact]
    public async Task Functions_with_the_owners_rights_are_closed_to_strangers_and_to_planted_names() => Findings.None(await OpenFunctions());

    [Fact]
    public async Task A_residents_rows_are_found_by_an_index() => Findings.None((await Db.Read<string>(Tables("n.nspname || '.' || c.relname || '.' || a.attname", """
        not c.relispartition and a.attname in ('subject', 'person', 'person_id', 'resident')
        and not exists (select from pg_index i where i.indrelid = c.oid and i.indkey[0] = a.attnum)
        """, "join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped")))
        .Except(FoundOtherwise).Select(column => $"{column} starts no index: reading a resident's rows would grow with the county"));

    [Theory]
    [InlineData("a time without zone", "create table booking.planted (id int, seen_at timestamp)")]
    [InlineData("a table without wall", "create table booking.planted (id int, subject uuid)")]
    [InlineData("a wall that was taken down", "alter table booking.appointment disable row level security")]
    [InlineData("a partition that can be read past its parent's wall", "grant select on audit.event_other to portal_app")]
    [InlineData("a view around a wall", "create view booking.planted as select * from booking.appointment; grant select on booking.planted to portal_app")]
    [InlineData("a reviewed view that shows more", "create or replace view booking.occupied as select slot_id, held_until, subject from booking.appointment")]
    [InlineData("a function open to all", "create function booking.planted() returns int language sql security definer set search_path = booking, pg_temp as 'select 1'")]
    [InlineData("a function without search path", "create function booking.planted() returns int language sql security definer as 'select 1'; revoke all on function booking.planted from public")]
    public async Task A_planted_fault_is_found(string what, string sql)
    {
        await Db.Write(sql);
        List<string> found = [.. await TimesWithoutZone(), .. await WithoutWall(), .. await ViewsAroundWalls(), .. await OpenFunctions()];
        Assert.True(found.Count == 1, $"{what}: {found.Count} findings\n{string.Join('\n', found)}");
    }

    Task<List<string>> TimesWithoutZone() => Db.Read<string>("""
        select format('%s.%s.%s is %s, not timestamptz', table_schema, table_name, column_name, data_type)
        from information_schema.columns
        where table_schema not in ('pg_catalog', 'information_schema')
          and (data_type in ('timestamp without time zone', 'time with time zone') or column_name like '%\_at' and data_type <> 'timestamp with time zone')
        """);

    // A partition has no policies of its own: nobody but the owner may touch it directly.
    Task<List<string>> WithoutWall() => Db.Read<string>(Tables("distinct n.nspname || '.' || c.relname || ' holds a resident''s data without row-level security'", $"""
        a.attname in {WhoseNames} and not c.relrowsecurity
        and (not c.relispartition or has_table_privilege('portal_app', c.oid, 'select, insert, update, delete'))
        """, "join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped"));

    async Task<List<string>> ViewsAroundWalls()
    {
        var views = await Db.Read<(string Name, string Columns)>("""
            select n.nspname || '.' || c.relname, string_agg(a.attname, ', ' order by a.attname)
            from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
            where c.relkind in ('v', 'm') and n.nspname not in ('pg_catalog', 'information_schema')
              and has_table_privilege('portal_app', c.oid, 'select') and not coalesce(c.reloptions @> '{security_invoker=true}', false)
            group by 1
            """);
        return [.. views.Where(v => OwnersViews.GetValueOrDefault(v.Name) != v.Columns).Select(v => $"view {v.Name} ({v.Columns}) runs as the owner: set security_invoker, or have it reviewed here")];
    }

    Task<List<string>> OpenFunctions() => Db.Read<string>("""
        select format('%s.%s runs as the owner and %s', n.nspname, p.proname,
          case when p.proconfig is null or not exists (select from unnest(p.proconfig) s where s like 'search_path=%pg_temp') then 'sets no search_path ending in pg_temp' else 'everybody may execute it' end)
        from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema')
          and (p.proacl is null or exists (select from aclexplode(p.proacl) x where x.grantee = 0)
            or p.proconfig is null or not exists (select from unnest(p.proconfig) s where s like 'search_path=%pg_temp'))
        """);

    static string Tables(string select, string where = "true", string join = "") => $"""
        select {select} from pg_class c join pg_namespace n on n.oid = c.relnamespace {join}
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and {where} order by 1
        """;
}
