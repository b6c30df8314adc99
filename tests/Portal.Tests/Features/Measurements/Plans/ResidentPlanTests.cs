using System.Net;
using Portal.Features.Measurements;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Plans;

/// <summary>The resident sees what to do, why, who looks at it and by when; and what is done and missing.</summary>
public sealed class ResidentPlanTests : PlanTest
{
    [Fact]
    public async Task The_page_of_a_plan_says_all_that_the_nurse_ordered()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var plan = IdOf(await Ordered(nurse, (await Opened(aino.Resident)).Id, change: p => p.Fill("note", "Mittaa oikeasta kädestä.").Fill("start.Day", "23")));
        var page = await aino.Browser.Open($"/fi/measurements/plan/{plan}");
        Assert.Equal("Verenpaineviikko", page.Heading);
        page.Shows("Mittaa oikeasta kädestä.");
        page.Shows("Tavoite alle 135/85 mmHg. Keskustan terveysaseman hoitaja katsoo tulokset viimeistään ke 2.12.");
        page.Shows("Keskustan terveysaseman hoitaja katsoo tulokset viimeistään ke 2.12.");
        page.Shows("Aamu 0/2 mitattu Tekemättä Ilta 0/2 mitattu Tekemättä");
        Assert.Equal($"/fi/measurements/blood-pressure?plan={plan}", page.Find("a.button[href*='blood-pressure']").GetAttribute("href"));
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.plan.seen" && l.Object == plan);
    }

    [Fact]
    public async Task Progress_shows_todays_tasks_the_missing_days_kindly_and_the_readings_as_a_chart_and_a_table()
    {
        var aino = await Host.SignInResident();
        var plan = await OrderedWeek(aino.Id);
        Clock.Set(At(12, day: 3));
        await Measured(aino.Resident, plan, (0, 7), (0, 21), (1, 7), (3, 7));
        aino = await Host.SignInResident();
        var page = await aino.Browser.Open($"/fi/measurements/plan/{plan}");
        page.Shows("Aamu 2/2 mitattu Tehty Ilta 0/2 mitattu Tekemättä");
        page.Shows("Mittauspäiviä 3/7. Väliin on jäänyt: ke 25.11. Ei haittaa: jatka tästä.");
        page.Shows("Lähettämättömiä mittauksia: 8. Ne lähtevät itsestään, kun ohjelma on päättynyt (su 29.11.).");
        page.Shows("132/84 mmHg");
        Assert.NotNull(page.Find("main svg[role=img][aria-labelledby]"));
        Assert.Equal($"/fi/measurements/send?plan={plan}", page.Find("a[href*='measurements/send']").GetAttribute("href"));
    }

    [Fact]
    public async Task The_overview_and_the_home_page_say_what_is_to_be_measured_now_in_its_time_of_day()
    {
        var aino = await Host.SignInResident();
        var plan = await OrderedWeek(aino.Id);
        (await aino.Browser.Open("/fi/measurements")).Shows("Verenpaineviikko Aamu 0/2, Ilta 0/2");
        var home = await aino.Browser.Open("/fi/my");
        home.Shows("Verenpaineviikko: aamu");
        home.DoesNotShow("Verenpaineviikko: ilta");

        await Measured(aino.Resident, plan, (0, 7));
        (await aino.Browser.Open("/fi/my")).DoesNotShow("Verenpaineviikko: aamu");
        Clock.Set(At(18));
        (await Again(aino)).Shows("Verenpaineviikko: ilta");
        Clock.Set(At(23, 30));
        (await Again(aino)).DoesNotShow("Verenpaineviikko:");   // nobody is sent to measure at night
        Clock.Set(At(8, day: 2));
        (await Again(aino)).Shows("Viimeksi mittaus jäi väliin. Ei haittaa: jatka tästä.");
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.plans.seen");
    }

    /// <summary>Sessions end while the clock goes on.</summary>
    async Task<Page> Again(SignedInResident who) => await (await Host.SignInResident(await Host.HetuOf(who.Id))).Browser.Open("/fi/my");

    [Fact]
    public async Task A_plan_that_has_just_been_ordered_is_on_the_home_page_before_there_is_anything_to_measure()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        await Ordered(nurse, (await Opened(aino.Resident)).Id);
        var home = await aino.Browser.Open("/fi/my");
        home.Shows("Sinulle on tilattu: Verenpaineviikko");
        home.Shows("ti 24.11. – ma 30.11., 7 päivää");
    }

    [Fact]
    public async Task Someone_elses_plan_is_not_found()
    {
        var (aino, mikko) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var plan = await OrderedWeek(aino.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await mikko.Browser.Open($"/fi/measurements/plan/{plan}")).Status);
        Assert.DoesNotContain("Verenpaineviikko", (await mikko.Browser.Open("/fi/measurements")).Text);
    }

    [Fact]
    public async Task A_daughter_sees_and_does_her_mothers_and_it_is_written_down()
    {
        var (mother, daughter) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var plan = await OrderedWeek(mother.Id);
        var acting = await Host.ActFor(daughter, mother);
        var page = await acting.Browser.Open($"/fi/measurements/plan/{plan}");
        page.Shows("Verenpaineviikko");
        Assert.Contains(await Audit.LinesOf(mother.Id), l => l.Action == "measurements.plan.seen" && l.Self == daughter.Id.Value && l.Basis == "mandate");
        (await acting.Browser.Open("/fi/my")).Shows("Verenpaineviikko: aamu");
        await Db.Write("update measurements.plan set open_to_delegate = false");
        Assert.Equal(HttpStatusCode.NotFound, (await acting.Browser.Open($"/fi/measurements/plan/{plan}")).Status);
    }
}
