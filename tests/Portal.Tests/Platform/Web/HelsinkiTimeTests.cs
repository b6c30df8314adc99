using System.Globalization;
using Portal.Platform.Web;

namespace Portal.Tests.Platform.Web;

public class HelsinkiTimeTests
{
    // 24 November 2026 at 9.40 in Helsinki, winter time.
    static readonly DateTimeOffset Winter = new(2026, 11, 24, 7, 40, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("fi-FI", "9.40", "tiistai 24. marraskuuta 2026")]
    [InlineData("sv-FI", "9.40", "tisdag 24 november 2026")]
    [InlineData("en-GB", "9:40", "Tuesday 24 November 2026")]
    public void Times_and_dates_are_in_the_languages_own_form(string culture, string time, string date)
    {
        var language = CultureInfo.GetCultureInfo(culture);
        Assert.Equal(time, Winter.Time(language));
        Assert.Equal(date, Winter.HelsinkiDate().LongDate(language));
    }

    [Fact]
    public void A_day_begins_at_helsinki_midnight_in_summer_and_in_winter()
    {
        Assert.Equal(new DateTimeOffset(2026, 11, 23, 22, 0, 0, TimeSpan.Zero), new DateOnly(2026, 11, 24).StartsAt());
        Assert.Equal(new DateTimeOffset(2026, 7, 23, 21, 0, 0, TimeSpan.Zero), new DateOnly(2026, 7, 24).StartsAt());
    }
}
