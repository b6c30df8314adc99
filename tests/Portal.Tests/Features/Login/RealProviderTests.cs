using System.Net;
using System.Net.Http.Json;
using Portal.Tests.House;

namespace Portal.Tests.Features.Login;

/// <summary>
/// Against a certified implementation (npm oidc-provider) set up as the profile asks: it refuses what we get wrong, and
/// its faults are refused by us. It runs by the real clock, and so does the portal's here.
/// </summary>
public class RealProviderTests : NeighbourTest
{
    /// <summary>Has nobody to act for, and so is asked nothing after the login.</summary>
    const string Timo = "timo";
    string Control => $"http://localhost:{Neighbours.Ports.Residents}/control/clients/portal";

    protected override IReadOnlyDictionary<string, string> Settings =>
        new Dictionary<string, string>(base.Settings) { ["Login:Residents:Timeout"] = "00:00:03" };

    /// <summary>The provider forgets what a test has set, and the keys that it has fetched.</summary>
    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        using (var http = new HttpClient()) await http.DeleteAsync(Control, CancellationToken.None);
        await base.DisposeAsync();
    }

    public static TheoryData<string, string, string> Combinations => new(
        from alg in new[] { "RSA-OAEP", "RSA-OAEP-256" }
        from enc in new[] { "A128CBC-HS256", "A128GCM", "A256GCM" }
        from dialect in new[] { "ftn", "op" }
        select (alg, enc, dialect));

    [Theory, MemberData(nameof(Combinations))]
    public async Task Every_encryption_and_both_dialects_lead_in(string alg, string enc, string dialect)
    {
        await Set(new { idTokenAlg = alg, idTokenEnc = enc, dialect });
        var browser = Browser();
        var page = await Identify(browser, Timo);
        Assert.Equal(("/en/sessions", HttpStatusCode.OK), (page.Path, page.Status));
        Assert.Equal("Timo Antero Rantala", await LoginTest.Claim(browser, "name"));
    }

    [Theory]
    [InlineData("acr-low", "level-too-low"), InlineData("wrong-nonce", "tampered"), InlineData("expired", "expired"), InlineData("future", "expired")]
    [InlineData("unencrypted", "tampered"), InlineData("slow", "provider-slow")]
    public async Task Its_faults_are_refused(string fault, string kind)
    {
        var browser = Browser();
        var page = await Identify(browser, Timo, fault);
        Assert.StartsWith($"/en/login/problem/{kind}?", page.Path);
        Assert.Single(await Audit.LinesOfNobody(), line => line.Action == "login.attempt.refused");
        Assert.Equal(HttpStatusCode.Unauthorized, await LoginTest.UserStatus(browser));
    }

    [Theory]
    [InlineData("cancel", "cancelled"), InlineData("access_denied", "cancelled"), InlineData("login_required", "login-required"), InlineData("server_error", "provider-down")]
    public async Task Its_refusals_are_said_in_words(string error, string kind)
    {
        var choice = await Browser().Open("/bff/login?returnUrl=%2Fen%2Fsessions");
        Assert.StartsWith($"/en/login/problem/{kind}?", (await choice.Press(error == "access_denied" ? "Cancel and return to the service" : error)).Path);
    }

    [Fact]
    public async Task Logout_asks_there_and_ends_both()
    {
        var browser = Browser();
        var summary = await (await Identify(browser, Timo)).Follow("Log out");
        Assert.Equal(HttpStatusCode.Unauthorized, await LoginTest.UserStatus(browser));   // ours is over before they are asked
        Assert.Equal(Neighbours.Ports.Residents, summary.Address.Port);
        Assert.Equal("/en/signed-out/everywhere", (await summary.Press("Log out")).Path);
    }

    [Fact]
    public async Task A_professional_comes_in_and_is_logged_out_by_the_provider()
    {
        var browser = Browser();
        var choice = await browser.Open("/bff/login?scheme=staff&returnUrl=%2Fen%2Fsessions");
        Assert.Equal("/en/sessions", (await choice.PressValue("person", "paivi")).Path);
        Assert.NotEmpty(await LoginTest.Claim(browser, "portal:unit"));

        var other = await browser.Open($"http://localhost:{Neighbours.Ports.Staff}/session/end?client_id=portal-staff&ui_locales=en");   // logs out there, not here
        await other.Press("Log out");
        await Eventually.Holds("the back-channel message ended our session", async () => await LoginTest.UserStatus(browser) == HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task After_a_rotation_of_our_keys_login_goes_on()
    {
        await Identify(Browser(), Timo);
        await Host.Get<Portal.Platform.Keys.ClientKeys>().Rotate(Ct);
        Assert.Equal("/en/sessions", (await Identify(Browser(), Timo)).Path);   // the provider still encrypts to the old key
    }

    async Task<Page> Identify(Browser browser, string person, string? fault = null)
    {
        var choice = await browser.Open("/bff/login?returnUrl=%2Fen%2Fsessions");
        Assert.Equal(HttpStatusCode.OK, choice.Status);
        if (fault is not null)
            foreach (var radio in choice.All("input[name=fault]").Cast<AngleSharp.Html.Dom.IHtmlInputElement>()) radio.IsChecked = radio.Value == fault;
        return await choice.PressValue("person", person);
    }

    async Task Set(object changes)
    {
        using var http = new HttpClient();
        using var answer = await http.PutAsJsonAsync(Control, changes, Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
