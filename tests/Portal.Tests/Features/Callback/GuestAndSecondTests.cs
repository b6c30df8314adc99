using System.Net;
using Portal.Features.Notifications;
using Portal.Tests.House;

namespace Portal.Tests.Features.Callback;

/// <summary>Calls asked for by those who have not said who they are, and calls asked for a second time.</summary>
public class GuestAndSecondTests : CallTest
{
    [Fact]
    public async Task A_guest_gives_a_name_and_a_number_and_sees_the_call_in_this_browser_only()
    {
        using var browser = Browser();
        var page = await AskOn((await browser.Open(Ask)).Fill("Nimesi", "Veikko"));
        Assert.Equal("Soitamme sinulle", page.Heading);
        page.Shows("vain tällä laitteella");
        var its = await Stored(IdOf(page));
        Assert.Equal((null, "Veikko"), (its.Subject, its.GuestName));
        Assert.Empty(await Planned(its.Id));   // whoever is not known is sent nothing

        using var other = Browser();
        Assert.StartsWith("/fi/login?", (await other.Open(PageOf(its.Id))).Path);   // it may be theirs once they have said who they are
        Assert.Equal(HttpStatusCode.NotFound, (await (await Host.SignInResident()).Browser.Open(PageOf(its.Id))).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.Open(PageOf(its.Id))).Status);
    }

    [Fact]
    public async Task Guests_of_one_address_cannot_fill_the_nurses_list()
    {
        HttpStatusCode last = default;
        Page page = null!;
        for (var i = 0; i < 40 && last != HttpStatusCode.TooManyRequests; i++)
        {
            using var browser = Browser();
            last = (page = await AskOn((await browser.Open(Ask)).Fill("Nimesi", "Veikko").Fill("text", "Korva on kipeä."))).Status;
        }
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        page.Shows("Odota hetki ja yritä uudelleen");
        Assert.Equal("Korva on kipeä.", page.Find("textarea").TextContent.Trim());
        Assert.Equal(HttpStatusCode.OK, (await AskOn(await (await Host.SignInResident()).Browser.Open(Ask))).Status);   // whoever is known is not counted
    }

    [Fact]
    public async Task A_second_request_about_an_open_matter_is_noticed()
    {
        var aino = await Host.SignInResident();
        var first = await Asked(aino);
        Clock.Advance(TimeSpan.FromMinutes(12));
        var page = await aino.Browser.Open(Ask);
        page.Shows("Olet pyytänyt soittoa tänään klo 8.00");
        Assert.Equal(PageOf(first.Id), (await page.Follow("Jatka avointa asiaa")).Path);

        page = await AskOn(page, button: "Tämä on toinen asia");
        Assert.NotEqual(first.Id, IdOf(page));
        Assert.Equal(2, (await Cases.Mine(aino.Resident, Ct)).Count);
    }

    [Fact]
    public async Task A_page_opened_before_the_first_request_tells_of_it_when_it_is_sent()
    {
        var aino = await Host.SignInResident();
        var (one, two) = (await aino.Browser.Open(Ask), await aino.Browser.Open(Ask));
        await AskOn(one);
        var page = await AskOn(two);
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        page.Shows("Olet pyytänyt soittoa");
        Assert.Single(await Cases.Mine(aino.Resident, Ct));
    }

    [Fact]
    public async Task The_same_form_sent_twice_is_one_call()
    {
        var aino = await Host.SignInResident();
        var page = await aino.Browser.Open(Ask);
        var sent = await Task.WhenAll(AskOn(page), AskOn(page));
        Assert.Equal(IdOf(sent[0]), IdOf(sent[1]));
        Assert.Single(await Cases.Mine(aino.Resident, Ct));
        Assert.Equal([MessageTemplate.CallbackReceipt], await Planned(IdOf(sent[0])));
    }
}
