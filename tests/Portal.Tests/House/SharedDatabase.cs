namespace Portal.Tests.House;

/// <summary>
/// One database for all tests of a class: for those that only look, or are refused. Use with
/// <c>IClassFixture&lt;SharedDatabase&gt;</c>; a test that writes derives from <see cref="DatabaseTest"/>.
/// </summary>
public sealed class SharedDatabase : IAsyncLifetime
{
    internal TestDatabase Db { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Db = await TestStack.NewDatabase();

    public async ValueTask DisposeAsync()
    {
        if (Db is not null) await Db.DisposeAsync();
    }
}
