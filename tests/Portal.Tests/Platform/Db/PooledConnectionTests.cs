using Npgsql;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Platform.Db;

/// <summary>
/// Nothing is reset when a connection goes back to the pool. So whoever gets it next must find nobody in it, however
/// the work before ended. One connection here, so that it is surely the same.
/// </summary>
public class PooledConnectionTests : DatabaseTest
{
    [Theory]
    [InlineData("committed at once"), InlineData("committed after a read"), InlineData("left without a commit"), InlineData("failed at once"), InlineData("failed after a read")]
    public async Task The_next_one_finds_nobody_in_it(string ending)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Db.AppConnection) { MaxPoolSize = 1, NoResetOnClose = true });
        var db = new PortalDb(source, TimeProvider.System);
        foreach (var actor in new Actor[] { Resident.ForSelf(PersonId.New()), new Professional(Guid.NewGuid(), "keskusta", new HashSet<string>()), new Machine("login") })
        {
            await End(db, actor, ending);
            await using var next = db.As(Visitor.Instance);
            var found = await next.CommitWith<string>("select concat(platform.self(), platform.subject(), platform.staff(), platform.unit(), platform.machine())", null, Ct);
            Assert.Equal([""], found);
        }
    }

    static async Task End(PortalDb db, Actor actor, string ending)
    {
        const string fails = "select (1 / (select 0))::text";
        await using var work = db.As(actor);
        if (ending.EndsWith("a read", StringComparison.Ordinal) || ending.StartsWith("left", StringComparison.Ordinal))
            Assert.NotEqual([""], await work.Query<string>("select concat(platform.self(), platform.staff(), platform.machine())", null, Ct));
        if (ending.StartsWith("committed", StringComparison.Ordinal)) await work.Commit(Ct);
        if (ending.StartsWith("failed", StringComparison.Ordinal)) await Assert.ThrowsAsync<PostgresException>(() => work.CommitWith<string>(fails, null, Ct));
    }
}
