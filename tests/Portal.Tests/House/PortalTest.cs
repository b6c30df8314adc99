using System.Text;

namespace Portal.Tests.House;

/// <summary>A test with a database of its own.</summary>
public abstract class DatabaseTest : IAsyncLifetime
{
    internal TestDatabase Db { get; private set; } = null!;

    /// <summary>Cancelled when the run is.</summary>
    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    internal virtual Task<TestDatabase> NewDatabase() => TestStack.NewDatabase();

    public virtual async ValueTask InitializeAsync() => Db = await NewDatabase();

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (Db is not null) await Db.DisposeAsync();
    }
}

/// <summary>
/// A test of the portal from outside: the portal on a free port, with a database and a clock of the test's own.
/// After the test, anything the portal tried to reach without leave fails it.
/// </summary>
public abstract class PortalTest : DatabaseTest
{
    protected PortalTest() : this(new ManualClock()) { }

    private protected PortalTest(ManualClock clock) => Clock = clock;

    internal PortalHost Host { get; private set; } = null!;
    internal ManualClock Clock { get; }
    internal AuditLog Audit => new(Db);

    /// <summary>Configuration of this test class, on top of the defaults in <see cref="PortalHost"/>.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host = await PortalHost.Start(Db, Clock, Settings);
    }

    /// <summary>A new browser that nobody has logged in with.</summary>
    internal Browser Browser() => new(Host.Address);

    public override async ValueTask DisposeAsync()
    {
        string[] refused = [];
        if (Host is not null)
        {
            refused = [.. Host.Outbound.Refused];
            if (TestContext.Current.TestState?.Result == TestResult.Failed) TellLog();
            await Host.DisposeAsync();
        }
        await base.DisposeAsync();
        Assert.Empty(refused);
    }

    void TellLog()
    {
        var lines = Host.Log.All.TakeLast(100).Aggregate(new StringBuilder("The portal's log:\n"), (text, line) => text.AppendLine(line));
        TestContext.Current.TestOutputHelper?.WriteLine(lines.ToString());
    }
}
