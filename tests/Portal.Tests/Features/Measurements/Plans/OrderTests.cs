using System.Net;
using Portal.Features.Cases.Worklist;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Plans;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Plans;

/// <summary>A nurse orders measurements for whom she has, and for nobody else.</summary>
public sealed class OrderTests : PlanTest
{
    [Fact]
    public async Task From_the_page_of_a_case_a_plan_is_ordered_with_one_press_and_all_are_told()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        var choose = await (await nurse.Browser.Open($"/fi/staff/cases/{its.Id}")).Follow("Tilaa mittauksia");
        choose.Shows("Kenelle: Aino 901 Testinen");
        var form = await choose.Follow("Verenpaineviikko");
        form.Shows("Joka päivä aamulla ja illalla, 2 mittausta kerralla");
        form.Shows("alle 135/85 mmHg");
        form.Shows("viimeistään to 3.12.");   // Tuesday to Monday, three working days of Keskusta

        var page = await form.Press("Tilaa");
        page.Shows("Ohjelma on tilattu. Asukas saa siitä viestin.");
        var plan = await PlanOf(IdOf(page));
        Assert.Equal((aino.Id, "blood-pressure", "nurse-advice", "keskusta", its.Id, nurse.Professional.StaffId), (plan.Subject, plan.Measure, plan.Queue!, plan.Unit!, plan.CaseId!.Value, plan.OrderedBy!.Value));
        Assert.Equal((new DateOnly(2026, 11, 24), (DateOnly?)new DateOnly(2026, 11, 30), 2, 1), (plan.StartsOn, plan.EndsOn, plan.EachTime, plan.EveryDays));
        Assert.Equal(["morning", "evening"], plan.Times);
        Assert.Equal(At(16, day: 10), plan.LookBy);
        Assert.Equal(["plan-ordered"], await Told(plan.Id));
        Assert.Equal(["1"], await News(plan.Id));
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.plan.ordered" && l.Staff == nurse.Professional.StaffId && l.Object == plan.Id);
        (await nurse.Browser.Open("/fi/staff/plans")).Shows("Verenpaineviikko");
    }

    [Fact]
    public async Task Days_start_target_words_and_who_looks_can_be_changed_and_the_preview_shows_what_the_resident_will_see()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        await Db.Write("update cases.case set language = 'sv' where id = @Id", new { its.Id });
        void Change(Page p) => p.Fill("days", "10").Fill("start.Day", "30").Fill("start.Month", "11").Fill("under", "130").Fill("second", "80,5").Fill("note", "Kom ihåg vila.").Fill("within", "1");
        var page = await nurse.Browser.Open(OrderFor(its.Id));
        Change(page);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await page.Press("Päivitä esikatselu")).Status);   // pressures have no decimals
        page.Fill("second", "80");
        var seen = await page.Press("Päivitä esikatselu");
        seen.Shows("Näin asukas näkee sen (Svenska)");
        seen.Shows("Blodtrycksvecka");
        seen.Shows("under 130/80 mmHg");
        seen.Shows("Kom ihåg vila.");
        seen.Shows("mån 30.11 – ons 9.12, 10 dagar");
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from measurements.plan"));

        var plan = await PlanOf(IdOf(await seen.Press("Tilaa")));
        Assert.Equal((130m, 80m, "Kom ihåg vila."), (plan.TargetUnder!.Value, plan.TargetUnderSecond!.Value, plan.Note));
        Assert.Equal((new DateOnly(2026, 12, 9), At(16, day: 17)), (plan.EndsOn!.Value, plan.LookBy!.Value));   // Thursday 10 December
    }

    [Fact]
    public async Task Public_holidays_are_no_working_days()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        var page = await Ordered(nurse, its.Id, change: p => p.Fill("days", "30"));   // until Wednesday 23 December
        Assert.Equal(new DateOnly(2026, 12, 23), (await PlanOf(IdOf(page))).EndsOn);
        var by = (await PlanOf(IdOf(page))).LookBy!.Value;
        Assert.True(by > new DateTimeOffset(2026, 12, 28, 0, 0, 0, TimeSpan.Zero), $"{by:O}");   // Christmas and the weekend do not count
    }

    [Theory]
    [InlineData("days", "0", "1–366"), InlineData("days", "monta", "1–366"), InlineData("start.Year", "2025", "Anna alkamispäivä"), InlineData("start.Day", "31", "Anna alkamispäivä")]
    [InlineData("under", "-5", "Tarkista tavoite"), InlineData("under", "9000", "Tarkista tavoite"), InlineData("within", "99", "1–30")]
    public async Task What_cannot_be_is_asked_again_with_everything_typed_kept(string field, string typed, string says)
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var page = await Ordered(nurse, (await Opened(aino.Resident)).Id, change: p => p.Fill("note", "Muista levätä.").Fill(field, typed));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        page.Shows(says);
        page.Shows("Muista levätä.");
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from measurements.plan"));
    }

    [Fact]
    public async Task Ordering_twice_is_once()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var page = await nurse.Browser.Open(OrderFor((await Opened(aino.Resident)).Id));
        var both = await Task.WhenAll(page.Press("Tilaa"), page.Press("Tilaa"));
        Assert.Equal(IdOf(both[0]), IdOf(both[1]));
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from measurements.plan"));
        Assert.Equal(["plan-ordered"], await Told(IdOf(both[0])));
        Assert.Equal(["1"], await News(IdOf(both[0])));
        (await nurse.Browser.Open(page.Path)).Shows("Jo käynnissä: Verenpaineviikko, ti 24.11. – ma 30.11., 7 päivää");   // another one would be on purpose
    }

    [Fact]
    public async Task For_the_case_of_another_unit_or_one_that_is_not_there_nothing_is_ordered()
    {
        var (aino, away) = (await Host.SignInResident(), await Host.SignInProfessional("rantakyla"));
        var its = await Opened(aino.Resident);
        foreach (var query in new[] { $"case={its.Id}", $"case={Guid.NewGuid()}", $"person={Guid.NewGuid()}", "case=hei", "" })
            Assert.Equal(HttpStatusCode.NotFound, (await away.Browser.Open($"/fi/staff/plans/new?{query}&template=blood-pressure-week")).Status);
    }

    /// <summary>As if the page had forgotten to ask: the database's own wall.</summary>
    [Fact]
    public async Task A_plan_for_somebody_whom_the_professional_does_not_have_is_refused_by_the_database()
    {
        var (aino, away) = (await Host.SignInResident(), await Host.SignInProfessional("rantakyla"));
        await Opened(aino.Resident);
        var content = Host.Get<Portal.Features.Content.ContentFacade>();
        var order = new PlanOrder(Guid.CreateVersion7(), content.PlanTemplate("blood-pressure-week")!, Queue, new(2026, 11, 24), 7, null, null, 3);
        var whom = new Whom(aino.Id, null, null, Portal.Platform.Web.Language.Finnish, true, []);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => Host.Get<OrderPlan>().Handle(away.Professional, whom, order, Ct));
        Assert.Equal("42501", refused.SqlState);
    }

    [Fact]
    public async Task For_a_person_opened_for_a_reason_it_is_ordered_and_the_unit_then_knows_them()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var colleague = await Host.SignInProfessional(subject: "toinen");
        var (_, opening) = await Host.Get<OpenPerson>().Handle(nurse.Professional, TestHetu.Of(1), "phone-call", null, Ct);
        var choose = await (await nurse.Browser.Open($"/fi/staff/people/{opening}")).Follow("Tilaa mittauksia");
        choose.Shows("Aino 901 Testinen");
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.Browser.Open(choose.Path)).Status);   // it is open to who opened it

        var page = await (await choose.Follow("Verenpaineviikko")).Press("Tilaa");
        (await colleague.Browser.Open($"/fi/staff/plans/{IdOf(page)}")).Shows("Aino 901 Testinen");
    }

    [Fact]
    public async Task Another_unit_may_be_the_one_that_looks_and_both_follow_it()
    {
        var (aino, nurse, away, other) = (await Host.SignInResident(), await Host.SignInProfessional(), await Host.SignInProfessional("neuvola"), await Host.SignInProfessional("rantakyla"));
        var queue = Host.Get<Portal.Features.Content.ContentFacade>().Queues.First(q => q.Unit.Id == "neuvola");
        var page = await Ordered(nurse, (await Opened(aino.Resident)).Id, change: p => p.Fill("queue", queue.Id));
        (await away.Browser.Open($"/fi/staff/plans/{IdOf(page)}")).Shows("Aino 901 Testinen");
        (await nurse.Browser.Open($"/fi/staff/plans/{IdOf(page)}")).Shows("Aino 901 Testinen");
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.Open($"/fi/staff/plans/{IdOf(page)}")).Status);
        Assert.Empty((await other.Browser.Open("/fi/staff/plans")).All("table"));
    }

    [Fact]
    public async Task A_young_persons_plan_is_open_to_those_who_act_for_them_as_their_case_is()
    {
        var nurse = await Host.SignInProfessional();
        var teen = await Host.SignInResident(TestHetu.Child(15));
        var its = await Opened(teen.Resident);
        await Db.Write("update cases.case set open_to_delegate = false where id = @Id", new { its.Id });
        var page = await Ordered(nurse, its.Id);
        Assert.False((await PlanOf(IdOf(page))).OpenToDelegate);
        await using var work = Host.Get<PortalDb>().As(teen.Resident);
        Assert.NotNull(await work.QueryOne<Plan>(MeasurementQueries.Plan, new { id = IdOf(page) }, Ct));
    }
}
