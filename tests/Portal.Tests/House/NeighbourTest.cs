using Portal.DevStack;

namespace Portal.Tests.House;

/// <summary>
/// A test of the portal with its real neighbours: the certified identity providers, the validating EHR, the
/// registers, the message sink. They know the portal by one address and one key set, so these tests run one after
/// another, in real time.
/// </summary>
[Collection("neighbours")]
public abstract class NeighbourTest : PortalTest
{
    internal Stack Neighbours { get; private set; } = null!;

    protected NeighbourTest() : base(new ManualClock(DateTimeOffset.UtcNow)) { }

    internal override async Task<TestDatabase> NewDatabase()
    {
        Neighbours = await TestStack.Neighbours();
        Clock.Set(DateTimeOffset.UtcNow);   // the first to come has waited for them to start
        return await TestStack.NewDatabase(TestStack.NeighbourTemplate);
    }

    protected override IReadOnlyDictionary<string, string> Settings => TestStack.NeighbourSettings(Neighbours);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (var port in new[] { Neighbours.Ports.Residents, Neighbours.Ports.Staff, Neighbours.Ports.Ehr, Neighbours.Ports.Sink,
            Neighbours.Ports.Valtuudet, Neighbours.Ports.Population })
            Host.Outbound.Allow($"http://localhost:{port}");
    }

    /// <summary>A browser in which a demo resident (an id in people.json) has identified at the real provider.</summary>
    internal async Task<Browser> LogIn(string person, string returnUrl = "/fi")
    {
        var browser = Browser();
        var page = await browser.Open($"/bff/login?returnUrl={Uri.EscapeDataString(returnUrl)}");
        await page.PressValue("person", person);
        return browser;
    }
}
