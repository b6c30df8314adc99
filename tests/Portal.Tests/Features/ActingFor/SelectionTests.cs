using System.Web;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>Choosing an adult at Suomi.fi, by a scripted register: what comes back counts once, and for whom it was begun.</summary>
public class SelectionTests : GateTest
{
    string veikko = "";

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        veikko = TestHetu.Of(50);
        Host.Registers.Mandate(await Host.HetuOf(Aino.Id), veikko);
        Host.Registers.Picks = veikko;
    }

    [Fact]
    public async Task Whoever_has_a_mandate_chooses_and_goes_on_where_they_were_going()
    {
        var state = await Begin(Aino.Browser, List);
        Assert.Equal(List, (await Aino.Browser.Open($"/bff/valtuudet?code=1&state={state}")).Path);
        Assert.Equal("Lapsi 950 Testinen", await ActsFor(Aino.Browser));
        var line = Assert.Single(await Db.Read<AuditedLine>("select action, self, subject, basis from audit.event where action = 'acting-for.subject.chosen'"));
        Assert.Equal((Aino.Id.Value, "mandate"), (line.Self, line.Basis));
    }

    [Fact]
    public async Task A_state_counts_once_and_only_for_the_person_who_began_it()
    {
        var state = await Begin(Aino.Browser);
        var thief = await Host.SignInResident(9);
        Assert.StartsWith("/fi/acting", (await thief.Browser.Open($"/bff/valtuudet?code=1&state={state}")).Path);
        Assert.Null(await ActsFor(thief.Browser));

        await Aino.Browser.Open($"/bff/valtuudet?code=1&state={state}");
        await Host.ActForSelf(Aino);
        await Aino.Browser.Open($"/bff/valtuudet?code=1&state={state}");
        Assert.Null(await ActsFor(Aino.Browser));   // played again
    }

    [Theory]
    [InlineData("error=access_denied&state={0}"), InlineData("code=1&state=made-up"), InlineData("code=1"), InlineData("")]
    public async Task Nobody_is_chosen_when_the_choice_was_cancelled_or_is_not_ours(string query)
    {
        var state = await Begin(Aino.Browser);
        Assert.StartsWith("/fi/acting", (await Aino.Browser.Open($"/bff/valtuudet?{string.Format(null, query, state)}")).Path);
        Assert.Null(await ActsFor(Aino.Browser));
    }

    [Fact]
    public async Task Too_late_is_too_late()
    {
        var state = await Begin(Aino.Browser);
        Clock.Advance(TimeSpan.FromMinutes(20));
        await Aino.Browser.Open(List);   // the session goes on
        Clock.Advance(TimeSpan.FromMinutes(11));
        await Aino.Browser.Open($"/bff/valtuudet?code=1&state={state}");
        Assert.Null(await ActsFor(Aino.Browser));
    }

    [Fact]
    public async Task A_refusal_and_a_register_that_is_away_are_told_apart_and_choose_nobody()
    {
        var state = await Begin(Aino.Browser);
        Host.Registers.PopulationDown = true;
        Assert.StartsWith("/fi/acting/unavailable", (await Aino.Browser.Open($"/bff/valtuudet?code=1&state={state}")).Path);
        Host.Registers.Down = false;
        state = await Begin(Aino.Browser);
        Host.Registers.Ends(await Host.HetuOf(Aino.Id), veikko);
        Assert.StartsWith("/fi/acting/refused", (await Aino.Browser.Open($"/bff/valtuudet?code=1&state={state}")).Path);
        Host.Registers.Down = true;
        Assert.StartsWith("/fi/acting/unavailable", (await Aino.Browser.Open("/bff/valtuudet/choose?returnUrl=/fi")).Path);
        Assert.Null(await ActsFor(Aino.Browser));
    }

    /// <summary>Somebody else logs in with the same browser meanwhile.</summary>
    [Fact]
    public async Task A_choice_does_not_go_over_to_the_next_user_of_the_browser()
    {
        var state = await Begin(Aino.Browser);
        var next = await Host.SignInResident(8);
        await next.Browser.Open($"/bff/valtuudet?code=1&state={state}");
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from login.session where acting_for is not null"));
    }

    [Theory]
    [InlineData("https://elsewhere.example/"), InlineData("//elsewhere.example"), InlineData("/\\elsewhere.example")]
    public async Task It_goes_on_only_to_a_page_of_the_portal(string returnUrl)
    {
        var state = await Begin(Aino.Browser, returnUrl);
        Assert.Equal("/fi", (await Aino.Browser.Open($"/bff/valtuudet?code=1&state={state}")).Path);
    }

    /// <summary>Up to the selection page, which is not this machine's: there the browser stops.</summary>
    static async Task<string> Begin(Browser browser, string returnUrl = "/fi")
    {
        var left = await browser.Open($"/bff/valtuudet/choose?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Assert.StartsWith($"{FakeRegisters.Valtuudet}/oauth/authorize?", left.LeadsTo!.ToString());
        return HttpUtility.ParseQueryString(left.LeadsTo.Query)["state"]!;
    }
}
