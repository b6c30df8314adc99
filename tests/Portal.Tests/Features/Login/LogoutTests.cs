using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Tests.House;

namespace Portal.Tests.Features.Login;

public class LogoutTests : LoginTest
{
    const string BackChannelEvent = "http://schemas.openid.net/event/backchannel-logout";

    [Fact]
    public async Task Ends_here_first_and_then_at_the_provider_and_says_so()
    {
        var browser = await LoggedIn();
        var page = await (await browser.Open("/en/sessions")).Follow("Log out");
        Assert.Equal("/en/signed-out/everywhere", page.Path);
        Assert.Contains("and in the identification service (Suomi.fi) has been closed", page.Text);
        Assert.Equal(HttpStatusCode.Unauthorized, await UserStatus(browser));
        Assert.Equal("logout", await Db.ReadOne<string>("select ended_how from login.session"));

        var asked = QueryHelpers.ParseQuery(browser.Answers.Select(a => a.RequestMessage!.RequestUri!).Single(u => u.AbsolutePath == "/logout").Query);
        Assert.Equal($"portal {PortalUrl}/bff/signed-out-suomifi en", $"{asked["client_id"]} {asked["post_logout_redirect_uri"]} {asked["ui_locales"]}");
        Assert.False(asked.ContainsKey("id_token_hint"));   // it would carry the national id in an address
        Assert.Equal("provider-session", asked["logout_hint"]);
    }

    [Theory]
    [InlineData("none"), InlineData("wrong"), InlineData("used")]
    public async Task Without_our_own_state_back_the_last_page_promises_nothing(string returned)
    {
        string? used = null;
        Residents.TwistedLogout = state => { used ??= state; return new() { ["state"] = returned switch { "none" => null, "wrong" => "x", _ => used } }; };
        if (returned == "used") await LogOut(await LoggedIn());
        var browser = await LoggedIn();
        browser.Language = "en";
        var page = await LogOut(browser);
        Assert.Equal("/en/signed-out/here-only", page.Path);
        Assert.Contains("it may NOT be closed", page.Text);
        Assert.Contains("close all windows", page.Text);
    }

    [Fact]
    public async Task Works_when_the_provider_is_away_and_says_what_is_not_certain()
    {
        var browser = await LoggedIn();
        Clock.Advance(TimeSpan.FromMinutes(1));
        Residents.Instead["/logout"] = () => Microsoft.AspNetCore.Http.Results.StatusCode(503);
        await LogOut(browser);   // the person stands at a broken page of the provider
        Assert.Equal(HttpStatusCode.Unauthorized, await UserStatus(browser));
    }

    [Fact]
    public async Task Another_site_cannot_log_a_person_out()
    {
        var browser = await LoggedIn();
        foreach (var query in new[] { "", "?sid=", $"?sid={Guid.NewGuid()}" })
        {
            using var answer = await browser.Get("/bff/logout" + query);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, await UserStatus(browser));
    }

    [Fact]
    public async Task The_provider_ends_it_through_the_browser()
    {
        var browser = await LoggedIn();
        using var wrong = await Browser().Get($"/bff/front-channel-logout?iss={Uri.EscapeDataString("https://evil.example")}&sid=provider-session");
        using var other = await Browser().Get($"/bff/front-channel-logout?iss={Uri.EscapeDataString(Residents.Issuer)}&sid=another");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await UserStatus(browser));

        using var frame = await Browser().Get($"/bff/front-channel-logout?iss={Uri.EscapeDataString(Residents.Issuer)}&sid=provider-session");
        Assert.Equal(HttpStatusCode.OK, frame.StatusCode);
        Assert.Contains($"frame-ancestors {Residents.Issuer}", frame.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(HttpStatusCode.Unauthorized, await UserStatus(browser));
        Assert.Equal("provider", await Db.ReadOne<string>("select ended_how from login.session"));
    }

    [Fact]
    public async Task The_provider_ends_it_directly()
    {
        var browser = await LoggedIn(scheme: "staff");
        Assert.Equal(HttpStatusCode.OK, await Post(Staff.Tokens.Sign(LogoutClaims())));
        Assert.Equal(HttpStatusCode.Unauthorized, await UserStatus(browser));
    }

    [Theory]
    [InlineData("none"), InlineData("unsigned"), InlineData("wrong key"), InlineData("wrong audience"), InlineData("wrong issuer"), InlineData("an ID token")]
    [InlineData("with a nonce"), InlineData("without the event"), InlineData("of nobody"), InlineData("from the future"), InlineData("old")]
    public async Task A_false_logout_token_ends_nothing(string fault)
    {
        var browser = await LoggedIn(scheme: "staff");
        var claims = LogoutClaims();
        switch (fault)
        {
            case "wrong audience": claims["aud"] = "another"; break;
            case "wrong issuer": claims["iss"] = "https://evil.example"; break;
            case "an ID token": claims.Remove("events"); claims["nonce"] = new string('n', 43); break;
            case "with a nonce": claims["nonce"] = "n"; break;
            case "without the event": claims["events"] = new JsonObject { ["http://other"] = new JsonObject() }; break;
            case "of nobody": claims.Remove("sid"); claims.Remove("sub"); break;
            case "from the future": claims["iat"] = Clock.Now.AddMinutes(2).ToUnixTimeSeconds(); break;
            case "old": claims["exp"] = Clock.Now.AddMinutes(-1).ToUnixTimeSeconds(); break;
        }
        Assert.Equal(HttpStatusCode.BadRequest, await Post(fault switch
        {
            "none" => null,
            "unsigned" => Staff.Tokens.Unsigned(claims),
            "wrong key" => Staff.Tokens.Sign(claims, RSA.Create(2048), Staff.Tokens.Kid),
            _ => Staff.Tokens.Sign(claims),
        }));
        Assert.Equal(HttpStatusCode.OK, await UserStatus(browser));
    }

    JsonObject LogoutClaims() => new()
    {
        ["iss"] = Staff.Issuer, ["aud"] = "portal-staff", ["iat"] = Clock.Now.ToUnixTimeSeconds(), ["exp"] = Clock.Now.AddMinutes(2).ToUnixTimeSeconds(),
        ["jti"] = Guid.NewGuid().ToString(), ["sid"] = "provider-session", ["events"] = new JsonObject { [BackChannelEvent] = new JsonObject() },
    };

    async Task<HttpStatusCode> Post(string? token)
    {
        using var answer = await Browser().Send(HttpMethod.Post, "/bff/backchannel", new FormUrlEncodedContent(token is null ? [] : [new("logout_token", token)]));
        return answer.StatusCode;
    }

    static async Task<Page> LogOut(Browser browser) => await (await browser.Open("/en/sessions")).Follow("Log out");
}
