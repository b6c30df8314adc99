using Npgsql;
using Portal.Tests.House;

namespace Portal.Tests.Architecture;

/// <summary>What the portal's database role must not be able to do, whatever a fault in the portal would try.</summary>
public class DatabaseRoleTests(SharedDatabase shared) : IClassFixture<SharedDatabase>
{
    [Theory]
    [InlineData("portal_app")]
    [InlineData("portal_owner")]
    public async Task The_role_has_no_power_over_the_walls(string role) => Assert.Equal((false, false, false, false, false),
        await shared.Db.ReadOne<(bool, bool, bool, bool, bool)>("select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication from pg_roles where rolname = @role", new { role }));

    [Fact]
    public async Task The_portal_owns_nothing_and_stands_for_nobody_else()
    {
        Assert.Empty(await shared.Db.Read<string>("select relname::text from pg_class where relowner = 'portal_app'::regrole"));
        Assert.Empty(await shared.Db.Read<string>("select proname::text from pg_proc where proowner = 'portal_app'::regrole"));
        Assert.Empty(await shared.Db.Read<string>("select nspname::text from pg_namespace where nspowner = 'portal_app'::regrole or has_schema_privilege('portal_app', oid, 'create')"));
        Assert.Empty(await shared.Db.Read<string>("select roleid::regrole::text from pg_auth_members where member = 'portal_app'::regrole"));
        Assert.False(await shared.Db.ReadOne<bool>("select has_database_privilege('portal_app', current_database(), 'create, temporary')"));
    }

    [Fact]
    public async Task Nothing_can_be_emptied_at_once() => Assert.Empty(await shared.Db.Read<string>("""
        select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and has_table_privilege('portal_app', c.oid, 'truncate, trigger, references')
        """));

    [Theory]
    [InlineData("insert into audit.event (chain, seq, at, action, hash) values (gen_random_uuid(), 1, now(), 'a.b.c', '')")]
    [InlineData("update audit.event set action = 'a.b.c'")]
    [InlineData("delete from audit.event")]
    [InlineData("delete from audit.event_other")]
    [InlineData("truncate audit.event")]
    [InlineData("update audit.chain set seq = 0")]
    [InlineData("delete from audit.chain")]
    [InlineData("alter table audit.event disable row level security")]
    [InlineData("drop table audit.event")]
    [InlineData("create policy mine on audit.event using (true)")]
    [InlineData("alter table booking.appointment disable row level security")]
    [InlineData("set role portal_owner")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("create table public.mine (id int)")]
    [InlineData("update platform.migration set sha256 = ''")]
    public async Task The_portal_may_not(string sql)
    {
        await using var command = shared.Db.AsApp.CreateCommand(sql);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }
}
