using Portal.Features.Callback;
using Portal.Features.Cases;
using Portal.Features.Notifications;
using Portal.Tests.House;

namespace Portal.Tests.Features.Callback;

/// <summary>What a professional notes of a call, and what the resident sees of it.</summary>
public class AttemptTests : CallTest
{
    Task<RecordAttempt.Outcome> Note(SignedInProfessional nurse, Guid id, int seen, CallOutcome outcome, bool left = false) =>
        Host.Get<RecordAttempt>().Handle(nurse.Professional, id, seen, outcome, left, Ct);

    [Fact]
    public async Task Nobody_answers_twice_and_the_resident_chooses_a_new_time()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Asked(aino);
        Clock.Set(At(8, 20));
        Assert.Equal(RecordAttempt.Outcome.Noted, await Note(nurse, its.Id, 0, CallOutcome.Missed, left: true));

        var second = await Stored(its.Id);
        Assert.Equal(("second-attempt", WaitsFor.Us, At(10), At(12)), (second.Detail, second.WaitsFor, second.NotBefore!.Value, second.PromisedAt!.Value));
        (await aino.Browser.Open(PageOf(its.Id))).Shows("tänään klo 8.20: ei vastausta, viesti jätettiin");

        Clock.Set(At(8, 40));
        Assert.Equal(RecordAttempt.Outcome.Noted, await Note(nurse, its.Id, 1, CallOutcome.Missed));
        var over = await Stored(its.Id);
        Assert.Equal((WaitsFor.Resident, null), (over.WaitsFor, over.PromisedAt));
        Assert.Contains(MessageTemplate.CallbackMissed, await Planned(its.Id));

        var page = await aino.Browser.Open(PageOf(its.Id));
        Assert.Equal("Milloin soitamme uudelleen?", page.Heading);
        page.Shows("tänään klo 8.40: ei vastausta");
        page = await AskOn(page, window: "Tänään klo 12.00–14.00");
        page.Shows("tänään klo 12.00–14.00");
        var again = await Stored(its.Id);
        Assert.Equal(("new-windows", WaitsFor.Us, At(14)), (again.Detail, again.WaitsFor, again.PromisedAt!.Value));
        Assert.Equal(2, (await RequestOf(its.Id)).Round);   // attempts are counted anew
        Assert.Equal(["received", "no-answer", "scheduled", "no-answer", "scheduled", "scheduled"], await LedgerOf(its.Id));
        Assert.Contains(await Audit.LinesBy(nurse.Professional.StaffId), l => l.Action == "callback.attempt.noted" && l.Subject == aino.Id.Value);
    }

    [Fact]
    public async Task Who_chooses_no_new_time_in_two_weeks_is_not_waited_for_for_ever()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var (silent, agreed) = (await Asked(aino), await Opened(aino.Resident, channel: CaseChannel.Callback));
        await Note(nurse, silent.Id, 0, CallOutcome.Wrong);
        Clock.Advance(TimeSpan.FromDays(13));
        Assert.Equal(0, await Host.Get<EndSilent>().Handle(Ct));
        Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, (await Task.WhenAll(Host.Get<EndSilent>().Handle(Ct), Host.Get<EndSilent>().Handle(Ct))).Sum());
        Assert.Equal(("no-answer", "portal"), ((await Stored(silent.Id)).Outcome, (await Stored(silent.Id)).ClosedBy));
        Assert.True((await Stored(agreed.Id)).IsOpen);
        Assert.Single(await LedgerOf(silent.Id), "closed");
    }

    [Fact]
    public async Task Reached_is_an_answer()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Asked(aino);
        await Note(nurse, its.Id, 0, CallOutcome.Reached, left: true);
        var answered = await Stored(its.Id);
        Assert.Equal((CaseState.Answered, Clock.Now, null), (answered.State, answered.AnsweredAt!.Value, answered.PromisedAt));
        Assert.False(await Db.ReadOne<bool>("select message_left from callback.attempt"));
        (await aino.Browser.Open(PageOf(its.Id))).Shows("tänään klo 8.00: puhuimme");
    }

    [Fact]
    public async Task A_wrong_number_is_asked_about_at_once()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Asked(aino);
        await Note(nurse, its.Id, 0, CallOutcome.Wrong);
        Assert.Equal(("wrong-number", WaitsFor.Resident), ((await Stored(its.Id)).Detail, (await Stored(its.Id)).WaitsFor));
        (await aino.Browser.Open(PageOf(its.Id))).Shows("Tarkista numero ja valitse uusi aika");
        Assert.Contains(MessageTemplate.CallbackMissed, await Planned(its.Id));
    }

    [Fact]
    public async Task A_message_is_never_noted_as_left_where_it_was_not_allowed()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Stored(IdOf(await AskOn(await aino.Browser.Open(Ask), message: false)));
        await Note(nurse, its.Id, 0, CallOutcome.Missed, left: true);
        Assert.False(await Db.ReadOne<bool>("select message_left from callback.attempt"));
    }

    [Fact]
    public async Task Two_nurses_noting_the_same_call_are_one_attempt()
    {
        var aino = await Host.SignInResident();
        var its = await Asked(aino);
        var (one, two) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "other"));
        var outcomes = await Task.WhenAll(Note(one, its.Id, 0, CallOutcome.Missed), Note(two, its.Id, 0, CallOutcome.Missed));
        Assert.Equal([RecordAttempt.Outcome.Noted, RecordAttempt.Outcome.Meanwhile], outcomes.Order());
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from callback.attempt"));
    }

    [Fact]
    public async Task What_a_colleague_has_or_another_units_is_left_alone()
    {
        var aino = await Host.SignInResident();
        var its = await Asked(aino);
        Assert.Equal(RecordAttempt.Outcome.NotFound, await Note(await Host.SignInProfessional("rantakyla"), its.Id, 0, CallOutcome.Missed));
        var asked = await Host.SignInProfessional("rantakyla", subject: "asked");   // for advice: sees the case, and does not call
        await Db.Write("insert into cases.invitation values (@Id, @staff, @staff, @now, @until)", new { its.Id, staff = asked.Professional.StaffId, now = Clock.Now, until = Clock.Now.AddDays(1) });
        Assert.NotNull(await Cases.One(asked.Professional, its.Id, Ct));
        Assert.Equal(RecordAttempt.Outcome.NotFound, await Note(asked, its.Id, 0, CallOutcome.Missed));
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from callback.attempt"));
        await Db.Write("update cases.case set holder = @other, lease_until = @until", new { other = Guid.NewGuid(), until = Clock.Now.AddMinutes(2) });
        Assert.Equal(RecordAttempt.Outcome.Held, await Note(await Host.SignInProfessional(), its.Id, 0, CallOutcome.Missed));
    }

    [Fact]
    public async Task After_the_resident_has_cancelled_nothing_is_noted()
    {
        var aino = await Host.SignInResident();
        var its = await Asked(aino);
        await Host.Get<CancelCall>().Handle(aino.Resident, its.Id, Ct);
        Assert.Equal(RecordAttempt.Outcome.Over, await Note(await Host.SignInProfessional(), its.Id, 0, CallOutcome.Missed));
    }
}
