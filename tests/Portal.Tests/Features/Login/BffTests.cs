using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Tests.House;

namespace Portal.Tests.Features.Login;

public class BffTests : LoginTest
{
    [Fact]
    public async Task The_user_is_told_as_types_and_values()
    {
        var browser = await LoggedIn();
        using var answer = await browser.Get("/bff/user", ("X-CSRF", "1"));
        var claims = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!.AsArray().ToDictionary(c => (string)c!["type"]!, c => c!["value"]!.ToJsonString());
        Assert.Equal("1800", claims["bff:session_expires_in"]);
        Assert.Equal($"\"/bff/logout?sid={claims["sid"].Trim('"')}\"", claims["bff:logout_url"]);
        Assert.Equal(claims["sub"], claims["portal:person"]);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task A_call_without_the_header_is_refused_and_a_stranger_gets_401_not_a_page()
    {
        var (aino, stranger) = (await LoggedIn(), Browser());
        foreach (var address in new[] { "/bff/user", "/api/booking/appointments" })
        {
            using var forged = await aino.Get(address);
            using var anonymous = await stranger.Get(address, ("X-CSRF", "1"));
            Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Unauthorized), (forged.StatusCode, anonymous.StatusCode));
        }
        using var own = await aino.Get("/api/booking/appointments", ("X-CSRF", "1"));
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task A_professional_is_no_resident()
    {
        var nurse = await LoggedIn(scheme: "staff");
        using var answer = await nurse.Get("/api/booking/appointments", ("X-CSRF", "1"));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_api_describes_itself()
    {
        using var answer = await Browser().Get("/api/openapi.json");
        var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.StartsWith("3.", document.GetProperty("openapi").GetString());
        var paths = document.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();
        Assert.Contains("/api/booking/appointments", paths);
        Assert.DoesNotContain(paths, p => p.StartsWith("/bff", StringComparison.Ordinal));
        var book = document.GetProperty("paths").GetProperty("/api/booking/appointments").GetProperty("post");
        Assert.Contains(book.GetProperty("parameters").EnumerateArray(), p => p.GetProperty("name").GetString() == "X-Acting-For" && p.GetProperty("in").GetString() == "header");
        Assert.Contains("acting-ended", book.GetProperty("responses").GetProperty("409").GetProperty("description").GetString());
    }

    [Theory]
    [InlineData("//evil.example"), InlineData("/\\evil.example"), InlineData("https://evil.example"), InlineData("/%2fevil.example"), InlineData("/\t/evil.example")]
    public async Task Nobody_is_led_away(string address)
    {
        var browser = Browser();
        browser.Language = "sv";
        var page = await browser.Open($"/bff/login?returnUrl={Uri.EscapeDataString(address)}");
        Assert.Equal("/sv/my", page.Path);   // home
        var login = await browser.Open($"/sv/login?returnUrl={Uri.EscapeDataString(address)}");
        Assert.DoesNotContain("evil", string.Concat(login.All("main a").Select(a => a.GetAttribute("href"))));
    }

    [Theory]
    [InlineData("scheme=session"), InlineData("scheme=nothing"), InlineData("prompt=none")]
    public async Task An_unknown_way_to_log_in_is_refused(string query)
    {
        using var answer = await Browser().Get($"/bff/login?{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_login_page_says_what_it_is_for_in_three_languages()
    {
        foreach (var (language, heading) in new[] { ("fi", "Kirjaudu sisään"), ("sv", "Logga in"), ("en", "Log in") })
        {
            var page = await Browser().Open($"/{language}/login");
            Assert.Equal((heading, HttpStatusCode.OK), (page.Heading, page.Status));
            Assert.Contains(page.All("main a"), a => a.GetAttribute("href")!.StartsWith("/bff/login?scheme=suomifi", StringComparison.Ordinal));
            Assert.Contains(page.All("main a"), a => a.GetAttribute("href")!.StartsWith("/bff/login?scheme=staff", StringComparison.Ordinal));
        }
        Assert.Equal(HttpStatusCode.NotFound, (await Browser().Open("/en/login/problem/made-up")).Status);
    }
}
