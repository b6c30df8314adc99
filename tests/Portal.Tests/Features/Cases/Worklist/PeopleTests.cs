using Portal.Features.Cases;
using Portal.Features.Cases.Worklist;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Worklist;

/// <summary>A person outside a case of the unit: for a reason, for an hour, and they see it.</summary>
public sealed class PeopleTests : WorkTest
{
    async Task<Page> Open(SignedInProfessional nurse, string hetu, string? reason = "phone-call", string note = "")
    {
        var page = (await nurse.Browser.Open("/fi/staff/people")).Fill("nationalId", hetu).Fill("note", note);
        foreach (var radio in page.All("input[name=reason]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>()) radio.IsChecked = radio.Value == reason;
        return await page.Press("Avaa tunniksi");
    }

    [Fact]
    public async Task With_a_reason_the_persons_matters_are_read_for_an_hour_and_they_see_it()
    {
        var (aino, away) = (await Host.SignInResident(1), await Host.SignInProfessional("rantakyla"));
        var its = await Opened(aino.Resident, "Keskustan asia");
        Assert.Equal(404, (int)(await away.Browser.Open(PageOf(its.Id))).Status);

        var page = await Open(away, TestHetu.Of(1), note: "Soitti meille");
        page.Shows("Aino 901 Testinen");
        page.Shows("Henkilö soitti tai otti yhteyttä muuta kautta");
        var matter = await page.Follow("Keskustan terveysaseman hoitaja");
        matter.Shows("Keskustan asia");
        matter.Shows("Asukas näkee, että avasit sen.");
        Assert.Empty(matter.All("main form"));   // read only
        Assert.Equal(AnswerCase.Outcome.Closed, (await Host.Get<AnswerCase>().Handle(away.Professional, its.Id, Guid.CreateVersion7(), "Hei", Ct)).Outcome);

        var lines = await Audit.LinesOf(aino.Id);
        Assert.Contains(lines, l => l.Action == "cases.person.opened" && l.Staff == away.Professional.StaffId && l.Basis == "phone-call");
        Assert.Contains(lines, l => l.Action == "cases.person.seen");
        (await aino.Browser.Open("/fi/my")).Shows("Soitti meille");

        Clock.Advance(OpenPerson.Open + TimeSpan.FromSeconds(1));
        Assert.Null(await Cases.One(away.Professional, its.Id, Ct));
        Assert.Equal(404, (int)(await (await Host.SignInProfessional("rantakyla")).Browser.Open(page.Path)).Status);
    }

    [Fact]
    public async Task Without_a_reason_nothing_is_opened()
    {
        var (aino, nurse) = (await Host.SignInResident(1), await Host.SignInProfessional("rantakyla"));
        await Opened(aino.Resident);
        (await Open(nurse, TestHetu.Of(1), reason: null)).Shows("Valitse syy.");
        (await Open(nurse, TestHetu.Of(1), reason: "other")).Shows("Kirjoita syy omin sanoin.");
        (await Open(nurse, "010160-900A")).Shows("Tarkista henkilötunnus.");
        (await Open(nurse, TestHetu.Of(77))).Shows("Tällä henkilötunnuksella ei ole asioitu portaalissa.");
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from cases.opening"));
        Assert.DoesNotContain(await Audit.LinesOf(aino.Id), l => l.Staff is not null);
    }

    [Fact]
    public async Task What_a_colleague_opened_is_not_found_and_others_do_not_see_the_reason()
    {
        var (aino, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var (nurse, colleague) = (await Host.SignInProfessional("rantakyla"), await Host.SignInProfessional("rantakyla", subject: "toinen"));
        var its = await Opened(aino.Resident);
        var page = await Open(nurse, TestHetu.Of(1));
        Assert.Equal(404, (int)(await colleague.Browser.Open(page.Path)).Status);
        Assert.Equal(404, (int)(await colleague.Browser.Open(PageOf(its.Id))).Status);
        await using var work = Host.Get<PortalDb>().As(other.Resident);
        Assert.Empty(await work.Query<Guid>("select id from cases.opening", null, Ct));
    }
}
