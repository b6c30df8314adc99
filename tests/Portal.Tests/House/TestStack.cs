using Portal.DevStack;
using Portal.Platform.Db;
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

    static readonly Lazy<Task<Stack>> postgres = new(StartPostgres);
    static readonly Lazy<Task<Stack>> neighbours = new(() => Stack.StartAsync(new StackOptions
    {
        Parts = [PartNames.IdentityProvider, PartNames.Ehr, PartNames.National], Client = false, Migrate = false, DemoData = false,
    }));

    /// <summary>The PostgreSQL of the run.</summary>
    internal static async Task<Database> Postgres() => (await postgres.Value).Database;

    /// <summary>
    /// The identity providers, the EHR and the sink. They know the portal by one address, so tests that use them run
    /// one after another: see <see cref="NeighbourTest"/>.
    /// </summary>
    internal static Task<Stack> Neighbours() => neighbours.Value;

    /// <summary>A migrated and otherwise empty database of the test's own.</summary>
    internal static async Task<TestDatabase> NewDatabase()
    {
        var server = await Postgres();
        var name = $"test_{Guid.NewGuid():N}";
        await server.Clone(name, Template);
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

    public async ValueTask DisposeAsync()
    {
        foreach (var stack in new[] { neighbours, postgres })
            if (stack is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await stack.Value.Result.DisposeAsync();
    }
}
