using System.Net;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>Nobody is assisted whom the population register does not vouch for, nor by anybody but a nurse at the desk.</summary>
public class AssistRefusalTests : AssistTest
{
    [Fact]
    public async Task A_wrong_id_is_told_beside_the_field_and_everything_typed_stays()
    {
        var again = await Ask(Tiina, "010190-123X");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("Tarkista henkilötunnus", House.Page.Words(again.Find("#nationalId-error")));
        Assert.Equal("010190-123X", again.Find("#nationalId").GetAttribute("value"));
        Assert.True(again.Find("input[value=passport]").HasAttribute("checked"));
        Assert.Equal(0, Host.Registers.Asked);
    }

    [Fact]
    public async Task Nobody_is_looked_up_without_saying_how_why_and_that_they_asked()
    {
        var again = await (await Tiina.Browser.Open("/fi/staff/assist")).Fill("nationalId", Hetu).Press("Hae henkilö");
        foreach (var field in new[] { "identified", "reason", "present" }) Assert.NotNull(again.Find($"#{field}-error"));
        Assert.Equal(0, Host.Registers.Asked);

        again = await again.Choose("Yksikkö tuntee hänet muuten").Choose("Muu syy").Choose("Hän on tässä vieressäni ja on itse pyytänyt apua").Press("Hae henkilö");
        foreach (var field in new[] { "identifiedNote", "reasonNote" }) Assert.NotNull(again.Find($"#{field}-error"));
    }

    [Fact]
    public async Task Dead_unknown_too_young_and_no_answer_are_each_said_in_words()
    {
        var (dead, child, nobody) = (TestHetu.Of(5001), TestHetu.Child(7), TestHetu.Of(5002));
        Host.Registers.Knows(dead, "Kaarlo", "Kuollut", died: new(2025, 5, 5));
        Host.Registers.Knows(child);
        (await Ask(Tiina, dead)).Shows("on kuollut");
        (await Ask(Tiina, nobody)).Shows("ei ole ketään tällä henkilötunnuksella");
        (await Ask(Tiina, child)).Shows("Lapsen asiat hoitaa huoltaja");
        await Ask(Tiina, Hetu);   // known to the portal now
        Host.Registers.PopulationDown = true;
        var silent = await Ask(Tiina, Hetu);
        silent.Shows("Väestötietojärjestelmä ei vastaa");
        silent.DoesNotShow("Virtanen");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, silent.Status);
        Assert.Equal(1, await Db.ReadOne<long>("select count(*) from acting_for.assistance"));
        Assert.Equal(3, (await Audit.LinesBy(Tiina.Professional.StaffId)).Count(l => l.Action == "acting-for.assistance.not-prepared"));
    }

    [Theory]
    [InlineData("manager", "keskusta")]
    [InlineData("editor", "keskusta")]
    [InlineData("admin", "")]
    public async Task Other_roles_do_not_assist(string role, string unit)
    {
        var other = await Host.SignInProfessional(unit, role);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.Browser.Open("/fi/staff/assist")).Status);
        Assert.DoesNotContain("Avusta asiakasta", string.Join(" ", (await other.Browser.Open("/fi")).All(".main-nav a").Select(House.Page.Words)));
    }

    [Fact]
    public async Task Another_nurses_assistance_is_not_found()
    {
        var going = await Assist(Tiina);
        await Book(Tiina);
        var other = await Host.SignInProfessional(subject: "another-nurse");
        foreach (var address in new[] { $"/fi/staff/assist/{IdOf(going)}", $"/fi/staff/assist/{IdOf(going)}/receipt", $"/fi/staff/assist/{Guid.NewGuid()}" })
            Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.Open(address)).Status);
        Assert.DoesNotContain("Virtanen", (await other.Browser.Open("/fi/staff/assist")).Text);
    }

    [Fact]
    public async Task A_name_shown_long_ago_is_asked_again()
    {
        var confirm = await Ask(Tiina, Hetu);
        Clock.Advance(TimeSpan.FromMinutes(11));
        (await confirm.Press("Kyllä, aloita")).Shows("Vahvistus vei yli 10 minuuttia");
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from platform.acting"));
    }

    [Fact]
    public async Task The_receipt_is_there_until_the_end_of_the_day()
    {
        var going = await Assist(Tiina);
        var receipt = $"/fi/staff/assist/{IdOf(going)}/receipt";
        await going.Press("Lopeta ja tulosta kuitti");
        Assert.Equal(HttpStatusCode.OK, (await Tiina.Browser.Open(receipt)).Status);
        Clock.Set(ManualClock.Morning.AddHours(15.9));   // 23.54
        var evening = await Host.SignInProfessional();
        Assert.Equal(HttpStatusCode.OK, (await evening.Browser.Open(receipt)).Status);
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(HttpStatusCode.NotFound, (await evening.Browser.Open(receipt)).Status);
    }

    [Fact]
    public async Task Of_a_protected_person_no_paper_names_the_place()
    {
        Host.Registers.Knows(Hetu, "Noora", "Virtanen", turvakielto: true);
        var confirm = await Ask(Tiina, Hetu);
        confirm.Shows("Turvakielto");
        await confirm.Press("Kyllä, aloita");
        await Book(Tiina);
        var receipt = await (await Tiina.Browser.Open("/fi/appointments")).Press("Lopeta ja tulosta kuitti");
        receipt.Shows("torstai 26. marraskuuta 2026 klo 9.00–9.20");
        receipt.Shows("Paikkaa ei paineta tähän paperiin");
        foreach (var told in new[] { "Keskustan", "Huone 2", "Terveyskatu" }) receipt.DoesNotShow(told);
    }
}
