using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Platform.Web;

namespace Portal.Tests.Features.Measurements;

/// <summary>Each number here was counted by hand.</summary>
public sealed class SeriesSummaryTests
{
    static readonly Target under135 = new(null, 135, 85);
    static readonly Measure pressure = new()
    {
        Id = "blood-pressure", Order = 1, Name = Text("Verenpaine"), How = [], Source = new("A book", null), Contexts = [], Posture = false, Limits = [], Mean = true, FirstDayOut = true,
        Quantities = [Whole("systolic"), Whole("diastolic")],
    };

    static Quantity Whole(string id) => new(id, Text(id), "mmHg", "mm[Hg]", null, 0, 0, 300, 0, 300, false, []);

    static LocalText Text(string text) => new(text, text, text);

    /// <summary>Day 0 is Monday 23 November 2026.</summary>
    static Reading R(int day, int hour, decimal upper, decimal? lower = null) => new()
    {
        Id = Guid.CreateVersion7(), Measure = "blood-pressure", MeasuredAt = new DateOnly(2026, 11, 23).AddDays(day).StartsAt().AddHours(hour), Value1 = upper, Value2 = lower, State = ReadingState.Sent,
    };

    static SeriesSummary Of(IEnumerable<Reading> readings, Plan? plan = null, int today = 6, Target? target = null) =>
        SeriesSummary.Of(pressure, readings, _ => target ?? plan?.Target, plan, new DateOnly(2026, 11, 23).AddDays(today));

    [Fact]
    public void The_first_day_is_left_out_of_the_mean_and_not_of_the_range()
    {
        var it = Of([R(0, 8, 160, 100), R(1, 8, 130, 80), R(1, 20, 133, 83), R(2, 8, 128, 82)], target: under135);
        Assert.Equal((4, 3, 3, true), (it.Count, it.Days, it.Counted, it.FirstDayOut));
        Assert.Equal(391m / 3, it.Quantities[0].Mean);            // (130 + 133 + 128) / 3
        Assert.Equal((130m, 82m), (it.Mean(0), it.Mean(1)));      // 130.33 and (80 + 83 + 82) / 3 = 81.67
        Assert.Equal((128m, 160m), (it.Quantities[0].Lowest, it.Quantities[0].Highest));
        Assert.Equal((3, 100), (it.InTarget, it.TargetPercent));
    }

    [Fact]
    public void One_day_alone_counts()
    {
        var it = Of([R(0, 8, 150, 90), R(0, 20, 141, 88)]);
        Assert.Equal((false, 2, 145.5m), (it.FirstDayOut, it.Counted, it.Quantities[0].Mean));
        Assert.Equal(146m, it.Mean(0));   // halves are rounded up, as by hand
        Assert.Null(it.Quantities[0].Change);
        Assert.Null(it.TargetPercent);
    }

    [Fact]
    public void In_target_is_both_numbers_below_their_limits()
    {
        var it = Of([R(0, 8, 100, 60), R(1, 8, 134, 84), R(1, 20, 135, 80), R(2, 8, 130, 85), R(2, 20, 120, 70)], target: under135);
        Assert.Equal((4, 2, 50), (it.Counted, it.InTarget, it.TargetPercent));
    }

    [Fact]
    public void The_change_compares_the_last_third_of_days_with_the_first()
    {
        // Day 0 is left out; of days 1–6 the first two have 150, 146 and 148, the last two 132 and 136.
        var it = Of([R(0, 8, 190), R(1, 8, 150), R(1, 20, 146), R(2, 8, 148), R(3, 8, 140), R(4, 8, 141), R(5, 8, 132), R(6, 8, 136)]);
        Assert.Equal(134m - 148m, it.Quantities[0].Change);
        Assert.False(it.Quantities[0].IsSteady);
        Assert.True(Of([R(0, 8, 190), R(1, 8, 140), R(2, 8, 141), R(3, 8, 142)]).Quantities[0].IsSteady);   // 2 of 141 is less than 2 %
    }

    [Fact]
    public void Morning_and_evening_are_told_apart_by_the_clocks_of_Finland()
    {
        var it = Of([R(0, 8, 100), R(1, 4, 130), R(1, 11, 140), R(1, 13, 999), R(1, 16, 120), R(2, 1, 110)]);
        Assert.Equal((135m, 115m), (it.Quantities[0].Morning, it.Quantities[0].Evening));
    }

    /// <summary>A meter's HI has no number: out of target, standing out, and in no mean.</summary>
    [Fact]
    public void What_the_meter_could_not_measure_counts_for_all_but_the_mean()
    {
        var high = R(1, 12, 0) with { Value1 = null, MeterShows = "HI" };
        var it = Of([R(0, 8, 150, 90), R(1, 8, 130, 80), high, R(2, 8, 132, 82)], target: under135);
        Assert.Equal((4, 2, 3, 2), (it.Count, it.Counted, it.Aimed, it.InTarget));
        Assert.Equal(131m, it.Mean(0));
        Assert.Equal([high.Id], it.Outliers);
        var alone = Of([high], target: under135);
        Assert.Equal((1, 0, 0), (alone.Count, alone.Quantities.Count, alone.TargetPercent));
        Assert.Null(alone.Mean(0));
    }

    [Fact]
    public void What_is_far_from_the_others_stands_out()
    {
        var odd = R(3, 8, 182, 110);
        var it = Of([R(0, 8, 132, 82), R(1, 8, 128, 80), R(2, 8, 130, 81), odd, R(4, 8, 134, 84), R(5, 8, 131, 83)]);
        // Upper: the median is 131.5, the median distance 2, at least 2 % = 2.63: further than 11.8 stands out.
        Assert.Equal([odd.Id], it.Outliers);
        Assert.Empty(Of([R(0, 8, 132), R(1, 8, 128), odd]).Outliers);   // of three nothing can be said
        Assert.Empty(Of([R(0, 8, 130), R(1, 8, 130), R(2, 8, 130), R(3, 8, 130), R(4, 8, 136)]).Outliers);   // the others being equal does not make 6 far
    }

    [Fact]
    public void Missing_days_are_those_of_the_plan_that_have_passed()
    {
        var plan = new Plan { StartsOn = new(2026, 11, 23), EndsOn = new(2026, 11, 29), EveryDays = 2, TargetUnder = 135 };
        Assert.Equal([new(2026, 11, 25)], Of([R(0, 8, 120), R(1, 8, 120)], plan, today: 3).MissingDays);   // 23, 25, 27, 29: the last two are to come
        Assert.Equal(2, Of([R(0, 8, 120), R(4, 8, 120)], plan, today: 30).MissingDays.Count);
        Assert.Empty(Of([R(0, 8, 120)], plan, today: 2).MissingDays);   // today is not over
        Assert.Empty(Of([R(0, 8, 120)]).MissingDays);
    }

    [Fact]
    public void A_mistake_is_not_counted()
    {
        var it = Of([R(0, 8, 120, 80), R(0, 9, 300, 200) with { Withdraws = true }, R(0, 10, 290, 190) with { State = ReadingState.Withdrawn }]);
        Assert.Equal((1, 120m), (it.Count, it.Quantities[0].Highest));
    }

    static readonly Measure blows = pressure with { Id = "peak-flow", Quantities = [Whole("blow")], FirstDayOut = false, BestWithinMinutes = 30 };

    static Reading Blow(int day, int hour, int minute, decimal value, string? context = null) =>
        R(day, hour, value) with { MeasuredAt = new DateOnly(2026, 11, 23).AddDays(day).StartsAt().AddHours(hour).AddMinutes(minute), Context = context };

    static SeriesSummary Blown(params Reading[] readings) => SeriesSummary.Of(blows, readings, _ => new(450, null, null), null, new(2026, 11, 29));

    [Fact]
    public void Of_blows_the_best_of_each_time_is_all_that_counts()
    {
        var it = Blown(Blow(0, 8, 2, 430), Blow(0, 8, 0, 400), Blow(0, 8, 1, 460), Blow(0, 20, 0, 440), Blow(0, 20, 1, 380), Blow(1, 8, 0, 480), Blow(2, 8, 0, 300), Blow(2, 8, 5, 500));
        Assert.Equal((8, 3, 4), (it.Count, it.Days, it.Counted));
        Assert.Equal((470m, 440m, 500m), (it.Quantities[0].Mean, it.Quantities[0].Lowest, it.Quantities[0].Highest));   // 460, 440, 480, 500
        Assert.Equal((480m, 440m), (it.Quantities[0].Morning, it.Quantities[0].Evening));                               // 460, 480, 500; 440
        Assert.Equal((4, 3, 75), (it.Aimed, it.InTarget, it.TargetPercent));
        Assert.Equal(50m, it.Quantities[0].Change);                                                                     // 500 − (460 + 440) / 2
    }

    [Fact]
    public void A_time_ends_after_its_minutes_and_where_the_reliever_was_taken()
    {
        Assert.Equal(1, Blown(Blow(0, 8, 0, 400), Blow(0, 8, 15, 410), Blow(0, 8, 30, 420)).Counted);
        Assert.Equal(2, Blown(Blow(0, 8, 0, 400), Blow(0, 8, 15, 410), Blow(0, 8, 31, 420)).Counted);   // from the first, however close they follow
        var it = Blown(Blow(0, 8, 0, 400, "before-reliever"), Blow(0, 8, 1, 390), Blow(0, 8, 16, 480, "after-reliever"), Blow(0, 8, 17, 470, "after-reliever"));
        Assert.Equal((2, 440m), (it.Counted, it.Quantities[0].Mean));   // 400 and 480
    }

    [Fact]
    public void A_poor_blow_beside_a_good_one_does_not_stand_out()
    {
        Reading[] even = [.. Enumerable.Range(0, 5).SelectMany(d => new[] { Blow(d, 8, 0, 250), Blow(d, 8, 1, 480 + d) })];
        Assert.Empty(Blown(even).Outliers);
        var alone = Blow(5, 8, 0, 250);
        Assert.Equal([alone.Id], Blown([.. even, alone]).Outliers);
    }

    [Fact]
    public void Nothing_comes_to_nothing()
    {
        var it = Of([]);
        Assert.Equal((0, 0, 0), (it.Count, it.Days, it.Counted));
        Assert.Empty(it.Quantities);
        Assert.Null(it.Mean(0));
        Assert.Null(it.TargetPercent);
    }
}
