using Portal.Features.Content;
using DemoHolidays = Portal.DevStack.DemoData.FinnishHolidays;

namespace Portal.Tests.Features.Content;

/// <summary>Against the days in published Finnish calendars; and the demo data's own calendar, which is written apart, agrees.</summary>
public class FinnishHolidaysTests
{
    [Theory]
    [InlineData("2024-03-29", "Good Friday")]
    [InlineData("2024-03-31", "Easter Sunday")]
    [InlineData("2024-06-22", "Midsummer Day")]
    [InlineData("2024-11-02", "All Saints' Day")]
    [InlineData("2025-04-21", "Easter Monday")]
    [InlineData("2025-05-29", "Ascension Day")]
    [InlineData("2025-06-08", "Whit Sunday")]
    [InlineData("2025-11-01", "All Saints' Day")]
    [InlineData("2026-01-06", "Epiphany")]
    [InlineData("2026-04-03", "Good Friday")]
    [InlineData("2026-05-14", "Ascension Day")]
    [InlineData("2026-06-19", "Midsummer Eve")]
    [InlineData("2026-06-20", "Midsummer Day")]
    [InlineData("2026-10-31", "All Saints' Day")]
    [InlineData("2026-12-24", "Christmas Eve")]
    [InlineData("2027-03-28", "Easter Sunday")]
    [InlineData("2027-06-26", "Midsummer Day")]
    [InlineData("2027-11-06", "All Saints' Day")]
    [InlineData("2028-04-16", "Easter Sunday")]
    [InlineData("2028-06-04", "Whit Sunday")]
    [InlineData("2029-04-01", "Easter Sunday")]
    [InlineData("2029-05-10", "Ascension Day")]
    [InlineData("2030-04-22", "Easter Monday")]
    [InlineData("2030-06-22", "Midsummer Day")]
    [InlineData("2030-12-26", "Boxing Day")]
    public void A_holiday_is_on_its_day(string day, string name) =>
        Assert.Equal(name, FinnishHolidays.On(DateOnly.Parse(day))!.Name.En);

    [Theory]
    [InlineData("2026-01-05")]
    [InlineData("2026-04-02")] // Maundy Thursday
    [InlineData("2026-04-30")]
    [InlineData("2026-06-18")]
    [InlineData("2026-11-07")]
    [InlineData("2026-12-27")]
    public void An_ordinary_day_is_none(string day) => Assert.Null(FinnishHolidays.On(DateOnly.Parse(day)));

    [Fact]
    public void Each_year_has_thirteen_holidays_and_two_eves_and_the_demo_data_knows_the_same_days()
    {
        for (var year = 2024; year <= 2040; year++)
        {
            var days = FinnishHolidays.In(year);
            Assert.Equal((13, 2), (days.Values.Count(h => !h.Eve), days.Values.Count(h => h.Eve)));
            Assert.Equal(DemoHolidays.In(year).Order(), days.Keys.Order());
        }
    }

    [Fact]
    public void When_two_holidays_meet_the_day_has_one_name() =>
        Assert.Equal("May Day", FinnishHolidays.On(new(2008, 5, 1))!.Name.En);

    [Fact]
    public void A_holiday_can_be_said_in_a_sentence()
    {
        var day = FinnishHolidays.On(new(2026, 12, 6))!;
        Assert.Equal(new("itsenäisyyspäivänä", "på självständighetsdagen", "on Independence Day"), day.On);
        Assert.All(FinnishHolidays.In(2026).Values, h => Assert.NotEqual(h.Name.Fi, h.On.Fi));
    }
}
