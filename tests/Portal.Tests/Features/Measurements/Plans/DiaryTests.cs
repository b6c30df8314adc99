using System.Net;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Plans;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Plans;

/// <summary>An own diary, which nobody watches: said before, and on its page.</summary>
public sealed class DiaryTests : PlanTest
{
    const string Page = "/fi/measurements/own-diary", Nobody = "Kukaan ei seuraa tätä";

    static async Task<Page> Start(Browser browser, string measure = "Paino", string rhythm = "Kerran päivässä") =>
        await (await browser.Open(Page)).Choose(measure).Choose(rhythm).Press("Aloita seuranta");

    [Fact]
    public async Task It_is_begun_and_stopped_at_any_time_and_says_that_nobody_watches()
    {
        var aino = await Host.SignInResident();
        (await aino.Browser.Open(Page)).Shows(Nobody);
        var diary = await Start(aino.Browser);
        diary.Shows("Seuranta on aloitettu.");
        diary.Shows(Nobody);
        diary.Shows("emmekä huomaa, jos jokin arvo on vaarallinen");
        var plan = await PlanOf(IdOf(diary, 4));
        Assert.Equal((aino.Id, "weight", (string?)null, (DateOnly?)null, 1), (plan.Subject, plan.Measure, plan.Unit, plan.EndsOn, plan.EveryDays));
        (await aino.Browser.Open("/fi/measurements")).Shows("Oma seuranta: Paino");
        (await aino.Browser.Open("/fi/my")).DoesNotShow("Oma seuranta");   // no duty of anybody's

        (await diary.Press("Lopeta seuranta")).Shows("Lopetit tämän seurannan. Kirjauksesi ovat tallessa.");
        Assert.Equal((PlanState.Stopped, "own"), ((await PlanOf(plan.Id)).State, (await PlanOf(plan.Id)).StopReason));
        var actions = (await Audit.LinesOf(aino.Id)).Select(l => l.Action).ToList();
        Assert.Contains("measurements.diary.started", actions);
        Assert.Contains("measurements.diary.stopped", actions);
        Assert.Empty(await Told(plan.Id));
        Assert.Empty(await News(plan.Id));
    }

    [Fact]
    public async Task Of_one_measure_there_is_one_however_often_it_is_begun()
    {
        var aino = await Host.SignInResident();
        var form = (await aino.Browser.Open(Page)).Choose("Paino").Choose("Silloin kun haluan");
        await Task.WhenAll(form.Press("Aloita seuranta"), form.Press("Aloita seuranta"), Start(aino.Browser), Start(aino.Browser));
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from measurements.plan"));
        (await aino.Browser.Open(Page)).Shows("Seuraat jo Oma seuranta: Paino");
    }

    [Fact]
    public async Task What_is_not_chosen_is_asked_for()
    {
        var aino = await Host.SignInResident();
        var page = await (await aino.Browser.Open(Page)).Press("Aloita seuranta");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        page.Shows("Valitse, mitä seuraat");
    }

    [Fact]
    public async Task No_professional_sees_it_and_a_dangerous_value_goes_to_nobody()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        await Opened(aino.Resident);
        var plan = IdOf(await Start(aino.Browser, "Verenpaine"), 4);
        await Record(aino.Resident, Pressure(210, 125, plan: plan));
        Assert.Equal(HttpStatusCode.NotFound, (await nurse.Browser.Open($"/fi/staff/plans/{plan}")).Status);
        Assert.Empty((await nurse.Browser.Open("/fi/staff/plans")).All("table"));
        Assert.Empty(await CasesOf(aino.Id));
    }

    [Fact]
    public async Task Someone_elses_is_not_stopped()
    {
        var (aino, mikko) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var diary = await Start(aino.Browser);
        Assert.Equal(StopPlan.Outcome.NotFound, await Host.Get<StopPlan>().Handle(mikko.Resident, IdOf(diary, 4), Ct));
        Assert.Equal(StopPlan.Outcome.NotFound, await Host.Get<StopPlan>().Handle(aino.Resident, await OrderedWeek(aino.Id), Ct));   // what a nurse ordered is theirs to stop
        Assert.Equal(2, await Db.ReadOne<int>("select count(*)::int from measurements.plan where state = 'active'"));
    }

    [Fact]
    public async Task A_young_persons_own_diary_is_their_own()
    {
        var teen = await Host.SignInResident(TestHetu.Child(15));
        var plan = IdOf(await Start(teen.Browser, "Mieliala"), 4);
        Assert.False((await PlanOf(plan)).OpenToDelegate);
    }

    static Guid IdOf(Page page, int part) => Guid.Parse(page.Path.Split('/', '?')[part]);
}
