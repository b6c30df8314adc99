using System.Net;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Plans;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Plans;

/// <summary>A nurse follows a plan by numbers, and stops it. What was measured is the resident's until it is sent.</summary>
public sealed class FollowTests : PlanTest
{
    [Fact]
    public async Task The_nurse_sees_days_and_counts_and_no_value_before_it_is_sent()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        await Opened(aino.Resident);
        var plan = await OrderedWeek(aino.Id);
        Clock.Set(At(22, day: 3));
        await Measured(aino.Resident, plan, (0, 7), (0, 21), (1, 7), (3, 7));

        nurse = await Host.SignInProfessional();
        var page = await nurse.Browser.Open($"/fi/staff/plans/{plan}");
        page.Shows("Mittauspäiviä 3/7. Ilman mittauksia: ke 25.11.");
        page.Shows("Mittauksia 8, joista lähettämättä 8.");
        Assert.Equal(["ma 23.11.", "2/2", "2/2", "Mitattu"], page.All("table tbody tr")[0].Children.Select(c => Page.Words(c).Split(' ', 2)[1]));
        page.DoesNotShow("132");
        (await nurse.Browser.Open("/fi/staff/plans")).Shows("3/7 päivää, 1 väliin");
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.plan.followed" && l.Staff == nurse.Professional.StaffId);
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.plans.listed" && l.Staff == nurse.Professional.StaffId);
    }

    [Fact]
    public async Task Numbers_of_another_units_plan_are_not_given_by_the_database_either()
    {
        var (aino, nurse, away) = (await Host.SignInResident(), await Host.SignInProfessional(), await Host.SignInProfessional("rantakyla"));
        var plan = await OrderedWeek(aino.Id);
        await Measured(aino.Resident, plan, (0, 7));
        Assert.Equal(2, await Readings(nurse.Professional));
        Assert.Equal(0, await Readings(away.Professional));
        Assert.Equal(0, await Readings(aino.Resident));   // a resident has the way of their own
        Assert.Equal(HttpStatusCode.NotFound, (await away.Browser.Open($"/fi/staff/plans/{plan}")).Status);

        async Task<int> Readings(Portal.Platform.Actor actor)
        {
            await using var work = Host.Get<Portal.Platform.Db.PortalDb>().As(actor);
            return (await work.Query<PlanHour>(PlanQueries.Hours, new { ids = new[] { plan } }, Ct)).Sum(h => h.Readings);
        }
    }

    [Fact]
    public async Task Stopped_with_a_reason_the_resident_sees_it_and_is_told_and_the_record_too()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var plan = IdOf(await Ordered(nurse, (await Opened(aino.Resident)).Id));
        var page = await nurse.Browser.Open($"/fi/staff/plans/{plan}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await page.Press("Lopeta")).Status);
        var stopped = await page.Choose("hoito on muuttunut").Press("Lopeta");
        stopped.Shows("Ohjelma on lopetettu. Asukas saa siitä viestin.");

        var its = await PlanOf(plan);
        Assert.Equal((PlanState.Stopped, "changed"), (its.State, its.StopReason));
        Assert.Equal(["plan-ordered", "plan-stopped"], await Told(plan));
        Assert.Equal(["1", "2"], await News(plan));
        (await aino.Browser.Open($"/fi/measurements/plan/{plan}")).Shows("Ohjelma on lopetettu: hoito on muuttunut. Sinun ei tarvitse enää mitata.");
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.plan.stopped");

        Assert.Equal(HttpStatusCode.Conflict, (await page.Press("Lopeta")).Status);   // the page of before, pressed again
        Assert.Equal(["1", "2"], await News(plan));
    }

    [Fact]
    public async Task A_nurse_of_another_unit_stops_nothing()
    {
        var (aino, away) = (await Host.SignInResident(), await Host.SignInProfessional("rantakyla"));
        var plan = await OrderedWeek(aino.Id);
        Assert.Equal(StopPlan.Outcome.NotFound, await Host.Get<StopPlan>().Handle(away.Professional, plan, "mistake", Ct));
        Assert.Equal(PlanState.Active, (await PlanOf(plan)).State);
    }

    [Fact]
    public async Task What_was_ordered_cannot_be_changed_by_the_portal_at_all()
    {
        var aino = await Host.SignInResident();
        var plan = await OrderedWeek(aino.Id);
        await using var connection = await Db.AsApp.OpenConnectionAsync(Ct);
        await using var command = new Npgsql.NpgsqlCommand("update measurements.plan set target_under = 200", connection);
        Assert.Equal("42501", (await Assert.ThrowsAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync(Ct))).SqlState);
        Assert.Equal(135, (await PlanOf(plan)).TargetUnder);
    }
}
