using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>Limits that need more than the value: the age, what was measured before, the plan.</summary>
public sealed class DangerTests : MeasurementTest
{
    [Fact]
    public async Task Fever_of_a_baby_is_urgent_and_the_same_fever_of_an_adult_is_not()
    {
        var parent = (await Host.SignInResident()).Resident;
        var fever = () => Of("temperature", 38.4m, At(7));
        Assert.Empty((await Record(parent, fever())).Dangers);
        var kept = await Host.Get<RecordReadings>().Handle(parent, [fever()], "fi", bornOn: new DateOnly(2026, 10, 1), Ct);
        Assert.Equal("temperature-baby", Assert.Single(kept.Dangers).Limit.Id);
    }

    [Fact]
    public async Task Two_kilos_in_three_days_is_told_in_heart_failure_and_to_nobody_else()
    {
        var aino = (await Host.SignInResident()).Resident;
        await Record(aino, Of("weight", 80.0m, At(7, day: -4)), Of("weight", 81.0m, At(7, day: -2)));
        Assert.Empty((await Record(aino, Of("weight", 83.0m, At(7)))).Dangers);

        var plan = await Ordered(aino.Subject, "weight", "weight-heart-failure");
        Assert.Empty((await Record(aino, Of("weight", 82.9m, At(7, 5), plan))).Dangers);
        var kept = await Record(aino, Of("weight", 83.0m, At(7, 10), plan));
        Assert.Equal("weight-rise", Assert.Single(kept.Dangers).Limit.Id);
        Assert.Equal(2, (await Stored(kept.CaseId!.Value)).Urgency);
    }

    [Fact]
    public async Task Half_of_ones_own_best_blow_is_urgent_and_a_withdrawn_blow_is_no_best()
    {
        var aino = (await Host.SignInResident()).Resident;
        var best = Of("peak-flow", 600, At(7, day: -30));
        await Record(aino, best, Of("peak-flow", 400, At(7, day: -20)));
        Assert.Equal("peak-flow-half", Assert.Single((await Record(aino, Of("peak-flow", 290, At(7)))).Dangers).Limit.Id);
        await Change(aino, best.Id, 1, null);
        Assert.Empty((await Record(aino, Of("peak-flow", 290, At(7, 5)))).Dangers);
    }

    [Fact]
    public async Task A_plan_with_limits_of_its_own_has_only_those()
    {
        var aino = (await Host.SignInResident()).Resident;
        var copd = Host.Get<ContentFacade>().PlanTemplate("oxygen-copd")!;
        Assert.NotEmpty(copd.Limits);
        var plan = await Ordered(aino.Subject, "oxygen-saturation", copd.Id);
        var usual = Of("oxygen-saturation", 91, At(7));
        Assert.NotEmpty((await Record(aino, usual)).Dangers);
        Assert.Empty((await Record(aino, usual with { Id = Guid.CreateVersion7(), PlanId = plan })).Dangers);
    }

    ReadingEntry Of(string measure, decimal value, DateTimeOffset at, Guid? plan = null) =>
        new(Guid.CreateVersion7(), Host.Get<ContentFacade>().Measure(measure)!, at, [value]) { PlanId = plan };

    async Task<Guid> Ordered(PersonId subject, string measure, string template)
    {
        var id = await OrderedWeek(subject);
        await Db.Write("update measurements.plan set measure = @measure, template = @template, target_under = null, target_under_second = null where id = @id", new { id, measure, template });
        return id;
    }
}
