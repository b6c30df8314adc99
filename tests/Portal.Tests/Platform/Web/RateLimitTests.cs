using System.Net;
using Portal.Tests.House;

namespace Portal.Tests.Platform.Web;

/// <summary>What costs before anybody is known is counted by client address.</summary>
public class RateLimitTests : PortalTest
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["RateLimits:Logins"] = "3", ["RateLimits:Forms"] = "2", ["RateLimits:Lookups"] = "2",
    };

    // A scheme that there is none of is refused after it was counted, without a provider.
    const string Login = "/bff/login?scheme=none&returnUrl=%2Fsv%2Fappointments";

    async Task<HttpResponseMessage> Ask(string address = Login, HttpMethod? method = null, string? forwarded = null, Uri? portal = null)
    {
        using var browser = portal is null ? Browser() : new Browser(portal);
        List<(string, string)> headers = [("Accept", "text/html")];
        if (forwarded is not null) headers.Add(("X-Forwarded-For", forwarded));
        return await browser.Send(method ?? HttpMethod.Get, address, null, [.. headers]);
    }

    async Task UseUp(int times, string address = Login, HttpMethod? method = null)
    {
        for (var i = 0; i < times; i++) Assert.NotEqual(HttpStatusCode.TooManyRequests, (await Ask(address, method)).StatusCode);
    }

    [Fact]
    public async Task Too_many_logins_get_a_page_in_the_persons_language_that_says_to_wait()
    {
        await UseUp(3);
        using var answer = await Ask();
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        var words = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Ct));
        Assert.Contains("lang=\"sv\"", words);
        Assert.Contains("Vänta en minut", words);
        Assert.Equal(HttpStatusCode.OK, (await Ask("/fi")).StatusCode);
    }

    [Theory]
    [InlineData("/bff/signin-suomifi", "GET", 3)]
    [InlineData("/bff/backchannel", "POST", 3)]
    [InlineData("/fi/appointments", "POST", 2)]
    [InlineData("/fi/search?q=polvi", "GET", 2)]
    [InlineData("/fi/booking/nurse-appointment", "GET", 2)]
    public async Task What_costs_is_counted(string address, string method, int limit)
    {
        await UseUp(limit, address, new(method));
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask(address, new(method))).StatusCode);
    }

    [Fact]
    public async Task What_a_client_says_of_its_own_address_is_not_believed()
    {
        await UseUp(3);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Ask(forwarded: "203.0.113.7")).StatusCode);
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_each_client_is_counted_by_its_own_address_and_can_come_back_later()
    {
        await using var portal = await PortalHost.Start(Db, Clock, new Dictionary<string, string>
        {
            ["RateLimits:Logins"] = "1", ["RateLimits:Window"] = "00:00:01", ["RateLimits:TrustedProxies"] = "127.0.0.1, ::1, 10.0.0.0/8",
        });
        // What the client itself wrote in front, and the second trusted proxy behind, change nothing.
        using var first = await Ask(forwarded: "198.51.100.1, 203.0.113.7, 10.1.2.3", portal: portal.Address);
        Assert.Equal(HttpStatusCode.BadRequest, first.StatusCode);
        await Eventually.Holds("one client is refused, whatever it says, and another is not", async () =>
        {
            var same = (await Ask(forwarded: $"198.51.100.2, 203.0.113.7, 10.1.2.3", portal: portal.Address)).StatusCode;
            return same == HttpStatusCode.TooManyRequests;
        });
        Assert.Equal(HttpStatusCode.BadRequest, (await Ask(forwarded: "203.0.113.8", portal: portal.Address)).StatusCode);
        await Eventually.Holds("the first may try again", async () => (await Ask(forwarded: "203.0.113.7", portal: portal.Address)).StatusCode == HttpStatusCode.BadRequest);
    }
}
