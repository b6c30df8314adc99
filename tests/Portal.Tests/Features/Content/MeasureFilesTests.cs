using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>The measures and plans themselves: what the reader cannot know about them.</summary>
public class MeasureFilesTests
{
    static readonly Catalogue Content = CatalogueReader.Read(new ContentOptions().FullPath);

    static Measure Measure(string id) => Content.Measures.Single(m => m.Id == id);

    /// <summary>The limits of a measure, and those of each plan that has its own.</summary>
    static IEnumerable<(Measure Measure, IReadOnlyList<DangerLimit> Limits)> Sets() =>
        Content.Measures.Select(m => (m, m.Limits)).Concat(Content.PlanTemplates.Where(p => p.Limits.Count > 0).Select(p => (p.Measure, p.Limits)));

    static IEnumerable<DangerLimit> Limits() => Sets().SelectMany(set => set.Limits);

    /// <summary>The limit that a reading passes, the worst; as whoever shows it looks for it.</summary>
    static DangerLimit? Passed(IReadOnlyList<DangerLimit> limits, int quantity, decimal value, DateOnly? bornOn = null) =>
        limits.FirstOrDefault(l => l.IsFor(bornOn, today) && l.Any.Any(t => t.Quantity == quantity && t.Passed(value)));

    [Fact]
    public void All_that_is_measured_at_home_is_there_in_its_order() => Assert.Equal(
        ["blood-pressure", "glucose", "weight", "temperature", "oxygen-saturation", "peak-flow", "pain", "mood", "diary"],
        Content.Measures.Select(m => m.Id));

    [Fact]
    public void Of_blows_the_best_of_each_time_counts_and_of_nothing_else() =>
        Assert.Equal(["peak-flow 30"], Content.Measures.Where(m => m.BestWithinMinutes is not null).Select(m => $"{m.Id} {m.BestWithinMinutes}"));

    [Theory]
    [InlineData("glucose", "mg/dl", "18.0182", "1")]
    [InlineData("weight", "g", "3450", "3.45")]
    [InlineData("weight", "lb", "180", "81.6466266")]
    [InlineData("temperature", "°F", "98.6", "37")]
    [InlineData("temperature", "°F", "32", "0")]
    public void Units_convert_exactly(string measure, string unit, string value, string own)
    {
        var converted = Measure(measure).Quantities[0].Others.Single(o => o.Unit == unit).Convert(Number(value));
        Assert.Equal(Number(own), converted);
    }

    static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public void A_glucose_of_119_is_no_glucose_in_mmol_but_an_ordinary_one_in_mg()
    {
        var glucose = Measure("glucose").Quantities[0];
        Assert.True(119 > glucose.Highest);
        Assert.InRange(11.9m, glucose.UsualFrom, glucose.UsualTo);
        var converted = glucose.Others.Single().Convert(119);
        Assert.Equal(119m / 18.0182m, converted);
        Assert.InRange(converted, glucose.UsualFrom, glucose.UsualTo);
    }

    static readonly DateOnly today = new(2026, 11, 23);

    [Fact]
    public void Every_limit_is_the_one_shown_at_its_own_edge()
    {
        foreach (var (measure, limits) in Sets())
            foreach (var limit in limits)
                foreach (var edge in limit.Any.Where(t => !t.NeedsEarlier))
                {
                    var smallest = 1m / (decimal)Math.Pow(10, measure.Quantities[edge.Quantity].Decimals);
                    var (inside, outside) = edge.From is { } from ? (from, from - smallest) : (edge.Under!.Value - smallest, edge.Under.Value);
                    DateOnly? bornOn = limit.UnderMonths is null ? null : today.AddDays(-1);
                    Assert.Same(limit, Passed(limits, edge.Quantity, inside, bornOn));
                    Assert.NotSame(limit, Passed(limits, edge.Quantity, outside, bornOn));
                }
    }

    [Theory]
    [InlineData("blood-pressure", 135, null)]
    [InlineData("blood-pressure", 185, "bp-today")]
    [InlineData("blood-pressure", 204, "bp-emergency")]
    [InlineData("glucose", 2.9, "glucose-very-low")]
    [InlineData("glucose", 3.9, "glucose-low")]
    [InlineData("glucose", 11.9, null)]
    [InlineData("glucose", 16, "glucose-high")]
    [InlineData("glucose", 33.3, "glucose-very-high")]
    [InlineData("temperature", 38.5, null)]
    [InlineData("temperature", 39.5, "temperature-high")]
    [InlineData("temperature", 41, "temperature-emergency")]
    [InlineData("temperature", 34.9, "temperature-low")]
    [InlineData("oxygen-saturation", 96, null)]
    [InlineData("oxygen-saturation", 93, "oxygen-today")]
    [InlineData("oxygen-saturation", 91, "oxygen-urgent")]
    [InlineData("oxygen-saturation", 90, "oxygen-emergency")]
    [InlineData("pain", 8, null)]
    [InlineData("pain", 9, "pain-today")]
    [InlineData("weight", 150, null)]
    [InlineData("peak-flow", 90, null)]
    public void A_dangerous_value_has_its_limit_and_an_ordinary_one_has_none(string measure, double value, string? limit) =>
        Assert.Equal(limit, Passed(Measure(measure).Limits, 0, (decimal)value)?.Id);

    [Fact]
    public void An_oxygen_level_that_is_good_for_lung_disease_alarms_only_those_without_it()
    {
        var copd = Content.PlanTemplates.Single(p => p.Id == "oxygen-copd");
        Assert.True(copd.Target!.Met(89, null));
        Assert.Null(Passed(copd.Limits, 0, 89));
        Assert.Equal(DangerLevel.Emergency, Passed(copd.Measure.Limits, 0, 89)!.Level);
        Assert.Equal(DangerLevel.Emergency, Passed(copd.Limits, 0, 83)!.Level);
    }

    [Fact]
    public void No_two_limits_have_the_same_id() =>
        Assert.Equal(Limits().Count(), Limits().Select(l => l.Id).Distinct().Count());

    [Fact]
    public void Every_agreed_text_says_whom_to_call()
    {
        Assert.All(Limits(), l => Assert.All([l.Text.Fi, l.Text.Sv, l.Text.En], text => Assert.Contains("112", text)));
        Assert.All(Limits().Where(l => l.Level != DangerLevel.Emergency), l => Assert.All([l.Text.Fi, l.Text.Sv, l.Text.En], text => Assert.Contains("116 117", text)));
    }

    [Fact]
    public void A_baby_with_a_fever_is_spoken_of_before_measuring_and_at_once_when_it_is_there()
    {
        Assert.Equal("temperature-baby", Passed(Measure("temperature").Limits, 0, 38, today.AddMonths(-2))?.Id);
        var fever = Measure("temperature");
        Assert.Contains(fever.How, step => step.En.Contains("under three months") && step.En.Contains("116 117"));
        Assert.Contains("under three months", fever.Limits.Single(l => l.Id == "temperature-high").Text.En);
    }

    // Only what was read in Käypä hoito on blood pressure and in NICE NG143 has been seen in its source; the rest must not look as if it had.
    [Fact]
    public void A_threshold_that_was_not_read_in_its_source_says_so()
    {
        var sources = Limits().Select(l => l.Source).Concat(Content.PlanTemplates.Where(p => p.Target is not null).Select(p => p.Source)).ToList();
        Assert.All(sources, s => Assert.True(s.Source.Contains("hoi04010") || s.Source.Contains("NG143") || s.Source.Contains("background knowledge"), s.Source));
        Assert.All(sources.Where(s => s.Source.Contains("background knowledge")), s => Assert.Contains("to be confirmed by a clinician", s.Source));
        Assert.Contains(sources, s => !s.Source.Contains("background knowledge"));
    }

    [Fact]
    public void Every_number_but_mood_is_told_to_the_patient_record()
    {
        Assert.Equal(["mood", "diary"], Content.Measures.Where(m => m.Code is null).Select(m => m.Id));
        Assert.All(Content.Measures.Where(m => m.Code is not null), m => Assert.All(m.Quantities, q => Assert.NotNull(q.Loinc)));
        Assert.Equal(["2708-6", "59408-5"], Measure("oxygen-saturation").Code!.Codes.Select(c => c.Code));
    }

    [Theory]
    [InlineData("blood-pressure-week", 7, 28)]
    [InlineData("blood-pressure-followup", 12, 48)]
    [InlineData("blood-pressure-high-risk", 7, 28)]
    [InlineData("glucose-type2", 7, 14)]
    [InlineData("glucose-fasting", 14, 14)]
    [InlineData("glucose-pregnancy", 14, 42)]
    [InlineData("weight-heart-failure", 30, 30)]
    [InlineData("weight-follow-up", 12, 12)]
    [InlineData("oxygen-copd", 14, 28)]
    [InlineData("oxygen-infection", 7, 21)]
    [InlineData("peak-flow-two-weeks", 14, 84)]
    [InlineData("temperature-follow-up", 5, 10)]
    [InlineData("pain-after-surgery", 7, 21)]
    [InlineData("mood-two-weeks", 14, 14)]
    public void A_plan_asks_for_a_reasonable_number_of_readings(string id, int days, int readings)
    {
        var plan = Content.PlanTemplates.Single(p => p.Id == id);
        var measured = Enumerable.Range(0, plan.Days).Count(day => day % plan.EveryDays == 0);
        Assert.Equal((days, readings), (measured, measured * plan.Times.Count * plan.ReadingsEachTime));
    }

    [Fact]
    public void A_plan_whose_target_depends_on_meals_tells_it_in_words()
    {
        foreach (var (id, targets) in new[] { ("glucose-type2", new[] { "7", "10" }), ("glucose-pregnancy", ["5,5", "7,8"]) })
        {
            var plan = Content.PlanTemplates.Single(p => p.Id == id);
            Assert.Null(plan.Target);
            Assert.All(targets, target => Assert.Contains($"alle {target}", plan.Text.Fi));
            Assert.All(targets, target => Assert.Contains($"under {target}", plan.Text.Sv));
            Assert.All(targets, target => Assert.Contains($"below {target.Replace(',', '.')}", plan.Text.En));
        }
    }

    [Fact]
    public void An_answer_to_measurements_needs_only_what_is_always_known()
    {
        var replies = Content.Replies.Where(r => r.Id.StartsWith("measurements-", StringComparison.Ordinal)).ToList();
        Assert.Equal(
            ["high-contact", "in-target", "more", "not-accepted", "slightly-above", "thanks"],
            replies.Select(r => r.Id["measurements-".Length..]).Order(StringComparer.Ordinal));
        Assert.All(replies, r => Assert.Empty(r.Variables.Except([ReplyVariable.Unit, ReplyVariable.Phone])));
        Assert.All(replies, r => Assert.True(r.Source is not null || r.Id == "measurements-thanks", r.Id));
    }
}
