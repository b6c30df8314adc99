using System.Net;
using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>The person represented ends a mandate, at once; takes up or throws away what was left unfinished.</summary>
public class EndMandateTests : ActingTest
{
    const string VeikkosPhone = "+358401111111", AinosPhone = "+358403333333";

    [Fact]
    public async Task An_ended_mandate_ends_at_once_and_the_registers_yes_does_not_bring_it_back()
    {
        var veikko = await Host.SignInResident(3);
        await HasPhone(veikko.Id, VeikkosPhone);
        await HasPhone(Aino.Id, AinosPhone);
        var acting = await Host.ActFor(Aino, veikko);
        Assert.Equal(HttpStatusCode.OK, (await acting.Browser.Open("/fi/appointments")).Status);

        var ask = await (await veikko.Browser.Open("/fi/acting/mirror")).Follow("Lopeta Aino 901 Testinen");
        ask.Shows("Oikeus päättyy heti");
        Assert.NotNull(ask.Find("a[href='https://www.suomi.fi/valtuudet']"));
        var done = await ask.Press("Lopeta oikeus");
        done.Shows("Oikeus asioida puolestasi on päättynyt");
        done.Shows("olet lopettanut oikeuden 23.11.2026");

        Assert.StartsWith("/fi/acting/ended", (await acting.Browser.Open("/fi/appointments")).Path);
        Assert.Equal(CheckRight.Outcome.Refused, (await Host.Ask(Aino.Resident.Self, await Host.HetuOf(veikko.Id), Basis.Mandate, FakeRegisters.Health)).Outcome);
        foreach (var (number, page) in new[] { (VeikkosPhone, "acting/mirror"), (AinosPhone, "acting") })   // to the helper: for whom one may act now
            Assert.Equal($"Oikeus asioida toisen puolesta portaalissa on päättynyt. Katso: http://localhost/fi/{page}", Assert.Single(await TextsTo(number)));
        var lines = await Audit.LinesOf(veikko.Id);
        Assert.Contains(lines, l => l.Action == "acting-for.right.refused" && l.Self == veikko.Id.Value);
        Assert.Contains(lines, l => l.Action == "acting-for.right.ended" && l.Basis == "subject");

        (await done.Press("Salli taas Aino 901 Testinen")).Shows("Valtuus on taas voimassa täällä");
        Assert.Equal(CheckRight.Outcome.Allowed, (await Host.Ask(Aino.Resident.Self, await Host.HetuOf(veikko.Id), Basis.Mandate, FakeRegisters.Health)).Outcome);
    }

    [Fact]
    public async Task Pressed_twice_it_is_ended_once()
    {
        var veikko = await Host.SignInResident(3);
        await HasPhone(veikko.Id, VeikkosPhone);
        await Host.ActFor(Aino, veikko);
        var ask = await (await veikko.Browser.Open("/fi/acting/mirror")).Follow("Lopeta Aino 901 Testinen");
        await ask.Press("Lopeta oikeus");
        (await ask.Press("Lopeta oikeus")).Shows("Oikeus asioida puolestasi on päättynyt");
        Assert.Single(await TextsTo(VeikkosPhone));
    }

    [Fact]
    public async Task Nobody_elses_mandate_can_be_ended_nor_guardianship()
    {
        var hetu = TestHetu.Child(16);
        var (veikko, young) = (await Host.SignInResident(3), await Host.SignInResident(hetu));
        var aino = await Host.ActFor(Aino, hetu);
        (await young.Browser.Open("/fi/acting/mirror")).Shows("Huoltajuutta ei voi lopettaa täällä");
        Assert.Equal(HttpStatusCode.NotFound, (await young.Browser.Open($"/fi/acting/mirror/end/{aino.Resident.Self}")).Status);
        Assert.Equal(EndMandate.Outcome.Guardian, await Host.Get<EndMandate>().Handle(young.Resident, aino.Resident.Self, Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await veikko.Browser.Open($"/fi/acting/mirror/end/{aino.Resident.Self}")).Status);
        Assert.Equal(EndMandate.Outcome.NotFound, await Host.Get<EndMandate>().Handle(veikko.Resident, aino.Resident.Self, Ct));
    }

    [Fact]
    public async Task What_a_helper_had_begun_waits_for_the_person_and_is_taken_once()
    {
        var veikko = await Host.SignInResident(3);
        await LeaveDraft(veikko);

        var mirror = await veikko.Browser.Open("/fi/acting/mirror");
        mirror.Shows("Aino 901 Testinen oli täyttämässä lomaketta puolestasi maanantai 23.11. klo 8.00");
        var page = await mirror.PressFirst("Jatka lomaketta");
        Assert.StartsWith("/fi/booking/confirm/", page.Path);
        Assert.Equal("Polvi on kipeä", page.Find("textarea").TextContent.Trim());
        Assert.Equal(HttpStatusCode.NotFound, (await mirror.PressFirst("Jatka lomaketta")).Status);
        (await veikko.Browser.Open("/fi/acting/mirror")).DoesNotShow("Kesken jääneet");
        Assert.Contains(await Audit.LinesOf(veikko.Id), l => l.Action == "acting-for.draft.taken");
    }

    [Fact]
    public async Task What_a_helper_had_begun_can_be_thrown_away_words_and_all()
    {
        var veikko = await Host.SignInResident(3);
        await LeaveDraft(veikko);
        (await (await veikko.Browser.Open("/fi/acting/mirror")).PressFirst("Poista")).Shows("Keskeneräinen lomake on poistettu");
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from login.kept_form"));
    }

    [Fact]
    public async Task A_draft_is_nobody_elses()
    {
        await LeaveDraft(await Host.SignInResident(3));
        var draft = await Db.ReadOne<Guid>("select id from acting_for.draft");
        Assert.Null(await Host.Get<TakeDraft>().Handle(Aino.Resident, draft, Ct));
    }

    /// <summary>Aino writes in the confirm page for Veikko while the right ends.</summary>
    async Task LeaveDraft(SignedInResident veikko)
    {
        await NewSlot(At(3, 9));
        var acting = await Host.ActFor(Aino, veikko);
        var confirm = await (await acting.Browser.Open($"/fi/booking/{Service}")).PressFirst("torstai 26.11. klo 9.00");
        confirm.Fill("reason", "Polvi on kipeä");
        await Host.EndRight(acting);
        Assert.StartsWith("/fi/acting/ended", (await confirm.Press("Vahvista aika")).Path);
    }
}
