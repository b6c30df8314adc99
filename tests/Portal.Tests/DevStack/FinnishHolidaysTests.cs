using Portal.DevStack.DemoData;

namespace Portal.Tests.DevStack;

public class FinnishHolidaysTests
{
    /// <summary>As printed in the almanac of those years.</summary>
    [Theory]
    [InlineData(2026, "01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-19 06-20 10-31 12-06 12-24 12-25 12-26")]
    [InlineData(2027, "01-01 01-06 03-26 03-28 03-29 05-01 05-06 05-16 06-25 06-26 11-06 12-06 12-24 12-25 12-26")]
    [InlineData(2025, "01-01 01-06 04-18 04-20 04-21 05-01 05-29 06-08 06-20 06-21 11-01 12-06 12-24 12-25 12-26")]
    public void A_year_has_its_holidays(int year, string days) =>
        Assert.Equal(days.Split(' '), FinnishHolidays.In(year).Order().Select(day => day.ToString("MM-dd")));

    [Theory]
    [InlineData("2026-12-24", true, false)] // Christmas Eve
    [InlineData("2026-12-23", false, true)]
    [InlineData("2026-12-31", false, true)] // the eve of New Year's Day, in another year
    [InlineData("2027-01-05", false, true)]
    [InlineData("2027-01-07", false, false)]
    [InlineData("2026-11-21", true, false)] // a Saturday
    [InlineData("2026-12-04", false, false)] // a Friday before an ordinary weekend
    public void Closed_days_and_eves(string day, bool closed, bool eve)
    {
        var date = DateOnly.Parse(day);
        Assert.Equal((closed, eve), (FinnishHolidays.IsClosed(date), FinnishHolidays.IsEve(date)));
    }
}
