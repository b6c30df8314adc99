using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>What is read of a plan that can be ordered, and every check of it, proved by content that breaks it.</summary>
public sealed class PlanTemplateReaderTests : IDisposable
{
    const string File = "plans/cool-month.yaml";
    readonly SampleContent content = new();

    public PlanTemplateReaderTests() => content.Write(File, """
        id: cool-month
        measure: warmth
        name: { fi: Viileä kuukausi, sv: Sval månad, en: Cool month }
        text: { fi: Mittaa., sv: Mät., en: Measure. }
        times: [morning, evening]
        readings_each_time: 2
        every_days: 7
        days: 28
        target: { from: 35.5, under: 37.5 }
        look_within_days: 5
        source: A book
        sign_off: pending
        limits:
          - id: warm
            level: today
            any:
              - { quantity: warmth, from: 38 }
            text: { fi: Soita., sv: Ring., en: Call. }
            source: Another book
            sign_off: pending
          - id: cold
            level: urgent
            any:
              - { quantity: warmth, under: 34 }
            text: { fi: Lämmittele., sv: Värm dig., en: Get warm. }
            source: Another book
            sign_off: pending
        """);

    public void Dispose() => content.Dispose();

    [Fact]
    public void A_valid_plan_is_read_whole()
    {
        var plan = content.Read().PlanTemplates[0];
        Assert.Equal(("cool-month", "warmth", "Sval månad", "Measure."), (plan.Id, plan.Measure.Id, plan.Name.Sv, plan.Text.En));
        Assert.Equal([TimeOfDay.Morning, TimeOfDay.Evening], plan.Times);
        Assert.Equal((2, 7, 28, 5), (plan.ReadingsEachTime, plan.EveryDays, plan.Days, plan.LookWithinDays));
        Assert.Equal(new Target(35.5m, 37.5m, null), plan.Target);
        Assert.Equal([("cold", new Threshold(0, null, 34)), ("warm", new Threshold(0, 38, null))], plan.Limits.Select(l => (l.Id, l.Any.Single())));
        Assert.Equal(new("A book", null), plan.Source);
    }

    [Fact]
    public void A_plan_may_do_without_target_and_limits_of_its_own()
    {
        content.Write(File, """
            id: cool-month
            measure: warmth
            name: { fi: Viileä kuukausi, sv: Sval månad, en: Cool month }
            text: { fi: Mittaa., sv: Mät., en: Measure. }
            times: [any]
            readings_each_time: 1
            every_days: 1
            days: 28
            look_within_days: 5
            source: A book
            sign_off: pending
            """);
        var plan = content.Read().PlanTemplates[0];
        Assert.Null(plan.Target);
        Assert.Empty(plan.Limits);
    }

    [Fact]
    public void A_target_is_met_from_its_lower_edge_and_below_its_upper_ones()
    {
        var target = new Target(88, 93, 85);
        Assert.Equal((false, true, true, false), (target.Met(87.9m, 84), target.Met(88, 84), target.Met(92.9m, 84.9m), target.Met(93, 84)));
        Assert.Equal((false, true), (target.Met(90, 85), target.Met(90, null)));
    }

    [Theory]
    [InlineData("id: cool-month", "id: cold-month", "must be the same as the file's name")]
    [InlineData("measure: warmth", "measure: heat", "cool-month.yaml:1: measure has 'heat', which does not exist")]
    [InlineData("sv: Mät., ", "", "cool-month.yaml:4: text.sv is missing")]
    [InlineData("times: [morning, evening]", "times: []", "cool-month.yaml:5: times must be a list with at least one item")]
    [InlineData("times: [morning, evening]", "times: [morning, morning]", "times has 'morning' twice")]
    [InlineData("times: [morning, evening]", "times: [morning, midnight]", "times has 'midnight', but must be one of morning, day, evening, any")]
    [InlineData("readings_each_time: 2", "readings_each_time: 4", "readings_each_time is '4', but must be a whole number from 1 to 3")]
    [InlineData("every_days: 7", "every_days: 0", "every_days is '0', but must be a whole number from 1 to 31")]
    [InlineData("days: 28", "days: 367", "days is '367', but must be a whole number from 1 to 366")]
    [InlineData("days: 28\n", "", "cool-month.yaml:1: days is missing")]
    [InlineData("look_within_days: 5", "look_within_days: soon", "look_within_days is 'soon'")]
    [InlineData("target: { from: 35.5, under: 37.5 }", "target: {}", "cool-month.yaml:9: target.from is missing, and so are 'under' and 'under_second'")]
    [InlineData("from: 35.5, under: 37.5", "from: 37.5, under: 37.5", "target.from must be less than 'under'")]
    [InlineData("from: 35.5, under: 37.5", "under: 45.1", "cool-month.yaml:9: target.under must be between the quantity's lowest and highest")]
    [InlineData("from: 35.5, under: 37.5", "from: 25", "target.from must be between the quantity's lowest and highest")]
    [InlineData("from: 35.5, under: 37.5", "under_second: 37", "target.under_second is about a number that the measure does not have")]
    [InlineData("from: 35.5, under: 37.5", "below: 37", "target.below is not a known field")]
    [InlineData("under: 34", "under: 24", "cool-month.yaml:24: limits[2].any[1].under must be between the quantity's lowest and highest")]
    [InlineData("id: cold\n", "id: warm\n", "limits has 'warm' twice")]
    [InlineData("source: A book\n", "", "cool-month.yaml:1: source is missing")]
    [InlineData("sign_off: pending\nlimits", "limits", "cool-month.yaml:1: sign_off is missing")]
    public void A_fault_in_a_plan_is_named(string old, string with, string problem) => content.Refuses(File, old, with, problem);
}
