using System.Net;
using Portal.Features.Cases;
using Portal.Features.Notifications;
using Portal.Tests.House;

namespace Portal.Tests.Features.Callback;

/// <summary>Asking for a call, as a resident, for somebody else, and without saying who one is.</summary>
public class AskTests : CallTest
{
    [Fact]
    public async Task A_resident_asks_for_a_call_and_sees_when_and_which_number()
    {
        var aino = await Host.SignInResident();
        var page = await aino.Browser.Open(Ask);
        page.Shows("Milloin tahansa soittoaikana");
        page.Shows("Huomenna klo 8.00–10.00");
        page = await AskOn(page.Fill("text", "Korva on kipeä."), "+358 (0)40-1234567");

        Assert.Equal("Soitamme sinulle", page.Heading);
        foreach (var words in (string[])["tänään klo 10.00–12.00", "040 123 4567", "010 000 1100", "Kyllä, viestin saa jättää", "Yritämme 2 kertaa", "Korva on kipeä."]) page.Shows(words);

        var its = await Stored(IdOf(page));
        Assert.Equal((CaseChannel.Callback, At(10), At(12), aino.Id), (its.Channel, its.NotBefore!.Value, its.PromisedAt!.Value, its.Subject!.Value));
        Assert.Equal("+358401234567", Cases.NumberOf(its)!.Value.E164);
        Assert.DoesNotContain("401234567", System.Text.Encoding.UTF8.GetString(its.CallbackNumber!));
        Assert.True((await RequestOf(its.Id)).MessageOk);
        Assert.Equal([MessageTemplate.CallbackReceipt], await Planned(its.Id));
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "cases.case.received" && l.Object == its.Id && l.Self == aino.Id.Value);
    }

    [Fact]
    public async Task Any_time_is_promised_by_the_queues_own_time()
    {
        var aino = await Host.SignInResident();
        var page = await AskOn(await aino.Browser.Open(Ask), window: "Milloin tahansa soittoaikana", message: false);
        page.Shows("viimeistään tänään klo 14.00");   // six hours of calling time
        page.Shows("Ei, älkää jättäkö viestiä");
        var its = await Stored(IdOf(page));
        Assert.Null(its.NotBefore);
        Assert.Equal(At(14), its.PromisedAt);
    }

    [Fact]
    public async Task Closed_until_tomorrow_the_call_comes_tomorrow()
    {
        Clock.Set(At(17, 30));
        var aino = await Host.SignInResident();
        var its = await Stored(IdOf(await AskOn(await aino.Browser.Open(Ask), window: "Milloin tahansa soittoaikana")));
        Assert.Equal((At(8, day: 1), At(14, day: 1)), (its.NotBefore!.Value, its.PromisedAt!.Value));
    }

    [Fact]
    public async Task Several_windows_are_kept_and_the_earliest_is_promised()
    {
        var aino = await Host.SignInResident();
        var page = (await aino.Browser.Open(Ask)).Choose("Huomenna klo 8.00–10.00");
        var its = await Stored(IdOf(await AskOn(page)));
        Assert.Equal(At(12), its.PromisedAt);
        Assert.Equal([At(10), At(8, day: 1)], (await RequestOf(its.Id)).Windows.Select(w => w.From));
    }

    [Theory]
    [InlineData("", "Anna puhelinnumero")]
    [InlineData("12345", "Tarkista puhelinnumero")]
    [InlineData("040 123 4567 Aino", "Tarkista puhelinnumero")]
    [InlineData("0600 123 123", "Tarkista puhelinnumero")]
    public async Task A_number_that_cannot_be_called_is_said_beside_the_field_and_every_word_is_kept(string number, string said)
    {
        var aino = await Host.SignInResident();
        var page = await AskOn((await aino.Browser.Open(Ask)).Fill("text", "Korva on kipeä."), number);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains(said, Page.Words(page.Find("#number-error")));
        Assert.Equal("Korva on kipeä.", page.Find("textarea").TextContent.Trim());
        Assert.Single(page.All("input[type=checkbox][checked]"));
        Assert.Empty(await Cases.Mine(aino.Resident, Ct));
        Assert.Equal("Soitamme sinulle", (await page.Fill("Puhelinnumero", "040 123 4567").Press("Pyydä soittoa")).Heading);
    }

    [Fact]
    public async Task What_is_not_said_is_asked_for()
    {
        using var browser = Browser();
        var page = await (await browser.Open(Ask)).Press("Pyydä soittoa");
        Assert.Equal(["Kerro nimesi, jotta osaamme kysyä sinua", "Anna puhelinnumero, johon soitamme", "Valitse vähintään yksi aika", "Kerro, saammeko jättää viestin"],
            page.All(".error-summary li").Select(Page.Words));
    }

    [Fact]
    public async Task A_window_that_has_passed_meanwhile_is_not_promised()
    {
        Clock.Set(At(10, 50));
        var aino = await Host.SignInResident();
        var page = await aino.Browser.Open(Ask);
        Clock.Set(At(11, 5));
        page = await AskOn(page);
        Assert.Contains("ehti mennä", Page.Words(page.Find("#windows-error")));
        page.Shows("Tänään klo 12.00–14.00");
    }

    [Fact]
    public async Task Words_of_danger_are_answered_at_once_and_do_not_wait_for_a_window()
    {
        var aino = await Host.SignInResident();
        var page = await AskOn((await aino.Browser.Open(Ask)).Fill("text", "Haluan kuolla."), window: "Huomenna klo 8.00–10.00");
        Assert.Contains("112", Page.Words(page.Find(".notice.alarm")));
        var its = await Stored(IdOf(page));
        Assert.Equal((1, null, At(14)), (its.Urgency, its.NotBefore, its.PromisedAt!.Value));
    }

    [Fact]
    public async Task Words_of_danger_written_later_end_the_wait_for_a_window()
    {
        var aino = await Host.SignInResident();
        var its = await Asked(aino, window: "Huomenna klo 8.00–10.00");
        Assert.NotNull(its.NotBefore);
        await Cases.Post(aino.Resident, its, Guid.CreateVersion7(), "Haluan kuolla.", Ct);
        Assert.Equal((1, null), ((await Stored(its.Id)).Urgency, (await Stored(its.Id)).NotBefore));
    }

    [Fact]
    public async Task What_was_typed_survives_the_end_of_the_session()
    {
        var aino = await Host.SignInResident();
        var page = await aino.Browser.Open(Ask);
        Clock.Advance(TimeSpan.FromMinutes(31));
        var login = await AskOn(page.Fill("text", "Korva on kipeä."), "09 310 1691", message: false);
        Assert.StartsWith("/fi/login?", login.Path);
        login.Shows("tallessa");

        var again = await Host.SignInResident();
        var back = await again.Browser.Open(System.Web.HttpUtility.ParseQueryString(login.Address.Query)["returnUrl"]!);
        Assert.Equal("Korva on kipeä.", back.Find("textarea").TextContent.Trim());
        Assert.Equal("09 310 1691", back.Find("#number").GetAttribute("value"));
        Assert.Equal(["no"], back.All("input[type=radio][checked]").Select(r => r.GetAttribute("value")));
        Assert.Equal("Tänään klo 10.00–12.00", Page.Words(back.Document.QuerySelector($"label[for='{Assert.Single(back.All("input[type=checkbox][checked]")).Id}']")!));
        Assert.Empty(await Cases.Mine(aino.Resident, Ct));
    }

    [Theory]
    [InlineData("/fi/callback/nothing"), InlineData("/fi/callback/case/not-an-id")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        using var browser = Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Open(address)).Status);
    }
}
