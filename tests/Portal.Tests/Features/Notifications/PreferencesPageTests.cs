using System.Net;
using Portal.Features.Notifications;
using Portal.Tests.House;

namespace Portal.Tests.Features.Notifications;

/// <summary>The page of preferences, as a person without JavaScript uses it.</summary>
public class PreferencesPageTests : NotificationsTest
{
    const string Address = "/fi/preferences";

    SignedInResident aino = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        aino = await Host.SignInResident(1);
    }

    [Fact]
    public async Task A_number_is_given_and_proved_on_the_page()
    {
        var page = await aino.Browser.Open(Address);
        Assert.Contains("emme voi muistuttaa sinua", page.Text);

        page = await page.Fill("Matkapuhelinnumero", "040 123 4567").Press("Lähetä koodi numeroon");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("Lähetimme koodin numeroon 040 123 4567.", page.Text);
        await Host.DoJobs();
        page = await page.Fill("Tekstiviestin koodi", LatestCode(Channel.Sms)).Press("Vahvista numero");
        Assert.Contains("Numero on vahvistettu.", page.Text);
        Assert.Contains("040 123 4567, vahvistettu", page.Text);
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "notifications.preferences.read" && l.Self == aino.Id.Value);

        page = await page.Press("Poista numero");
        Assert.Contains("Numero on poistettu.", page.Text);
        Assert.Contains("emme voi muistuttaa sinua", page.Text);
    }

    [Fact]
    public async Task A_wrong_number_is_told_beside_the_field_and_stays_as_typed()
    {
        var page = await (await aino.Browser.Open(Address)).Fill("Matkapuhelinnumero", "09 310 1691").Press("Lähetä koodi numeroon");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Equal("09 310 1691", page.Find("#Sms-Address").GetAttribute("value"));
        Assert.Contains("ei voi lähettää tekstiviestejä", page.Find("#Sms-Address-error").TextContent);
        Assert.Equal("true", page.Find("#Sms-Address").GetAttribute("aria-invalid"));
        Assert.StartsWith("Virhe", page.Title);
        Assert.Equal("#Sms-Address", page.Find(".error-summary a").GetAttribute("href"));
        Assert.Empty(await Db.Read<Guid>("select id from notifications.code"));
    }

    [Fact]
    public async Task A_code_that_has_run_out_says_so_instead_of_failing()
    {
        var page = await (await aino.Browser.Open(Address)).Fill("Matkapuhelinnumero", "040 123 4567").Press("Lähetä koodi numeroon");
        await Host.DoJobs();
        Clock.Advance(TimeSpan.FromMinutes(16));
        page = await page.Fill("Tekstiviestin koodi", LatestCode(Channel.Sms)).Press("Vahvista numero");
        Assert.Contains("Koodi ei ole enää voimassa.", page.Text);
        Assert.DoesNotContain("Tekstiviestin koodi", page.Text);
    }

    [Fact]
    public async Task A_code_that_did_not_come_is_asked_for_again_with_one_press()
    {
        var page = await (await aino.Browser.Open(Address)).Fill("Matkapuhelinnumero", "040 123 4567").Press("Lähetä koodi numeroon");
        await Host.DoJobs();
        page = await page.Press("Lähetä uusi koodi");
        await Host.DoJobs();
        Assert.Equal(["+358401234567", "+358401234567"], Texts.Select(t => t.To));
        page = await page.Fill("Tekstiviestin koodi", LatestCode(Channel.Sms)).Press("Vahvista numero");
        Assert.Contains("Numero on vahvistettu.", page.Text);
    }

    [Fact]
    public async Task An_address_can_be_given_up_before_it_is_proved()
    {
        var page = await (await aino.Browser.Open(Address)).Fill("Sähköpostiosoite", "aino@example.org").Press("Lähetä koodi osoitteeseen");
        page = await page.Press("Älä käytä tätä osoitetta");
        Assert.DoesNotContain("aino@example.org", page.Text);
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Fact]
    public async Task What_is_chosen_is_saved_and_followed()
    {
        await Prove(aino.Resident, Channel.Sms, "040 123 4567");
        await Prove(aino.Resident, Channel.Email, "aino@example.org");
        var page = await aino.Browser.Open(Address);
        page = await page.Choose("Svenska").Choose("Vain se, että palvelussa on luettavaa").Press("Tallenna valinnat");
        Assert.Contains("Valintasi on tallennettu.", page.Text);

        await Send(aino.Resident, MessageTemplate.BookingReminder, Guid.NewGuid(), "r1");
        await Host.DoJobs();
        Assert.Equal("Det finns en påminnelse till dig. Se: http://localhost/sv/appointments", Assert.Single(Texts).Text);
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "notifications.preferences.changed");
    }

    [Fact]
    public async Task A_change_by_the_clinic_cannot_be_turned_off_everywhere_and_the_rest_of_the_form_stays()
    {
        await Prove(aino.Resident, Channel.Sms, "040 123 4567");
        var page = (await aino.Browser.Open(Address)).Choose("English");
        foreach (var box in page.All("input[type=checkbox]")) box.RemoveAttribute("checked");
        page = await page.Press("Tallenna valinnat");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("Valitse ainakin yksi tapa.", page.Find("#ClinicChange-error").TextContent);
        Assert.NotNull(page.Find("input[name=Language][value=en]").GetAttribute("checked"));
        Assert.Empty(await Db.Read<Guid>("select person from notifications.choice"));

        // Reminders and confirmations may be turned off: only the page shows them then.
        page.Find("input[name=ClinicChange][value=sms]").SetAttribute("checked", "");
        await page.Press("Tallenna valinnat");
        await Send(aino.Resident, MessageTemplate.BookingConfirmed, Guid.NewGuid(), "e1");
        await Send(aino.Resident, MessageTemplate.BookingCancelledByClinic, Guid.NewGuid(), "e2", at: Clock.Now.AddDays(4));
        await Host.DoJobs();
        Assert.Contains("cancelled", Assert.Single(Texts).Text);
    }

    [Fact]
    public async Task Coming_reminders_are_shown_as_they_will_be_sent_and_sent_messages_with_their_state()
    {
        await Prove(aino.Resident, Channel.Sms, "040 123 4567");
        await Send(aino.Resident, MessageTemplate.BookingReminder, Guid.NewGuid(), "r1", at: Clock.Now.AddDays(3), runAt: Clock.Now.AddDays(2));
        Gateway = _ => HttpStatusCode.BadRequest;
        await Send(aino.Resident, MessageTemplate.BookingConfirmed, Guid.NewGuid(), "e1", at: Clock.Now.AddDays(4));
        await Host.DoJobs();
        var page = await aino.Browser.Open(Address);
        Assert.Contains("keskiviikko 25.11. klo 8.00 Tekstiviesti: Muistutus: sinulla on aika to 26.11. klo 8.00.", page.Text);
        Assert.Contains("Ei mennyt perille", page.Text);
        Assert.Contains("Viimeisin viesti tähän numeroon ei mennyt perille maanantai 23.11.. Tarkista numero.".Replace("..", "."), page.Text.Replace("..", "."));
    }

    [Theory]
    [InlineData("sv", "Meddelanden till dig")]
    [InlineData("en", "Messages to you")]
    public async Task The_page_speaks(string language, string heading)
    {
        await Prove(aino.Resident, Channel.Email, "aino@example.org");
        Assert.Equal(heading, (await aino.Browser.Open($"/{language}/preferences")).Heading);
    }

    [Fact]
    public async Task Whoever_has_names_that_cannot_be_opened_still_sees_the_page()
    {
        var resident = await Host.SignInResident(1);
        await Db.Write("update login.person set family_name = 'x', first_names = 'x' where id = @id", new { id = resident.Id.Value });
        var page = await resident.Browser.Open("/fi/preferences");
        Assert.Equal(200, (int)page.Status);
        Assert.NotEmpty(page.All("form"));
    }
}
