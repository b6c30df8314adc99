using Portal.Features.Content;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Plans;

namespace Portal.Tests.Features.Measurements.Plans;

/// <summary>How far a plan is, by days of Helsinki: pure counting.</summary>
public class PlanProgressTests
{
    static readonly DateOnly monday = new(2026, 11, 23);

    static readonly Plan week = new()
    {
        Id = Guid.NewGuid(), StartsOn = monday, EndsOn = monday.AddDays(6), Times = ["morning", "evening"], EachTime = 2, EveryDays = 1, Queue = "nurse-advice", Unit = "keskusta",
    };

    static PlanHour Hour(Plan plan, int day, int hour, int readings = 2, int drafts = 0) =>
        new() { PlanId = plan.Id, Day = plan.StartsOn.AddDays(day), Hour = hour, Readings = readings, Drafts = drafts };

    [Fact]
    public void Days_are_done_partly_done_missing_today_and_to_come()
    {
        var it = PlanProgress.Of(week, [Hour(week, 0, 7), Hour(week, 0, 21), Hour(week, 1, 8), Hour(week, 3, 6, 1, drafts: 1)], monday.AddDays(3));
        Assert.Equal([PlanDayState.Done, PlanDayState.Partly, PlanDayState.Missing, PlanDayState.Today, PlanDayState.ToCome, PlanDayState.ToCome, PlanDayState.ToCome], it.Days.Select(d => d.State));
        Assert.Equal([new(TimeOfDay.Morning, 1, 2), new(TimeOfDay.Evening, 0, 2)], it.Today!.Tasks);
        Assert.Equal((7, 1, 3), (it.Readings, it.Drafts, it.MeasuredDays));
        Assert.Equal([monday.AddDays(2)], it.Missing.Select(d => d.Day));
    }

    [Theory]
    [InlineData(5, "morning"), InlineData(13, "morning"), InlineData(14, "evening"), InlineData(23, "evening"), InlineData(0, "morning")]
    public void An_hour_belongs_to_the_nearest_of_the_plans_times(int hour, string time) =>
        Assert.Equal(time, PlanProgress.TimeOf(hour, week.TimesOfDay).ToString().ToLowerInvariant());

    [Theory]
    [InlineData(9, "morning"), InlineData(12, "day"), InlineData(16, "day"), InlineData(18, "evening")]
    public void Of_three_times_too(int hour, string time) =>
        Assert.Equal(time, PlanProgress.TimeOf(hour, [TimeOfDay.Morning, TimeOfDay.Day, TimeOfDay.Evening]).ToString().ToLowerInvariant());

    [Fact]
    public void What_is_measured_once_a_week_may_be_measured_on_any_day_of_the_week()
    {
        var weekly = week with { Id = Guid.NewGuid(), Times = ["any"], EachTime = 1, EveryDays = 7, EndsOn = monday.AddDays(20) };
        var it = PlanProgress.Of(weekly, [Hour(weekly, 3, 12, 1)], monday.AddDays(15));
        Assert.Equal([PlanDayState.Done, PlanDayState.Missing, PlanDayState.Today], it.Days.Select(d => d.State));
        Assert.Equal(PlanDayState.Today, PlanProgress.Of(weekly, [], monday.AddDays(3)).Days[0].State);   // not missing while there is time
    }

    [Fact]
    public void A_plan_goes_over_the_end_of_a_month_and_of_a_year()
    {
        var plan = week with { StartsOn = new(2026, 12, 29), EndsOn = new(2027, 1, 4) };
        Assert.Equal([29, 30, 31, 1, 2, 3, 4], PlanProgress.Of(plan, [], new(2027, 1, 1)).Days.Select(d => d.Day.Day));
    }

    [Fact]
    public void A_diary_without_times_asks_for_nothing_and_a_long_one_looks_a_month_back()
    {
        var free = week with { Times = [], EndsOn = null, Queue = null, Unit = null };
        var it = PlanProgress.Of(free, [Hour(free, 0, 7)], monday.AddDays(3));
        Assert.Equal((0, 2), (it.Days.Count, it.Readings));
        Assert.Null(it.Today);
        Assert.Equal(31, PlanProgress.Of(week with { EndsOn = null }, [], monday.AddDays(400)).Days.Count);
    }

    [Theory]   // summer time ends on 25 October 2026 and begins on 28 March 2027
    [InlineData("2026-10-24", "02:00", "20:00"), InlineData("2026-10-25", "03:00", "21:00"), InlineData("2027-03-27", "03:00", "21:00"), InlineData("2027-03-28", "02:00", "20:00")]
    public void The_times_of_a_day_go_by_the_clocks_of_Helsinki(string day, string morning, string eveningEnds)
    {
        var on = DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(morning, $"{PlanProgress.Window(on, TimeOfDay.Morning).From:HH:mm}");
        Assert.Equal(eveningEnds, $"{PlanProgress.Window(on, TimeOfDay.Evening).To:HH:mm}");
    }

    [Fact]
    public void A_week_ends_as_so_many_days_whatever_the_clocks_do()
    {
        var plan = week with { StartsOn = new(2026, 10, 22), EndsOn = new(2026, 10, 28) };
        Assert.Equal(7, PlanProgress.Of(plan, [], new(2026, 10, 25)).Days.Count);
    }
}
