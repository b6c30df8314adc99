using Portal.Features.Measurements;
using Portal.Features.Measurements.Plans;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Plans;

/// <summary>In the evening one is reminded of what is not done, once a day at most, unless one does not want to be.</summary>
public sealed class RemindTests : PlanTest
{
    readonly List<string> texts = [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Host.Outbound.Answer("http://ehr.test", _ => new(System.Net.HttpStatusCode.ServiceUnavailable));
        Host.Outbound.Answer("http://sink.test", async (request, ct) =>
        {
            var sms = System.Text.Json.JsonDocument.Parse(await request.Content!.ReadAsStringAsync(ct)).RootElement.GetProperty("text").GetString()!;
            lock (texts) texts.Add(sms);
            return new HttpResponseMessage(System.Net.HttpStatusCode.Accepted);
        });
    }

    Task<int> Look() => Host.Get<RemindMeasuring>().Handle(Ct);

    async Task<SignedInResident> WithPhone(int number = 1)
    {
        var who = await Host.SignInResident(number);
        Assert.Equal(AskContactCode.Outcome.CodeSent, await Host.Get<AskContactCode>().Handle(who.Resident, Channel.Sms, $"+35840123456{number}", Ct));
        await Host.DoJobs();
        var code = System.Text.RegularExpressions.Regex.Match(texts[^1], @"\b\d{6}\b").Value;
        Assert.Equal(ProveContact.Outcome.Proved, await Host.Get<ProveContact>().Handle(who.Resident, Channel.Sms, code, Ct));
        texts.Clear();
        return who;
    }

    [Fact]
    public async Task In_the_evening_when_something_is_missing_and_once()
    {
        var aino = await WithPhone();
        var plan = await OrderedWeek(aino.Id);
        Clock.Set(At(19, 59));
        Assert.Equal(0, await Look());
        Clock.Set(At(20));
        await using var second = await PortalHost.Start(Db, Clock, Settings);
        Assert.Equal(1, (await Task.WhenAll(Look(), second.Get<RemindMeasuring>().Handle(Ct), Look())).Sum());
        Clock.Set(At(21));
        Assert.Equal(0, await Look());
        await Host.DoJobs();
        Assert.Contains("tältä päivältä on vielä jotain tekemättä", Assert.Single(texts));
        Assert.DoesNotContain("mittau", texts[0]);

        Clock.Set(At(20, day: 1));
        await Look();
        await Host.DoJobs();
        Assert.Equal(2, texts.Count);
        Assert.Equal(["measurement-reminder", "measurement-reminder"], await Told(plan));
    }

    [Fact]
    public async Task None_when_the_day_is_done_and_none_of_what_is_done_before_the_message_goes()
    {
        var (aino, mikko) = (await WithPhone(1), await WithPhone(2));
        var (done, late) = (await OrderedWeek(aino.Id), await OrderedWeek(mikko.Id));
        Clock.Set(At(20));
        await Measured(aino.Resident, done, (0, 7), (0, 19));
        Assert.Equal(2, await Look());
        Assert.Empty(await Told(done));
        Assert.Single(await Told(late));
        await Measured(mikko.Resident, late, (0, 7), (0, 19));
        await Host.DoJobs();
        Assert.Empty(texts);
    }

    [Fact]
    public async Task One_message_a_day_however_many_plans()
    {
        var aino = await WithPhone();
        await OrderedWeek(aino.Id);
        await OrderedWeek(aino.Id);
        Clock.Set(At(20));
        Assert.Equal(2, await Look());
        await Host.DoJobs();
        Assert.Single(texts);
    }

    [Fact]
    public async Task A_message_that_could_not_go_in_the_evening_does_not_come_in_the_morning()
    {
        var aino = await WithPhone();
        await OrderedWeek(aino.Id);
        Clock.Set(At(20));
        await Look();
        Clock.Set(At(7, day: 1));
        await Host.DoJobs();
        Assert.Empty(texts);
    }

    [Fact]
    public async Task Nobody_is_reminded_of_a_plan_that_is_over_stopped_or_not_for_today_nor_of_an_own_diary()
    {
        var aino = await WithPhone();
        var plan = await OrderedWeek(aino.Id);
        await Host.Get<StartDiary>().Handle(aino.Resident, Guid.CreateVersion7(), "weight", "daily", null, Ct);
        await Db.Write("update measurements.plan set every_days = 2 where id = @plan", new { plan });
        Clock.Set(At(20, day: 1));
        Assert.Equal(0, await Look());
        Clock.Set(At(20, day: 2));
        Assert.Equal(1, await Look());
        await Host.Get<StopPlan>().Handle((await Host.SignInProfessional()).Professional, plan, "enough", Ct);
        await Host.DoJobs();
        Assert.DoesNotContain(texts, t => t.Contains("Muistutus"));
        Clock.Set(At(20, day: 20));
        Assert.Equal(0, await Look());
    }

    [Fact]
    public async Task Who_does_not_want_them_gets_none()
    {
        var aino = await WithPhone();
        await OrderedWeek(aino.Id);
        (await aino.Browser.Open("/fi/preferences")).Shows("Muistutus, kun päivän mittaus on illalla tekemättä");
        var wanted = Enum.GetValues<EventKind>().Where(k => k != EventKind.Measuring).Select(k => (k, Channel.Sms)).ToHashSet();
        Assert.Equal(ChooseMessages.Outcome.Saved, await Host.Get<ChooseMessages>().Handle(aino.Resident, new(Portal.Platform.Web.Language.Finnish, false, wanted), Ct));
        Clock.Set(At(20));
        await Look();
        await Host.DoJobs();
        Assert.Empty(texts);
    }

    [Fact]
    public async Task A_daughter_who_measures_for_her_mother_is_reminded_too_while_she_may()
    {
        var (mother, daughter) = (await Host.SignInResident(1), await WithPhone(2));
        var plan = await OrderedWeek(mother.Id);
        var acting = await Host.ActFor(daughter, mother);
        await Record(acting.Resident, Pressure(132, 84, plan: plan));
        Clock.Set(At(20));
        await Look();
        await Host.DoJobs();
        Assert.Single(texts, t => t.Contains("tekemättä"));
        texts.Clear();

        await Host.ForgetRight(acting);
        Clock.Set(At(20, day: 1));
        await Look();
        await Host.DoJobs();
        Assert.Empty(texts);
    }

    [Fact]
    public async Task A_childs_guardian_is_told_of_the_plan()
    {
        var (mother, nurse) = (await WithPhone(), await Host.SignInProfessional());
        var child = await Host.ActFor(mother, TestHetu.Child(8));
        await Ordered(nurse, (await Opened(child.Resident)).Id, "temperature-follow-up");
        texts.Clear();
        await Host.DoJobs();
        Assert.Contains(texts, t => t.Contains("uusi tehtävä"));
    }
}
