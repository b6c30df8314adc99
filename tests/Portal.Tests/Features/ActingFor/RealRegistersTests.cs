using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>
/// The whole way with the real neighbours: login at the certified provider, the two registers as the simulators have
/// them, Suomi.fi's selection page, and back. The people are those of the demo.
/// </summary>
public class RealRegistersTests : NeighbourTest
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await new Registers(Neighbours).Reset();
    }

    [Fact]
    public async Task A_parent_chooses_a_child_after_the_login_and_books_and_the_other_parent_sees_the_same()
    {
        await NewTime();
        using var aino = Browser();
        var forWhom = await LogInTo(aino, "aino", "/fi/booking/nurse-appointment");
        Assert.StartsWith("/fi/acting?", forWhom.Path);
        var times = await forWhom.Press("Onni Elias Korpela");
        Assert.Equal("/fi/booking/nurse-appointment", times.Path);
        var confirm = await times.PressFirst("Puhelimella");
        confirm.Shows("Onni Elias Korpela");
        (await confirm.Press("Vahvista aika")).Shows("Aika on varattu");

        using var mikko = Browser();
        var list = await (await LogInTo(mikko, "mikko", "/fi/appointments")).Press("Onni Elias Korpela");
        Assert.Equal("/fi/appointments", list.Path);
        Assert.Single(list.All("main a[href^='/fi/appointments/']"));
        var (subject, bookedBy) = await Db.ReadOne<(Guid Subject, Guid BookedBy)>("select subject, booked_by from booking.appointment where status = 'booked'");
        Assert.NotEqual(subject, bookedBy);
    }

    [Fact]
    public async Task A_daughter_chooses_her_father_at_Suomi_fi_and_sees_his_list()
    {
        using var tuula = Browser();
        Assert.Equal("/fi/appointments", (await LogInTo(tuula, "tuula", "/fi/appointments")).Path);   // adults are known to Suomi.fi only
        var forWhom = await tuula.Open("/fi/acting?returnUrl=/fi/appointments");
        var list = await ChooseVeikko(await forWhom.Follow("Valitse henkilö Suomi.fi-palvelussa"));
        Assert.Equal("/fi/appointments", list.Path);
        Assert.Contains("Veikko Olavi Salmela", list.Find(".banner-acting").TextContent);

        // Next time he is on the list at once, and she need not go to Suomi.fi.
        using var again = Browser();
        Assert.Single((await LogInTo(again, "tuula", "/fi/appointments")).All("button"), b => b.TextContent.Contains("Veikko"));
    }

    [Fact]
    public async Task A_mandate_ended_at_Suomi_fi_is_over_at_the_next_check()
    {
        var registers = new Registers(Neighbours);
        using var tuula = Browser();
        await LogInTo(tuula, "tuula", "/fi/appointments");
        await ChooseVeikko(await tuula.Open("/bff/valtuudet/choose?returnUrl=/fi/appointments"));
        await registers.End("veikko", "tuula");
        Assert.Equal("/fi/appointments", (await tuula.Open("/fi/appointments")).Path);
        Clock.Advance(TimeSpan.FromMinutes(5));
        await registers.SetClock(Clock.Now);
        Assert.StartsWith("/fi/acting/ended", (await tuula.Open("/fi/appointments")).Path);
    }

    //          who       is asked for whom after the login; is offered; is not
    [Theory]
    [InlineData("karin", true, "Kasper", "Viivi")]    // Viivi has just turned 18
    [InlineData("marko", false, null, "Niko")]        // refused, for a reason that nobody is told
    [InlineData("viivi", false, null, "Karin")]
    public async Task Whoever_may_not_act_is_not_offered_anybody(string who, bool asked, string? offered, string not)
    {
        using var browser = Browser();
        var page = await LogInTo(browser, who, "/fi/appointments");
        Assert.Equal(asked, page.Path.StartsWith("/fi/acting", StringComparison.Ordinal));
        var forWhom = await browser.Open("/fi/acting");
        if (offered is not null) Assert.Contains(forWhom.All("button[name=who]"), b => b.TextContent.Contains(offered));
        Assert.DoesNotContain(not, forWhom.Text);
    }

    static async Task<Page> LogInTo(Browser browser, string person, string returnUrl) =>
        await (await browser.Open($"/bff/login?returnUrl={Uri.EscapeDataString(returnUrl)}")).PressValue("person", person);

    static Task<Page> ChooseVeikko(Page selection)
    {
        foreach (var radio in selection.All("input[type=radio]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>()) radio.IsChecked = radio.Value == "veikko";
        return selection.Press("Jatka palveluun");
    }

    async Task NewTime() => await Db.Write("""
        insert into booking.professional values (@nurse, 'Tiina Testi', 'nurse', '{fi}');
        insert into booking.slot (id, unit_id, professional_id, services, mode, starts_at, ends_at)
        values (@slot, 'keskusta', @nurse, '{nurse-appointment}', 'phone', @at, @at + interval '20 minutes')
        """, new { nurse = Guid.CreateVersion7(), slot = Guid.CreateVersion7(), at = Clock.Now.AddDays(3) });
}
