using Portal.Features.Callback;
using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Tests.Features.Callback;

/// <summary>When calls come: over nights, weekends, holidays, early closings and the nights on which the clock is moved.</summary>
public class CallWindowsTests
{
    static readonly DayOfWeek[] weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    static CallbackChannel Channel(string from = "08:00", string to = "16:00", int window = 120, int days = 5, DayOfWeek[]? on = null, Eves? eves = null) =>
        new([new(on ?? weekdays, TimeOnly.Parse(from), TimeOnly.Parse(to))], eves ?? Eves.Closed, TimeSpan.FromMinutes(window), days, 2, TimeSpan.FromHours(6));

    static DateTimeOffset At(string local)
    {
        var time = DateTime.Parse(local);
        return new(time, HelsinkiTime.Zone.GetUtcOffset(time));
    }

    static string Shown(CallWindow w) => $"{w.From.InHelsinki():d.M. H.mm}-{w.To.InHelsinki():H.mm}";

    static string Offered(string now, CallbackChannel channel) => string.Join(", ", CallWindows.Offered(channel, At(now)).Select(Shown));

    [Theory]
    [InlineData("2026-11-23 07:30", "23.11. 8.00-10.00, 23.11. 10.00-12.00, 23.11. 12.00-14.00, 24.11. 8.00-10.00")]
    [InlineData("2026-11-23 09:00", "23.11. 8.00-10.00, 23.11. 10.00-12.00, 23.11. 12.00-14.00, 24.11. 8.00-10.00")]   // half of it is left
    [InlineData("2026-11-23 09:01", "23.11. 10.00-12.00, 23.11. 12.00-14.00, 23.11. 14.00-16.00, 24.11. 8.00-10.00")]
    [InlineData("2026-11-23 16:00", "24.11. 8.00-10.00, 24.11. 10.00-12.00, 24.11. 12.00-14.00, 25.11. 8.00-10.00")]   // closed: tomorrow
    [InlineData("2026-11-27 17:00", "30.11. 8.00-10.00, 30.11. 10.00-12.00, 30.11. 12.00-14.00, 1.12. 8.00-10.00")]    // a weekend
    [InlineData("2025-12-05 15:30", "8.12. 8.00-10.00, 8.12. 10.00-12.00, 8.12. 12.00-14.00, 9.12. 8.00-10.00")]       // Independence Day
    [InlineData("2026-12-23 13:30", "23.12. 14.00-16.00, 28.12. 8.00-10.00, 28.12. 10.00-12.00, 28.12. 12.00-14.00")]  // Christmas
    [InlineData("2027-05-05 15:30", "7.5. 8.00-10.00, 7.5. 10.00-12.00, 7.5. 12.00-14.00, 10.5. 8.00-10.00")]          // Ascension Day
    public void The_nearest_windows_are_offered_and_one_of_another_day(string now, string offered) => Assert.Equal(offered, Offered(now, Channel()));

    [Fact]
    public void The_last_is_of_another_day_when_all_would_be_of_one() =>
        Assert.Equal("23.11. 8.00-9.00, 23.11. 9.00-10.00, 23.11. 10.00-11.00, 24.11. 8.00-9.00", Offered("2026-11-23 07:00", Channel(window: 60)));

    [Fact]
    public void Only_days_on_which_one_may_choose_but_two_windows_at_least()
    {
        Assert.Equal("23.11. 10.00-12.00, 23.11. 12.00-14.00, 23.11. 14.00-16.00", Offered("2026-11-23 09:30", Channel(days: 0)));
        Assert.Equal("28.12. 8.00-10.00, 28.12. 10.00-12.00", Offered("2026-12-23 16:30", Channel(days: 0)));   // over Christmas
    }

    [Fact]
    public void A_short_rest_at_closing_time_belongs_to_the_window_before_it()
    {
        Assert.Equal("23.11. 13.00-15.00, 23.11. 15.00-15.45", Offered("2026-11-23 12:00", Channel("09:00", "15:45", days: 0)).Split(", ", 2)[1]);
        Assert.Equal("23.11. 10.00-12.00, 23.11. 12.00-14.15", Offered("2026-11-23 10:30", Channel("08:00", "14:15", days: 0)));
    }

    [Fact]
    public void A_place_that_closes_early_on_an_eve_calls_until_then() => Assert.Equal("24.12. 9.00-11.00, 24.12. 11.00-13.00, 28.12. 9.00-11.00, 28.12. 11.00-13.00",
        Offered("2026-12-24 08:00", Channel("09:00", "18:00", days: 5, eves: new Eves(new TimeOnly(13, 0)))));

    /// <summary>On 29 March 2026 the clock is moved from 3 to 4, on 25 October 2026 from 4 to 3: a window is as long as it says.</summary>
    [Theory]
    [InlineData("2026-03-28 20:00", "29.3. 0.00-2.00, 29.3. 2.00-5.00, 29.3. 5.00-7.00")]
    [InlineData("2026-10-24 20:00", "25.10. 0.00-2.00, 25.10. 2.00-3.00, 25.10. 3.00-5.00")]
    public void A_night_on_which_the_clock_is_moved_has_windows_of_the_same_length(string now, string offered)
    {
        var windows = CallWindows.Offered(Channel("00:00", "08:00", on: [DayOfWeek.Sunday], days: 1), At(now));
        Assert.Equal(offered, string.Join(", ", windows.Take(3).Select(Shown)));
        Assert.All(windows.Take(3), w => Assert.Equal(TimeSpan.FromHours(2), w.To - w.From));
    }

    [Theory]
    [InlineData("2026-11-23 08:20", "", "23.11. 8.50-10.50")]                                                // any time: after half an hour
    [InlineData("2026-11-23 15:50", "", "24.11. 8.20-10.20")]                                                // in calling hours
    [InlineData("2026-11-27 15:30", "", "30.11. 8.00-10.00")]
    [InlineData("2026-11-23 08:20", "8-10 12-14", "23.11. 12.00-14.00")]                                     // the next that was chosen
    [InlineData("2026-11-23 08:20", "8-10", "23.11. 8.50-10.00")]                                            // later in the only one
    [InlineData("2026-11-23 09:20", "8-10", "23.11. 10.00-12.00")]                                           // not enough of it is left: the queue's next
    [InlineData("2026-11-23 15:20", "14-16", "24.11. 8.00-10.00")]
    public void A_second_attempt_comes_in_the_next_window(string now, string chosen, string again)
    {
        var day = now[..10];
        var windows = chosen.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => w.Split('-')).Select(w => new CallWindow(At($"{day} {w[0]}:00"), At($"{day} {w[1]}:00"))).ToList();
        Assert.Equal(again, Shown(CallWindows.Again(Channel(), windows, At(now))));
    }
}
