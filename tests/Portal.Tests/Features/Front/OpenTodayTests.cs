using Portal.Tests.House;

namespace Portal.Tests.Features.Front;

/// <summary>What the front page says of the units' hours today.</summary>
public sealed class OpenTodayTests : PortalTest
{
    [Theory]
    [InlineData("2026-11-23T07:00:00Z", "fi", "Avoinna tänään kello 8.00–16.00")]
    [InlineData("2026-11-23T07:00:00Z", "en", "Open today 8:00–16:00")]
    [InlineData("2026-11-22T07:00:00Z", "fi", "Suljettu tänään")]
    [InlineData("2027-12-06T07:00:00Z", "fi", "Suljettu itsenäisyyspäivänä")] // a Monday
    [InlineData("2027-12-06T07:00:00Z", "sv", "Stängt på självständighetsdagen")]
    [InlineData("2026-06-19T07:00:00Z", "en", "Closed on Midsummer Eve")]
    [InlineData("2026-12-06T07:00:00Z", "fi", "Suljettu tänään")] // a Sunday: closed anyhow
    public async Task Hours_are_those_of_the_day_and_a_holiday_is_named(string now, string language, string said)
    {
        Clock.Set(DateTimeOffset.Parse(now));
        var page = await Browser().Open($"/{language}");
        var centre = page.All(".places li").Single(li => li.QuerySelector("b")!.TextContent is "Keskustan terveysasema" or "Centrums hälsostation" or "Keskusta health centre");
        Assert.Equal(said, centre.QuerySelector("span")!.TextContent);
    }
}
