using Portal.Features.Cases;
using Portal.Features.Cases.Worklist;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Worklist;

/// <summary>A case goes from one professional to another, and from unit to unit; a colleague is asked.</summary>
public sealed class HandlingTests : WorkTest
{
    [Fact]
    public async Task Taking_over_needs_a_reason_and_keeps_the_others_draft()
    {
        var (nurse, other) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"));
        var its = await Taken(nurse, await Opened(NewGuest()));
        await Host.Get<SaveDraft>().Handle(nurse.Professional, its.Id, "Puolikas vastaus", Ct);

        var page = await (await other.Browser.Open(PageOf(its.Id))).Follow("Ota itsellesi");
        page = await page.Press("Ota itsellesi");
        Assert.Equal(422, (int)page.Status);
        page.Shows("Valitse syy.");
        page = await page.Choose("muu syy").Press("Ota itsellesi");
        page.Shows("Kirjoita syy omin sanoin.");
        page = await page.Choose("asia on kiireellinen").Fill("words", "Rintakipua").Press("Ota itsellesi");
        Assert.Equal(PageOf(its.Id), page.Address.AbsolutePath);
        Assert.Equal("Puolikas vastaus", page.Find("textarea[name=text]").TextContent.Trim());
        page.Shows("Tämän luonnoksen kirjoitti Hoitaja Malli");
        page.Shows("Otti asian kollegalta: asia on kiireellinen");
        page.Shows("Rintakipua");
        Assert.Equal(other.Professional.StaffId, (await Stored(its.Id)).Holder);
        Assert.Equal(nurse.Professional.StaffId, await Db.ReadOne<Guid>("select staff from cases.draft"));   // still theirs
        (await nurse.Browser.Open(PageOf(its.Id))).Shows("Asia on nyt hoitajalla");
    }

    [Fact]
    public async Task Only_from_the_one_who_was_seen_to_have_it()
    {
        var (nurse, other, third) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"), await Host.SignInProfessional(subject: "kolmas"));
        var its = await Taken(nurse, await Opened(NewGuest()));
        var over = Host.Get<TakeOver>();
        var from = nurse.Professional.StaffId;
        var both = await Task.WhenAll(over.Handle(other.Professional, its.Id, from, "agreed", null, Ct), over.Handle(third.Professional, its.Id, from, "agreed", null, Ct));
        Assert.Single(both, TakeOver.Outcome.Taken);
        Assert.Single(both, TakeOver.Outcome.Changed);
    }

    [Fact]
    public async Task Transferred_to_another_unit_it_is_theirs_to_see_and_not_the_givers()
    {
        var (aino, nurse, away) = (await Host.SignInResident(), await Host.SignInProfessional(), await Host.SignInProfessional("rantakyla"));
        var its = await Taken(nurse, await Opened(aino.Resident));
        var page = await (await nurse.Browser.Open(PageOf(its.Id))).Follow("Siirrä");
        (await page.Press("Siirrä asia")).Shows("Valitse, kenelle asia siirretään.");
        (await page.Fill("to", "rantakyla").Press("Siirrä asia")).Shows("Kirjoita vastaanottajalle, mistä on kyse.");
        var list = await page.Fill("to", "rantakyla").Fill("note", "Asuu teidän alueellanne").Press("Siirrä asia");
        list.Shows("Asia on siirretty.");

        Assert.Equal(404, (int)(await nurse.Browser.Open(PageOf(its.Id))).Status);
        Assert.DoesNotContain(its.Id, RowsOf(await nurse.Browser.Open(Worklist)));
        Assert.Null(await Cases.One(nurse.Professional, its.Id, Ct));
        var theirs = await away.Browser.Open(PageOf(its.Id));
        theirs.Shows("Aino 901 Testinen");
        theirs.Shows("Asuu teidän alueellanne");
        Assert.Contains(its.Id, RowsOf(await away.Browser.Open(Worklist)));
        var moved = await Stored(its.Id);
        Assert.Equal(("rantakyla", null, its.PromisedAt), (moved.Unit, moved.Holder, moved.PromisedAt));
        Assert.All((await Cases.Whole(aino.Resident, its.Id, 0, Ct))!.Value.Events, e => Assert.Null(e.Note));
    }

    [Fact]
    public async Task A_named_colleague_has_it_waiting_for_a_while()
    {
        var (nurse, away) = (await Host.SignInProfessional(), await Host.SignInProfessional("rantakyla"));
        var its = await Taken(nurse, await Opened(NewGuest()));
        Assert.Equal(TransferCase.Outcome.Transferred, await Host.Get<TransferCase>().Handle(nurse.Professional, its.Id, $"{away.Professional.StaffId}", "Tunnet hänet", Ct));
        Clock.Advance(TimeSpan.FromMinutes(10));
        await Host.Get<CaseWatch>().Handle(Ct);
        Assert.Equal(away.Professional.StaffId, (await Stored(its.Id)).Holder);
        Assert.Equal([its.Id], RowsOf(await away.Browser.Open(Worklist + "?whose=mine")));
        Clock.Advance(TimeSpan.FromMinutes(6));
        await Host.Get<CaseWatch>().Handle(Ct);
        Assert.Null((await Stored(its.Id)).Holder);
    }

    [Fact]
    public async Task What_somebody_else_has_is_not_transferred()
    {
        var (nurse, other) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"));
        var its = await Taken(nurse, await Opened(NewGuest()));
        Assert.Equal(TransferCase.Outcome.NotYours, await Host.Get<TransferCase>().Handle(other.Professional, its.Id, "rantakyla", "Hei", Ct));
        Assert.Equal(TransferCase.Outcome.NoReceiver, await Host.Get<TransferCase>().Handle(nurse.Professional, its.Id, "keskusta", "Hei", Ct));
        Assert.Equal(TransferCase.Outcome.NoReceiver, await Host.Get<TransferCase>().Handle(nurse.Professional, its.Id, "olematon", "Hei", Ct));
        Assert.Equal(["received", "seen", "taken"], await LedgerOf(its.Id));
        Assert.Equal("keskusta", (await Stored(its.Id)).Unit);
    }

    [Fact]
    public async Task A_unit_lets_others_know_only_whom_it_knows_itself()
    {
        var (aino, away) = (await Host.SignInResident(), await Host.SignInProfessional("rantakyla"));
        await Opened(aino.Resident);   // known to keskusta
        await using (var work = Host.Get<PortalDb>().As(away.Professional))
        {
            Host.Get<LoginFacade>().OpenToUnit(work, aino.Id, "rantakyla");
            await work.Commit(Ct);
        }
        Assert.Equal(["keskusta"], await Db.Read<string>("select unit from login.unit_link where person = @Value", new { aino.Id.Value }));
        await using var straight = Host.Get<PortalDb>().As(away.Professional);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() =>
            straight.Query<int>("insert into login.unit_link (person, unit) values (@Value, 'rantakyla')", new { aino.Id.Value }, Ct));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task A_colleague_of_another_unit_is_asked_in_a_side_thread_that_the_resident_does_not_see()
    {
        var (aino, nurse, away) = (await Host.SignInResident(), await Host.SignInProfessional(), await Host.SignInProfessional("rantakyla"));
        var guest = NewGuest();
        foreach (var actor in (Actor[])[aino.Resident, guest])
        {
            var its = await Taken(nurse, await Opened(actor));
            Assert.Equal(404, (int)(await away.Browser.Open(PageOf(its.Id))).Status);
            var page = await (await nurse.Browser.Open(PageOf(its.Id))).Follow("Pyydä neuvoa");
            (await page.Press("Pyydä neuvoa")).Shows("Kirjoita kysymys.");
            page = await page.Fill("whom", $"{away.Professional.StaffId}").Fill("question", "Voiko tämä olla kihti?").Press("Pyydä neuvoa");
            page.Shows("Kollegaa on pyydetty neuvomaan.");

            (await away.Browser.Open(Worklist)).Shows("Sinulta on kysytty neuvoa: 1");
            var theirs = await away.Browser.Open(PageOf(its.Id));
            theirs.Shows("Voiko tämä olla kihti?");
            theirs.DoesNotShow("Testinen");   // the name is for those who handle the matter
            Assert.Empty(theirs.All("textarea[name=text]"));
            await theirs.Fill("note", "Pyydä uraatti").Press("Lisää muistiinpano");
            (await nurse.Browser.Open(PageOf(its.Id))).Shows("Pyydä uraatti");

            await using (var work = Host.Get<PortalDb>().As(actor))
            {
                Assert.Empty(await work.Query<Guid>("select id from cases.note", null, Ct));
                Assert.Empty(await work.Query<Guid>("select staff from cases.invitation", null, Ct));
            }
            Assert.Single(await Conversation(actor, its.Id));
            await Host.Get<FinishCase>().Handle(nurse.Professional, its.Id, new(Guid.CreateVersion7(), null, "Sovittiin", null, "advice"), Ct);
        }
    }

    [Fact]
    public async Task At_the_change_of_shift_ones_own_go_to_a_colleague_or_to_all()
    {
        var (nurse, other) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"));
        var (first, second, third) = (await Taken(nurse, await Opened(NewGuest())), await Taken(nurse, await Opened(NewGuest())), await Taken(other, await Opened(NewGuest())));
        await other.Browser.Open(Worklist);   // at work
        var page = await (await nurse.Browser.Open(Worklist)).Follow("Luovuta asiani");
        Assert.Equal(2, page.All("input[name=cases]").Count);
        page.Shows("Lupaus: 15 min");
        page.Find($"input[value='{second.Id}']").RemoveAttribute("checked");
        foreach (var box in page.All("input[name=cases]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>()) box.IsChecked = box.Value == $"{first.Id}";
        foreach (var radio in page.All("input[name=to]").OfType<AngleSharp.Html.Dom.IHtmlInputElement>()) radio.IsChecked = radio.Value == $"{other.Professional.StaffId}";
        (await page.Fill("note", "Odottaa laboratoriota").Press("Luovuta")).Shows("Asiat on luovutettu.");
        Assert.Equal((other.Professional.StaffId, nurse.Professional.StaffId), ((await Stored(first.Id)).Holder, (await Stored(second.Id)).Holder));
        (await other.Browser.Open(PageOf(first.Id))).Shows("Odottaa laboratoriota");

        var rest = await nurse.Browser.Open("/fi/staff/hand-over");
        await rest.Press("Luovuta");
        Assert.Null((await Stored(second.Id)).Holder);
        Assert.Equal((HandOver.Outcome.Given, 0), await Host.Get<HandOver>().Handle(nurse.Professional, [third.Id], null, null, Ct));   // somebody else's
        Assert.Equal(other.Professional.StaffId, (await Stored(third.Id)).Holder);
        Assert.Equal(HandOver.Outcome.NoColleague, (await Host.Get<HandOver>().Handle(nurse.Professional, [first.Id], Guid.NewGuid(), null, Ct)).Outcome);
    }
}
