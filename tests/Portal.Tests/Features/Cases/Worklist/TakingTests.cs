using Portal.Features.Cases;
using Portal.Features.Cases.Worklist;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Worklist;

/// <summary>A case has one taker, who has it for as long as they are heard of.</summary>
public sealed class TakingTests : WorkTest
{
    [Fact]
    public async Task Taken_from_the_list_it_is_mine_and_in_everybodys_sight()
    {
        var (aino, nurse, other) = (await Host.SignInResident(), await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"));
        var its = await Opened(aino.Resident);
        var page = await (await nurse.Browser.Open(Worklist)).Press("Ota keskustelu");
        Assert.Equal(PageOf(its.Id), page.Path);
        page.Shows("Asia on sinulla.");
        page.Shows("Aino 901 Testinen, 66 v");
        Assert.Equal((nurse.Professional.StaffId, CaseState.Underway), ((await Stored(its.Id)).Holder, (await Stored(its.Id)).State));
        Assert.Equal(["received", "seen", "taken"], await LedgerOf(its.Id));
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "cases.case.seen" && l.Staff == nurse.Professional.StaffId);

        var list = await other.Browser.Open(Worklist);
        list.Shows("Hoitaja Malli paikalla");
        Assert.Empty(list.All("button[name=take]"));
    }

    [Theory]
    [InlineData(2), InlineData(20)]
    public async Task However_many_take_at_once_one_gets_it(int takers)
    {
        var its = await Opened((await Host.SignInResident()).Resident);
        var nurses = new List<SignedInProfessional>();
        for (var i = 0; i < takers; i++) nurses.Add(await Host.SignInProfessional(subject: $"hoitaja-{i}"));
        var outcomes = await Task.WhenAll(nurses.Select(n => Task.Run(() => Host.Get<TakeCase>().Handle(n.Professional, its.Id, Ct))));
        var winner = nurses[outcomes.ToList().FindIndex(o => o.Outcome == TakeCase.Outcome.Taken)].Professional.StaffId;
        Assert.Equal(takers - 1, outcomes.Count(o => o == (TakeCase.Outcome.Held, winner)));
        Assert.Equal(winner, (await Stored(its.Id)).Holder);
        Assert.Single(await LedgerOf(its.Id), "taken");
    }

    [Fact]
    public async Task Whoever_comes_second_is_told_who_has_it()
    {
        var (nurse, other) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"));
        var its = await Opened((await Host.SignInResident()).Resident);
        var list = await other.Browser.Open(Worklist);
        await Taken(nurse, its);
        var refused = await list.Press("Ota keskustelu");
        Assert.Equal(409, (int)refused.Status);
        refused.Shows("Hoitaja Malli ehti ottaa asian ensin.");
    }

    [Fact]
    public async Task The_lease_lasts_while_the_holder_is_heard_of()
    {
        var (nurse, other) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"));
        var its = await Taken(nurse, await Opened((await Host.SignInResident()).Resident));
        for (var i = 0; i < 4; i++)
        {
            Clock.Advance(Beat.Lease - TimeSpan.FromSeconds(10));
            await nurse.Browser.Open(Worklist);   // any page of theirs
            Assert.Equal(TakeCase.Outcome.Held, (await Host.Get<TakeCase>().Handle(other.Professional, its.Id, Ct)).Outcome);
        }
        Clock.Advance(Beat.Lease);
        Assert.Equal(TakeCase.Outcome.Taken, (await Host.Get<TakeCase>().Handle(other.Professional, its.Id, Ct)).Outcome);
    }

    [Fact]
    public async Task Given_back_it_is_on_the_list_again()
    {
        var nurse = await Host.SignInProfessional();
        var its = await Taken(nurse, await Opened((await Host.SignInResident()).Resident));
        var list = await (await nurse.Browser.Open(PageOf(its.Id))).Press("Palauta listalle");
        list.Shows("Asia on taas listalla muiden otettavana.");
        Assert.Null((await Stored(its.Id)).Holder);
        Assert.Equal(GiveBack.Outcome.NotYours, await Host.Get<GiveBack>().Handle(nurse.Professional, its.Id, Ct));
        Assert.Equal(["received", "seen", "taken", "given-back"], await LedgerOf(its.Id));
    }

    [Fact]
    public async Task Another_units_case_is_not_found()
    {
        var (nurse, away) = (await Host.SignInProfessional(), await Host.SignInProfessional("rantakyla"));
        var its = await Opened((await Host.SignInResident()).Resident);
        Assert.Equal(404, (int)(await away.Browser.Open(PageOf(its.Id))).Status);
        Assert.Equal(TakeCase.Outcome.NotFound, (await Host.Get<TakeCase>().Handle(away.Professional, its.Id, Ct)).Outcome);
        Assert.Equal(ChangeUrgency.Outcome.NotFound, await Host.Get<ChangeUrgency>().Handle(away.Professional, its.Id, 1, "syy", Ct));
        Assert.Equal(WriteNote.Outcome.NotFound, await Host.Get<WriteNote>().Handle(away.Professional, its.Id, Guid.CreateVersion7(), "Hei", Ct));
        Assert.Equal(AnswerCase.Outcome.Closed, (await Host.Get<AnswerCase>().Handle(away.Professional, its.Id, Guid.CreateVersion7(), "Hei", Ct)).Outcome);
        Assert.Equal(404, (int)(await away.Browser.Open(PageOf(Guid.NewGuid()))).Status);
        Assert.Equal(["received"], await LedgerOf(its.Id));
        Assert.Equal(200, (int)(await nurse.Browser.Open(PageOf(its.Id))).Status);
    }
}
