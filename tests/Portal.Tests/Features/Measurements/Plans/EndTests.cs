using Microsoft.Extensions.DependencyInjection;
using Portal.Features.Cases;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Plans;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Plans;

/// <summary>A plan ends by itself in the night after its last day, once, and what is not sent is sent.</summary>
public sealed class EndTests : PlanTest
{
    Task<int> Look() => Host.Get<EndPlans>().Handle(Ct);

    [Fact]
    public async Task The_readings_are_sent_as_one_submission_and_the_resident_sees_it()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        await Opened(aino.Resident);
        var plan = await OrderedWeek(aino.Id);
        await Measured(aino.Resident, plan, (-1, 7));   // from the day before: not of the plan
        Clock.Set(At(23, day: 6));
        await Measured(aino.Resident, plan, (5, 7), (5, 21), (6, 7));
        Assert.Equal(0, await Look());
        Clock.Set(At(24 + 1, 59, day: 6));
        Assert.Equal(0, await Look());   // whoever writes the evening down late is in time
        Clock.Set(At(24 + 2, day: 6));
        Assert.Equal(1, await Look());
        Assert.Equal(0, await Look());

        var its = await PlanOf(plan);
        Assert.Equal(PlanState.Ended, its.State);
        Assert.Equal(["2"], await News(plan));
        var sent = Assert.Single(await CasesOf(aino.Id));
        Assert.Equal(("nurse-advice", "keskusta", CaseChannel.Measurements, WaitsFor.Us, its.LookBy), (sent.Queue, sent.Unit, sent.Channel, sent.WaitsFor, sent.PromisedAt));
        Assert.Equal(6, await Db.ReadOne<int>("select count(*)::int from measurements.reading where case_id = @Id and state = 'sent'", new { sent.Id }));
        Assert.Equal(2, await Db.ReadOne<int>("select count(*)::int from measurements.reading where state = 'draft'"));
        Assert.Contains("(6)", Assert.Single(await MessagesOf(sent.Id)).Text);
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.plan.ended" && l.Machine == "measurements");
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.readings.sent" && l.Machine == "measurements" && l.Object == sent.Id);

        nurse = await Host.SignInProfessional();
        (await nurse.Browser.Open($"/fi/staff/cases/{sent.Id}")).Shows("Verenpaineviikko päättyi.");
        aino = await Host.SignInResident();
        (await aino.Browser.Open($"/fi/measurements/plan/{plan}")).Shows("Ohjelma on päättynyt. Kiitos mittauksista.");
        (await aino.Browser.Open("/fi/my")).Shows("Keskustan terveysaseman hoitaja");
    }

    [Fact]
    public async Task With_two_processes_and_many_looks_at_the_same_moment_each_plan_ends_once()
    {
        var residents = new List<SignedInResident>();
        for (var n = 1; n <= 4; n++) residents.Add(await Host.SignInResident(n));
        var plans = new List<Guid>();
        foreach (var who in residents)
        {
            plans.Add(await OrderedWeek(who.Id));
            await Measured(who.Resident, plans[^1], (0, 7));
        }
        Clock.Set(At(3, day: 7));
        await using var second = await PortalHost.Start(Db, Clock, Settings);
        var ended = await Task.WhenAll(Look(), second.Get<EndPlans>().Handle(Ct), Look(), second.Get<EndPlans>().Handle(Ct));
        Assert.Equal(4, ended.Sum());
        foreach (var (who, plan) in residents.Zip(plans))
        {
            Assert.Equal(["2"], await News(plan));
            Assert.Single(await MessagesOf(Assert.Single(await CasesOf(who.Id)).Id));
        }
    }

    [Fact]
    public async Task Nothing_measured_is_a_case_too_so_that_the_nurse_hears_of_it()
    {
        var (aino, _) = (await Host.SignInResident(), 0);
        var plan = await OrderedWeek(aino.Id);
        Clock.Set(At(3, day: 7));
        Assert.Equal(1, await Look());
        var its = Assert.Single(await CasesOf(aino.Id));
        Assert.Equal(EndPlans.Nothing, its.Detail);
        Assert.Equal("Verenpaineviikko päättyi. Yhtään mittausta ei kirjattu. Hoitaja katsoo, miten jatketaan.", Assert.Single(await MessagesOf(its.Id)).Text);
        var nurse = await Host.SignInProfessional();
        (await nurse.Browser.Open("/fi/staff/worklist")).Shows("Mittausohjelma päättyi, mittauksia ei kirjattu");
        Assert.Equal(PlanState.Ended, (await PlanOf(plan)).State);
    }

    [Fact]
    public async Task What_has_been_sent_already_is_not_sent_again_and_no_case_is_made_of_nothing()
    {
        var aino = await Host.SignInResident();
        var plan = await OrderedWeek(aino.Id);
        var its = await Sent(aino.Resident, Pressure(132, 84, plan: plan));
        Clock.Set(At(3, day: 7));
        Assert.Equal(1, await Look());
        Assert.Equal([its], (await CasesOf(aino.Id)).Select(c => c.Id));
        Assert.Empty(await MessagesOf(its));
    }

    [Fact]
    public async Task A_submission_that_waits_goes_on_with_the_rest()
    {
        var aino = await Host.SignInResident();
        var plan = await OrderedWeek(aino.Id);
        var its = await Sent(aino.Resident, Pressure(132, 84, plan: plan));
        await Measured(aino.Resident, plan, (0, 7));
        Clock.Set(At(3, day: 7));
        Assert.Equal(1, await Look());
        Assert.Equal([its], (await CasesOf(aino.Id)).Select(c => c.Id));
        Assert.Equal(3, await Db.ReadOne<int>("select count(*)::int from measurements.reading where case_id = @its and state = 'sent'", new { its }));
    }

    [Fact]
    public async Task A_stopped_plan_and_a_diary_end_no_more_and_send_nothing()
    {
        var aino = await Host.SignInResident();
        var plan = await OrderedWeek(aino.Id);
        await Measured(aino.Resident, plan, (0, 7));
        Assert.Equal(StopPlan.Outcome.Stopped, await Host.Get<StopPlan>().Handle((await Host.SignInProfessional()).Professional, plan, "enough", Ct));
        await Host.Get<StartDiary>().Handle(aino.Resident, Guid.CreateVersion7(), "weight", "daily", null, Ct);
        Clock.Set(At(3, day: 30));
        Assert.Equal(0, await Look());
        Assert.Empty(await CasesOf(aino.Id));
    }

    [Fact]
    public async Task A_plan_whose_queue_is_gone_holds_up_no_other_and_is_told_in_the_log()
    {
        var (aino, mikko) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var (faulty, plan) = (await OrderedWeek(aino.Id, queue: "no-such-queue"), await OrderedWeek(mikko.Id));
        await Measured(aino.Resident, faulty, (0, 7));
        Clock.Set(At(3, day: 7));
        Assert.Equal(1, await Look());
        Assert.Equal((PlanState.Active, PlanState.Ended), ((await PlanOf(faulty)).State, (await PlanOf(plan)).State));
        Assert.Contains(Host.Log.Errors, line => line.Contains($"{faulty}"));
    }

    [Theory]   // the last day is Saturday 24 October: summer time ends in the night after the next
    [InlineData("2026-10-24", "2026-10-24T22:59:00Z", "2026-10-24T23:00:00Z")]
    [InlineData("2026-10-25", "2026-10-25T23:59:00Z", "2026-10-26T00:00:00Z")]
    [InlineData("2027-03-27", "2027-03-27T23:59:00Z", "2027-03-28T00:00:00Z")]
    [InlineData("2027-03-28", "2027-03-28T22:59:00Z", "2027-03-28T23:00:00Z")]
    public async Task It_ends_at_two_by_the_clocks_of_Helsinki_also_when_they_are_moved(string last, string before, string at)
    {
        var aino = await Host.SignInResident();
        var plan = await OrderedWeek(aino.Id);
        await Db.Write("update measurements.plan set starts_on = @last::date - 3, ends_on = @last::date", new { last });
        Clock.Set(DateTimeOffset.Parse(before, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(0, await Look());
        Clock.Set(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(1, await Look());
        Assert.Equal(PlanState.Ended, (await PlanOf(plan)).State);
    }
}
