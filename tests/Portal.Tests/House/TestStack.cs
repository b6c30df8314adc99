using Portal.DevStack;
using Portal.Platform.Db;
using Portal.Platform.Keys;
using Portal.Tests.House;

[assembly: AssemblyFixture(typeof(TestStack))]

namespace Portal.Tests.House;

/// <summary>
/// What the whole run shares: one PostgreSQL with a migrated template, and, for the tests that ask for them, the
/// identity providers, the EHR and the message sink. Each is started by the first test that needs it.
/// </summary>
public sealed class TestStack : IAsyncDisposable
{
    const string Template = "portal_template";

    /// <summary>The template of the tests with neighbours: the portal's keys are made, and stay the same from test to test.</summary>
    internal const string NeighbourTemplate = "portal_neighbours";

    static readonly Lazy<Task<Stack>> postgres = new(StartPostgres);
    static readonly Lazy<Task<Stack>> neighbours = new(StartNeighbours);

    /// <summary>The PostgreSQL of the run.</summary>
    internal static async Task<Database> Postgres() => (await postgres.Value).Database;

    /// <summary>
    /// The identity providers, the EHR and the sink. They know the portal by one address, so tests that use them run
    /// one after another: see <see cref="NeighbourTest"/>.
    /// </summary>
    internal static Task<Stack> Neighbours() => neighbours.Value;

    /// <summary>A migrated and otherwise empty database of the test's own.</summary>
    internal static async Task<TestDatabase> NewDatabase(string template = Template)
    {
        var server = await Postgres();
        var name = $"test_{Guid.NewGuid():N}";
        await server.Clone(name, template);
        return new TestDatabase(server, name);
    }

    static async Task<Stack> StartPostgres()
    {
        var stack = await Stack.StartAsync(new StackOptions
        {
            Parts = [PartNames.Postgres], Durable = false, Client = false, Migrate = false, DemoData = false,
        });
        await stack.Database.CreateTemplate(Template, owner => new Migrator(owner).Migrate(default));
        return stack;
    }

    static async Task<Stack> StartNeighbours()
    {
        var stack = await Stack.StartAsync(new StackOptions
        {
            Parts = [PartNames.IdentityProvider, PartNames.Ehr, PartNames.National], Client = false, Migrate = false, DemoData = false,
        });
        // The portal runs once to make its keys: the neighbours keep them, as they would those of a portal that stays.
        var server = await Postgres();
        await server.Clone(NeighbourTemplate, Template);
        var settings = new Dictionary<string, string>(NeighbourSettings(stack)) { ["urls"] = "http://127.0.0.1:0" };
        await using var portal = await PortalHost.Start(new TestDatabase(server, NeighbourTemplate), new ManualClock(DateTimeOffset.UtcNow), settings);
        await portal.Get<ClientKeys>().Published(default);
        return stack;
    }

    /// <summary>The configuration by which the portal and its neighbours know each other.</summary>
    internal static IReadOnlyDictionary<string, string> NeighbourSettings(Stack stack) => stack.Environment
        .Where(s => !s.Key.StartsWith("ConnectionStrings__", StringComparison.Ordinal) && !s.Key.StartsWith("ASPNETCORE_", StringComparison.Ordinal))
        .Append(new("urls", stack.Environment["ASPNETCORE_URLS"])).ToDictionary(s => s.Key, s => s.Value);

    public async ValueTask DisposeAsync()
    {
        foreach (var stack in new[] { neighbours, postgres })
            if (stack is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await stack.Value.Result.DisposeAsync();
    }
}
