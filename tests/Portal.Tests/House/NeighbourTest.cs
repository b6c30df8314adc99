using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Portal.DevStack;
using Portal.Platform.Ehr;

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

    /// <summary>All versions of a resource, the oldest first.</summary>
    protected async Task<List<JsonNode?>> EhrHistory(string what)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://localhost:{Neighbours.Ports.Ehr}/fhir/{what}/_history");
        request.Headers.Authorization = new("Bearer", await Host.Get<EhrToken>().Get(Ct));
        using var answer = await http.SendAsync(request, Ct);
        var bundle = (await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonNode>(Ct))!;
        return [.. bundle["entry"]!.AsArray().Select(e => e!["resource"]).Reverse()];
    }

    /// <summary>Orders what goes wrong next in the EHR, or takes all such orders back (DELETE).</summary>
    protected async Task EhrFaults(string method, object? order)
    {
        using var http = new HttpClient();
        using var answer = await http.SendAsync(new(new(method), $"http://localhost:{Neighbours.Ports.Ehr}/faults") { Content = order is null ? null : JsonContent.Create(order) }, Ct);
        answer.EnsureSuccessStatusCode();
    }
}
