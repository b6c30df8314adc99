using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Platform.Db;

public class WorkTests : PortalTest
{
    /// <summary>Npgsql reuses its transaction objects: a second disposing once rolled back the work of whoever had it by then.</summary>
    [Fact]
    public async Task Giving_the_connection_back_twice_disturbs_nobody_else()
    {
        var db = Host.Get<PortalDb>();
        await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++)
            {
                var early = db.As(new Machine("test"));
                Assert.Equal(1, await early.QueryOne<int>("select 1", null, Ct));
                await early.DisposeAsync();
                await using var next = db.As(new Machine("test"));
                Assert.Equal(2, await next.QueryOne<int>("select 2", null, Ct));
                await early.DisposeAsync();
                Assert.Equal(3, await next.QueryOne<int>("select 3", null, Ct));
                await next.Commit(Ct);
            }
        })));
    }
}
