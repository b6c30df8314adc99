using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Portal.Tests.House;

namespace Portal.Tests.Features.Login;

public class LoginRequestTests : LoginTest
{
    [Fact]
    public async Task Says_everything_the_profile_asks_for_signed_and_pushed()
    {
        await LoggedIn("/sv/sessions");
        var asked = Residents.LastRequest!;
        var now = Clock.Now.ToUnixTimeSeconds();
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["iss"] = "portal", ["aud"] = Residents.Issuer, ["client_id"] = "portal", ["response_type"] = "code", ["scope"] = "openid", ["ui_locales"] = "sv",
            ["redirect_uri"] = $"{PortalUrl}/bff/signin-suomifi", ["code_challenge_method"] = "S256", ["ftn_spname"] = "Lintuveden hyvinvointialue",
        }) Assert.Equal(value, (string?)asked[name]);
        Assert.InRange((long)asked["exp"]! - now, 1, 600);
        Assert.True(((string)asked["nonce"]!).Length >= 32 && ((string)asked["state"]!).Length >= 32);
        Assert.NotEqual((string?)asked["nonce"], (string?)asked["state"]);
        Assert.Contains("http://ftn.ficora.fi/2017/loa2", (string)asked["acr_values"]!);
        Assert.NotNull((string?)asked["jti"]);
        Assert.Equal(["client_id", "request_uri"], QueryHelpers.ParseQuery(Residents.LastAuthorize!.Query).Keys.Order());
    }

    [Fact]
    public async Task Goes_in_the_address_when_the_provider_takes_no_pushed_requests()
    {
        (Residents.OffersPar, Residents.IssuerInAnswer) = (false, false);
        await LoggedIn();
        Assert.False(Residents.Calls.ContainsKey("/par"));
        Assert.Contains("request", QueryHelpers.ParseQuery(Residents.LastAuthorize!.Query).Keys);
    }

    [Fact]
    public async Task A_fresh_identification_can_be_asked_for_and_is_checked()
    {
        Residents.TwistClaims = claims => claims["auth_time"] = Clock.Now.AddMinutes(-20).ToUnixTimeSeconds();   // single sign-on
        await LoggedIn();
        var page = await Browser().Open("/bff/login?prompt=login&returnUrl=%2Fen");
        Assert.StartsWith("/en/login/problem/login-required", page.Path);
        Assert.Equal("login", (string?)Residents.LastRequest!["prompt"]);
    }

    [Theory]
    [InlineData("access_denied", "cancelled", 200), InlineData("cancel", "cancelled", 200), InlineData("login_required", "login-required", 403)]
    [InlineData("temporarily_unavailable", "provider-down", 503), InlineData("server_error", "provider-down", 503)]
    [InlineData("unmet_authentication_requirements", "level-too-low", 403), InlineData("<script>", "other", 502)]
    public async Task The_providers_no_gets_a_page_in_words(string error, string kind, int status)
    {
        Residents.TwistAnswer = answer => { answer.Remove("code"); answer["error"] = error; };
        var page = await Browser().Open("/bff/login?returnUrl=%2Fen%2Fsessions");
        Assert.StartsWith($"/en/login/problem/{kind}?", page.Path);
        Assert.Equal(status, (int)page.Status);
        Assert.DoesNotContain("script", page.Address.ToString());
        Assert.Single(await Audit.LinesOfNobody(), line => line.Action == "login.attempt.refused");
    }

    [Fact]
    public async Task A_provider_that_is_down_or_slow_is_said_so()
    {
        Residents.Instead["/par"] = () => Results.StatusCode(503);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Browser().Open("/bff/login?returnUrl=%2Fen")).Status);
        Residents.Instead["/par"] = () => Results.BadRequest(new { error = "invalid_request" });
        Assert.Equal(HttpStatusCode.BadGateway, (await Browser().Open("/bff/login?returnUrl=%2Fen")).Status);
        Residents.Instead.Clear();
        Host.Outbound.Answer(Residents.Issuer, async (_, ct) => { await Task.Delay(Timeout.Infinite, ct); throw new InvalidOperationException(); });
        var page = await Browser().Open("/bff/login?returnUrl=%2Fen");
        Assert.Equal((HttpStatusCode.GatewayTimeout, "The identification service did not answer in time"), (page.Status, page.Heading));
        Host.Outbound.Answer(Residents.Issuer, (_, _) => throw new HttpRequestException("no route"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Browser().Open("/bff/login?returnUrl=%2Fen")).Status);
    }

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings)
    { ["Login:Residents:Timeout"] = "00:00:15", ["Login:Residents:ServiceName"] = "Lintuveden hyvinvointialue" };

    [Fact]
    public async Task Somebody_elses_answer_is_no_good_in_this_browser()
    {
        var (attacker, victim) = (Browser(), Browser());
        using var begin = await attacker.Get("/bff/login?returnUrl=%2Fen%2Fsessions");
        using var provider = await attacker.Get(begin.Headers.Location!.ToString());
        var page = await victim.Open(provider.Headers.Location!.PathAndQuery);   // sent to the victim as a link

        Assert.StartsWith("/en/login/problem/state-lost?", page.Path);
        Assert.Equal(HttpStatusCode.Unauthorized, await UserStatus(victim));
        Assert.Equal("other-browser", Assert.Single(await Audit.LinesOfNobody()).Basis);
        Assert.Equal(HttpStatusCode.BadRequest, (await attacker.Open(provider.Headers.Location.PathAndQuery)).Status);   // and it is used up
    }

    [Fact]
    public async Task An_answer_works_once()
    {
        var browser = Browser();
        using var begin = await browser.Get("/bff/login?returnUrl=%2Fen%2Fsessions");
        var cookie = begin.Headers.GetValues("Set-Cookie").Single().Split(';')[0].Split('=', 2);
        using var provider = await browser.Get(begin.Headers.Location!.ToString());
        var answer = provider.Headers.Location!.PathAndQuery;
        Assert.Equal("/en/sessions", (await browser.Open(answer)).Path);

        var again = Browser();
        again.Cookies.Add(new Uri(PortalUrl), new Cookie(cookie[0], cookie[1]));   // even with the cookie put back
        Assert.StartsWith("/fi/login/problem/state-lost?", (await again.Open(answer)).Path);
        Assert.Equal(HttpStatusCode.Unauthorized, await UserStatus(again));
    }

    [Fact]
    public async Task An_answer_after_half_an_hour_is_too_late()
    {
        var browser = Browser();
        using var begin = await browser.Get("/bff/login?returnUrl=%2Fen");
        using var provider = await browser.Get(begin.Headers.Location!.ToString());
        Clock.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.Open(provider.Headers.Location!.PathAndQuery)).Status);
    }

    [Fact]
    public async Task An_unknown_key_is_looked_up_again_but_not_at_every_login()
    {
        await LoggedIn();
        Residents.Tokens.Kid = "new-key";   // the provider has rotated
        Clock.Advance(TimeSpan.FromMinutes(1));
        await LoggedIn();
        Assert.Equal(2, Residents.Calls["/jwks"]);
        var published = Residents.Tokens.Jwks;
        Residents.Tokens.Jwks = () => FakeTokens.Published(System.Security.Cryptography.RSA.Create(2048), "still-another");
        Residents.Tokens.Kid = "unpublished";
        Clock.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 4; i++) Assert.Equal(HttpStatusCode.BadRequest, (await Browser().Open("/bff/login?returnUrl=%2Fen")).Status);
        Assert.Equal(3, Residents.Calls["/jwks"]);
    }

    [Fact]
    public async Task The_residents_provider_cannot_speak_for_staff()
    {
        Staff.MakeToken = Residents.Tokens.Sign;   // another provider's key under the same name
        await LoggedIn();
        var page = await Browser().Open("/bff/login?scheme=staff&returnUrl=%2Fen");
        Assert.StartsWith("/en/login/problem/tampered?", page.Path);
    }

    [Theory]
    [InlineData("unit"), InlineData("roles")]
    public async Task A_professional_without_role_or_unit_is_told_what_to_do(string missing)
    {
        Staff.Claims.Remove(missing);
        var page = await Browser().Open("/bff/login?scheme=staff&returnUrl=%2Fen");
        Assert.Equal((HttpStatusCode.Forbidden, "You have no access to the professionals' side"), (page.Status, page.Heading));
        Assert.Equal("no-role-or-unit", Assert.Single(await Audit.LinesOfNobody()).Basis);
    }

    [Fact]
    public async Task An_editor_works_in_no_unit_and_comes_in()
    {
        Staff.Claims.Remove("unit");
        Staff.Claims["roles"] = new System.Text.Json.Nodes.JsonArray("editor");
        var page = await Browser().Open("/bff/login?scheme=staff&returnUrl=%2Fen");
        Assert.Equal((HttpStatusCode.OK, "/en"), (page.Status, page.Path));
        Assert.Equal("login.session.started", Assert.Single(await Audit.LinesOfNobody()).Action);
    }
}
