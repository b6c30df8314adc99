using Portal.Features.Cases;
using Portal.Features.Cases.Worklist;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Reviews;
using Portal.Tests.House;
using static Portal.Features.Measurements.Reviews.ReviewReadings;

namespace Portal.Tests.Features.Measurements.Reviews;

/// <summary>All or none, once, by the one who has the case, and never on anything that was not shown.</summary>
public sealed class ReviewReadingsTests : ReviewTest
{
    [Fact]
    public async Task Pressing_twice_is_once()
    {
        var aino = (await Host.SignInResident()).Resident;
        var id = await Sent(aino, Pressure(132, 84), Pressure(130, 82));
        var nurse = await Host.SignInProfessional();
        var wish = await Wish(id);
        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Review(nurse, id, wish)));
        Assert.All(all, r => Assert.Equal(Outcome.Reviewed, r.Outcome));
        Assert.Single(await Reviews());
        Assert.Equal(["reading:1", "reading:1", "review:0"], await News());
        Assert.Single(await Conversation(aino, id), m => m.Side == "professional");
    }

    [Fact]
    public async Task Two_nurses_at_once_decide_once()
    {
        var id = await Sent((await Host.SignInResident()).Resident, Pressure(132, 84));
        var (one, two) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"));
        var both = await Task.WhenAll(Review(one, id), Review(two, id));
        Assert.Single(both, Outcome.Reviewed);
        Assert.Single(both, r => r is Outcome.Ended or Outcome.Held);
        Assert.Single(await Reviews());
    }

    [Fact]
    public async Task Who_has_the_case_is_said_and_nothing_is_lost()
    {
        var id = await Sent((await Host.SignInResident()).Resident, Pressure(132, 84));
        var (one, two) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"));
        var page = await one.Browser.Open(PageOf(id));
        await Host.Get<TakeCase>().Handle(two.Professional, id, Ct);
        page = await page.Fill("answer", "Hyvin menee!").Press("Hyväksy, vastaa ja päätä asia");
        Assert.Equal(409, (int)page.Status);
        page.Shows("Hoitaja Malli on ottanut asian.");
        Assert.Equal("Hyvin menee!", page.Find("textarea[name=answer]").TextContent.Trim());
        Assert.Empty(await Reviews());
        Assert.True((await Stored(id)).IsOpen);
    }

    [Fact]
    public async Task Another_unit_sees_and_decides_nothing()
    {
        var id = await Sent((await Host.SignInResident()).Resident, Pressure(132, 84));
        var away = await Host.SignInProfessional("rantakyla");
        Assert.Equal(404, (int)(await away.Browser.Open(PageOf(id))).Status);
        Assert.Equal(Outcome.NotFound, await Review(away, id));
        Assert.Empty(await Reviews());
    }

    [Fact]
    public async Task Who_is_asked_for_advice_sees_and_does_not_decide()
    {
        var id = await Sent((await Host.SignInResident()).Resident, Pressure(132, 84));
        var (nurse, away) = (await Host.SignInProfessional(), await Host.SignInProfessional("rantakyla"));
        await Db.Write("insert into cases.invitation (case_id, staff, invited_by, at, until) values (@id, @away, @nurse, @now, @now + interval '1 day')",
            new { id, away = away.Professional.StaffId, nurse = nurse.Professional.StaffId, now = Clock.GetUtcNow() });
        var page = await away.Browser.Open(PageOf(id));
        page.Shows("132/84 mmHg");
        page.Shows("Niistä päättää yksikkö, jossa asia on");
        Assert.Equal(Outcome.NotFound, await Review(away, id));
        Assert.Equal(ReadingState.Sent, Assert.Single(await Db.Read<Reading>("select * from measurements.reading")).State);   // seen is by the unit
    }

    [Fact]
    public async Task The_first_opening_marks_what_was_sent_as_seen_once()
    {
        var aino = await Host.SignInResident();
        var entry = Pressure(132, 84);
        var id = await Sent(aino.Resident, entry);
        var nurse = await Host.SignInProfessional();
        await nurse.Browser.Open(PageOf(id));
        var first = await Latest(entry.Id);
        Assert.Equal((ReadingState.Seen, Clock.GetUtcNow()), (first.State, first.SeenAt!.Value));
        Clock.Advance(TimeSpan.FromMinutes(5));
        await nurse.Browser.Open(PageOf(id));
        Assert.Equal(first.SeenAt, (await Latest(entry.Id)).SeenAt);
        Assert.Single(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.readings.seen");
    }

    [Fact]
    public async Task A_mistake_that_is_accepted_as_such_leaves_the_record()
    {
        var aino = (await Host.SignInResident()).Resident;
        var (entry, other) = (Pressure(132, 84), Pressure(130, 80));
        var nurse = await Host.SignInProfessional();
        Assert.Equal(Outcome.Reviewed, await Review(nurse, await Sent(aino, entry, other)));
        await Change(aino, entry.Id, 1, null);
        var again = (await Latest(entry.Id)).CaseId!.Value;
        (await nurse.Browser.Open(PageOf(again))).Shows("pyytää poistamaan virheellisenä");
        Assert.Equal(Outcome.Reviewed, await Review(nurse, again));
        Assert.Equal([ReadingState.Accepted, ReadingState.Withdrawn], (await Versions(entry.Id)).Select(v => v.State));
        Assert.Equal("reading:2", (await News())[^1]);
        Assert.Equal(0, (await Reviews())[^1].Readings);
    }

    [Fact]
    public async Task A_correction_of_what_was_accepted_is_decided_on_like_any_other()
    {
        var aino = (await Host.SignInResident()).Resident;
        var entry = Pressure(132, 84);
        var nurse = await Host.SignInProfessional();
        await Review(nurse, await Sent(aino, entry));
        Clock.Advance(TimeSpan.FromMinutes(1));
        await Change(aino, entry.Id, 1, entry with { Values = [123, 84, null] });
        var page = await nurse.Browser.Open(PageOf((await Latest(entry.Id)).CaseId!.Value));
        page.Shows("Korjattu. Aiemmin: 132/84 mmHg");
        page.Shows("23.11.2026, 1 mittausta. Keskiarvo 132/84. Uusia sen jälkeen: 1.");
        await Review(nurse, (await Latest(entry.Id)).CaseId!.Value);
        Assert.Equal(["reading:1", "reading:2"], await News());
    }

    [Fact]
    public async Task What_is_measured_again_when_asked_is_our_turn()
    {
        var aino = (await Host.SignInResident()).Resident;
        var entry = Pressure(132, 84);
        var id = await Sent(aino, entry);
        var nurse = await Host.SignInProfessional();
        await Review(nurse, id, await Wish(id, ReviewAct.More, "Mittaa uudelleen levossa."));
        Assert.Equal(WaitsFor.Resident, (await Stored(id)).WaitsFor);
        await Change(aino, entry.Id, 1, entry with { Values = [123, 84, null] });
        Assert.Equal((WaitsFor.Us, ReadingState.Sent), ((await Stored(id)).WaitsFor, (await Latest(entry.Id)).State));
    }

    /// <summary>What is sent while the matter is being ended goes into a new one: it is never left in one that nobody looks at.</summary>
    [Fact]
    public async Task Sending_while_a_nurse_ends_the_matter_loses_nothing()
    {
        var nurse = await Host.SignInProfessional();
        for (var i = 0; i < 12; i++)
        {
            var aino = (await Host.SignInResident(i + 1)).Resident;
            var id = await Sent(aino, Pressure(132, 84));
            var later = Pressure(140, 90);
            await Record(aino, later);
            var wish = await Wish(id);
            var review = Review(nurse, id, wish);
            var sent = Host.Get<SendReadings>().Handle(aino, Guid.CreateVersion7(), "nurse-advice", [later.Id], null, "fi", null, Ct);
            await Task.WhenAll(review, sent);
            Assert.True((await review).Outcome is Outcome.Reviewed or Outcome.Meanwhile);
            Assert.True((await Stored((await Latest(later.Id)).CaseId!.Value)).IsOpen);
        }
    }

    /// <summary>A correction at the same moment is either decided on in its place or stops the decision; neither waits for the other for ever.</summary>
    [Fact]
    public async Task Correcting_while_a_nurse_decides_never_accepts_what_was_not_shown()
    {
        var nurse = await Host.SignInProfessional();
        for (var i = 0; i < 12; i++)
        {
            var aino = (await Host.SignInResident(i + 1)).Resident;
            var entry = Pressure(132, 84);
            var id = await Sent(aino, entry, Pressure(130, 80));
            var wish = await Wish(id);
            var review = Review(nurse, id, wish);
            var change = Change(aino, entry.Id, 1, entry with { Values = [123, 84, null] });
            await Task.WhenAll(review, change);
            Assert.Equal(ChangeReading.Outcome.Changed, (await change).Outcome);
            var versions = await Versions(entry.Id);
            Assert.NotEqual(ReadingState.Accepted, versions[1].State);
            Assert.Equal((await review).Outcome == Outcome.Reviewed ? ReadingState.Accepted : versions[0].State, versions[0].State);
            Assert.True((await Stored(versions[1].CaseId!.Value)).IsOpen);
        }
    }

    [Fact]
    public async Task An_answer_with_a_gap_or_without_words_is_not_sent()
    {
        var id = await Sent((await Host.SignInResident()).Resident, Pressure(132, 84));
        var nurse = await Host.SignInProfessional();
        Assert.Equal(Outcome.Empty, (await Review(nurse, id, await Wish(id, answer: " "))).Outcome);
        Assert.Equal(Outcome.Unfilled, (await Review(nurse, id, await Wish(id, answer: "Soitan {when}."))).Outcome);
        Assert.Equal(Outcome.TooLong, (await Review(nurse, id, await Wish(id, answer: new('a', LongestAnswer + 1)))).Outcome);
        Assert.Empty(await Reviews());
    }
}
