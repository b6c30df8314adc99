using System.Net;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Login;

public class SessionTests : LoginTest
{
    [Fact]
    public async Task Ends_when_nobody_uses_it_and_not_before()
    {
        var browser = await LoggedIn();
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(29));
            Assert.Equal("/en/sessions", (await browser.Open("/en/sessions")).Path);
        }
        Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("/en/login?returnUrl=%2Fen%2Fsessions&ended=true", (await browser.Open("/en/sessions")).Path);
    }

    [Fact]
    public async Task Ends_after_eight_hours_however_active()
    {
        var browser = await LoggedIn();
        for (var i = 0; i < 24; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await browser.Open("/en/sessions")).Status);
            Clock.Advance(TimeSpan.FromMinutes(20));
        }
        Assert.StartsWith("/en/login", (await browser.Open("/en/sessions")).Path);
    }

    [Fact]
    public async Task Asking_without_sliding_does_not_keep_it_alive()
    {
        var browser = await LoggedIn();
        for (var i = 0; i < 2; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(14));
            Assert.Equal(HttpStatusCode.OK, await UserStatus(browser));
        }
        Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(HttpStatusCode.Unauthorized, await UserStatus(browser));
    }

    [Fact]
    public async Task Use_is_written_at_most_once_a_minute()
    {
        var browser = await LoggedIn();
        var before = await Version();
        Clock.Advance(TimeSpan.FromSeconds(59));
        await browser.Open("/en/sessions");
        Assert.Equal(before, await Version());
        Clock.Advance(TimeSpan.FromSeconds(1));
        await browser.Open("/en/sessions");
        Assert.NotEqual(before, await Version());

        Task<string> Version() => Db.ReadOne<string>("select xmin::text || ' ' || seen_at from login.session");
    }

    [Fact]
    public async Task Each_login_has_a_new_key_and_the_old_one_is_dead()
    {
        var browser = Browser();
        browser.Cookies.Add(new Uri(PortalUrl), new Cookie("portal", new string('x', 43)));   // an attacker's choice
        await browser.Open("/bff/login?returnUrl=%2Fen%2Fsessions");
        var first = Key(browser);
        await browser.Open("/bff/login?returnUrl=%2Fen%2Fsessions");
        Assert.Equal(3, new[] { new string('x', 43), first, Key(browser) }.Distinct().Count());

        var thief = Browser();
        thief.Cookies.Add(new Uri(PortalUrl), new Cookie("portal", first));
        Assert.Equal(HttpStatusCode.Unauthorized, await UserStatus(thief));
        Assert.Equal(["new-login", null], await Db.Read<string?>("select ended_how from login.session order by created_at, id"));
    }

    [Fact]
    public async Task The_database_holds_no_key()
    {
        var key = Key(await LoggedIn());
        Assert.DoesNotContain(await Db.Read<string>("select s::text from login.session s"), row => row.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ending_one_holds_from_the_next_request_on_in_every_process()
    {
        var (phone, laptop) = (await LoggedIn(), await LoggedIn());
        await using var second = await PortalHost.Start(Db, Clock, new Dictionary<string, string>(Settings) { ["urls"] = "http://127.0.0.1:0" });
        var elsewhere = new Browser(second.Address);
        elsewhere.Cookies.Add(second.Address, new Cookie("portal", Key(phone)));
        Assert.Equal(HttpStatusCode.OK, await UserStatus(elsewhere));   // also: one process opens what another protected

        var page = await (await laptop.Open("/en/sessions")).Press("End");
        Assert.Contains("has been ended", page.Text);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.OK), (await UserStatus(elsewhere), await UserStatus(phone), await UserStatus(laptop)));
        var person = new PersonId(await PersonId(laptop));
        Assert.Contains(await Audit.LinesOf(person), line => (line.Action, line.Basis, line.Self) == ("login.session.ended", "other-session", person.Value));
    }

    [Fact]
    public async Task Nobody_ends_or_sees_anothers()
    {
        var aino = await LoggedIn();
        Residents.Claims = DemoClaims.Mikko();
        var (mikko, more) = (await LoggedIn(), await LoggedIn());
        var sid = await Claim(aino, "sid");
        var page = await mikko.Open("/en/sessions");
        Assert.Equal(2, page.All("tbody tr").Count);
        Assert.DoesNotContain(sid, page.Document.Source.Text);

        page.Find("button[value]:not([value=others])").SetAttribute("value", sid);
        Assert.Contains("had already ended", (await page.Press("End")).Text);
        Assert.Equal(HttpStatusCode.OK, await UserStatus(aino));
        Assert.Equal(HttpStatusCode.OK, await UserStatus(more));
    }

    [Fact]
    public async Task Going_on_works_as_a_form_and_as_a_call()
    {
        var browser = await LoggedIn();
        Clock.Advance(TimeSpan.FromMinutes(28));
        using var call = await browser.Send(HttpMethod.Post, "/bff/session/extend", null, ("X-CSRF", "1"));
        Assert.Equal(Clock.Now.AddMinutes(30), System.Text.Json.JsonDocument.Parse(await call.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("endsAt").GetDateTimeOffset());

        var page = await browser.Open("/en/sessions");
        Clock.Advance(TimeSpan.FromMinutes(28));
        page.Find("session-warning").Remove();   // the dialog's button is the script's
        Assert.Equal("/en/sessions", (await page.Press("Continue session")).Path);
        Clock.Advance(TimeSpan.FromMinutes(28));
        Assert.Equal(HttpStatusCode.OK, await UserStatus(browser));

        foreach (var sid in (string[])["", $"{Guid.NewGuid()}"])   // not a form of this session
        {
            using var foreign = await browser.Send(HttpMethod.Post, "/bff/session/extend", new FormUrlEncodedContent([new("sid", sid), new("returnUrl", "/en")]));
            Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        }
        Clock.Advance(TimeSpan.FromHours(1));
        using var late = await browser.Send(HttpMethod.Post, "/bff/session/extend", null, ("X-CSRF", "1"));
        Assert.Equal(HttpStatusCode.Unauthorized, late.StatusCode);
    }

    [Fact]
    public async Task Its_pages_are_not_kept_by_the_browser()
    {
        var page = await (await LoggedIn()).Open("/en/sessions");
        Assert.True(page.Response.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task What_has_ended_is_forgotten()
    {
        await LoggedIn();
        await Browser().Get("/bff/login");
        Clock.Advance(TimeSpan.FromHours(33));
        var sweep = Host.Get<Portal.Features.Login.SweepLogin>();
        await sweep.Handle(Ct);
        Assert.Equal((0L, 0L), (await Db.ReadOne<long>("select count(*) from login.session"), await Db.ReadOne<long>("select count(*) from login.attempt")));
    }

    string Key(Browser browser) => browser.Cookies.GetCookies(new Uri(PortalUrl))["portal"]!.Value;
}

/// <summary>Behind https the cookies have the __Host- prefix and every guard a browser offers.</summary>
public class SecureCookieTests : LoginTest
{
    protected override IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(base.Settings) { ["Portal:PublicUrl"] = "https://portal.test" };

    [Fact]
    public async Task Cookies_are_bound_to_the_host_and_closed_to_scripts()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
        using var begin = await http.GetAsync($"{PortalUrl}/bff/login?returnUrl=%2Fen%2Fsessions", Ct);
        var correlation = Assert.Single(begin.Headers.GetValues("Set-Cookie"));
        using var provider = await http.GetAsync(begin.Headers.Location, Ct);
        Assert.Equal("https://portal.test", provider.Headers.Location!.GetLeftPart(UriPartial.Authority));
        using var callback = new HttpRequestMessage(HttpMethod.Get, PortalUrl + provider.Headers.Location.PathAndQuery) { Headers = { { "Cookie", correlation.Split(';')[0] } } };
        using var done = await http.SendAsync(callback, Ct);

        Assert.Equal("/en/sessions", done.Headers.Location?.OriginalString);
        var session = done.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("__Host-portal=", StringComparison.Ordinal));
        Assert.Equal(["httponly", "path=/", "samesite=lax", "secure"], session.Split("; ")[1..].Order());
        Assert.StartsWith("__Host-portal-login-", correlation);
        foreach (var attribute in new[] { "httponly", "path=/", "samesite=lax", "secure" }) Assert.Contains(attribute, correlation.Split("; "));
    }
}
