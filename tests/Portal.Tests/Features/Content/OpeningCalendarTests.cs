using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>Helsinki is two hours ahead of UTC in winter and three in summer; times here are written as Helsinki shows them.</summary>
public class OpeningCalendarTests
{
    static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
    static readonly OpeningHours Office = new(Weekdays, new(8, 0), new(16, 0));
    static readonly OpeningCalendar Calendar = new([Office], Eves.Closed);
    static readonly OpeningCalendar Always = new([new(Enum.GetValues<DayOfWeek>(), new(0, 0), new(23, 59))], Eves.Open);

    static DateTimeOffset At(string local) => DateTimeOffset.Parse(local);

    [Theory]
    [InlineData("2026-11-20T07:59:59+02:00", false)]
    [InlineData("2026-11-20T08:00:00+02:00", true)]
    [InlineData("2026-11-20T15:59:59+02:00", true)]
    [InlineData("2026-11-20T16:00:00+02:00", false)]
    [InlineData("2026-11-21T12:00:00+02:00", false)] // Saturday
    [InlineData("2026-05-01T12:00:00+03:00", false)] // May Day, a Friday
    [InlineData("2026-06-19T12:00:00+03:00", false)] // Midsummer Eve, a Friday
    [InlineData("2026-08-03T05:30:00Z", true)]       // 8.30 in summer
    [InlineData("2026-11-20T05:30:00Z", false)]      // 7.30 in winter
    public void It_is_open_in_its_hours_on_ordinary_days(string at, bool open) => Assert.Equal(open, Calendar.IsOpen(At(at)));

    [Theory]
    [InlineData("2026-11-20T12:00:00+02:00", "2026-11-20T12:00:00+02:00")] // open: now
    [InlineData("2026-11-20T16:00:00+02:00", "2026-11-23T08:00:00+02:00")] // over the weekend
    [InlineData("2026-12-23T16:00:00+02:00", "2026-12-28T08:00:00+02:00")] // over Christmas
    [InlineData("2026-04-02T17:00:00+03:00", "2026-04-07T08:00:00+03:00")] // over Easter
    [InlineData("2026-03-27T16:30:00+02:00", "2026-03-30T08:00:00+03:00")] // over the change to summer time
    [InlineData("2026-10-23T16:30:00+03:00", "2026-10-26T08:00:00+02:00")] // and back
    public void The_next_opening_is_told(string at, string opens)
    {
        var next = Calendar.NextOpening(At(at));
        Assert.Equal(At(opens), next);
        Assert.Equal(TimeSpan.Zero, next.Offset);
    }

    [Fact]
    public void It_says_when_it_closes_while_it_is_open()
    {
        Assert.Equal(At("2026-11-20T16:00:00+02:00"), Calendar.Closes(At("2026-11-20T08:00:00+02:00")));
        Assert.Null(Calendar.Closes(At("2026-11-20T16:00:00+02:00")));
    }

    [Fact]
    public void A_midday_break_is_closed_and_hours_that_meet_are_one_opening()
    {
        var calendar = new OpeningCalendar(
            [new([DayOfWeek.Monday], new(13, 0), new(15, 0)), new([DayOfWeek.Monday], new(8, 0), new(11, 0)), new([DayOfWeek.Monday], new(11, 0), new(12, 0))],
            Eves.Closed);
        Assert.Equal(At("2026-11-23T12:00:00+02:00"), calendar.Closes(At("2026-11-23T10:59:00+02:00")));
        Assert.False(calendar.IsOpen(At("2026-11-23T12:30:00+02:00")));
        Assert.Equal(At("2026-11-23T13:30:00+02:00"), calendar.Add(At("2026-11-23T11:00:00+02:00"), TimeSpan.FromHours(1.5)));
        Assert.Equal(2, calendar.OpeningsOn(new(2026, 11, 23)).Count);
    }

    [Theory]
    [InlineData("closed", null)]
    [InlineData("until", "2026-12-24T12:00:00+02:00")]
    [InlineData("open", "2026-12-24T16:00:00+02:00")]
    public void An_eve_is_what_the_place_says(string rule, string? closes)
    {
        var calendar = new OpeningCalendar([Office], rule switch { "closed" => Eves.Closed, "open" => Eves.Open, _ => new(new(12, 0)) });
        Assert.Equal(closes is null ? null : At(closes), calendar.Closes(At("2026-12-24T09:00:00+02:00")));
        Assert.Equal(rule == "open" ? null : "Christmas Eve", calendar.ClosedFor(new(2026, 12, 24))?.Name.En);
    }

    [Fact]
    public void It_names_the_holiday_that_closes_it_but_not_one_on_which_it_would_be_closed_anyhow()
    {
        Assert.Equal("på första maj", Calendar.ClosedFor(new(2026, 5, 1))?.On.Sv);
        Assert.Null(Calendar.ClosedFor(new(2026, 12, 6))); // a Sunday
        Assert.Equal("Independence Day", Always.ClosedFor(new(2026, 12, 6))?.Name.En);
        Assert.Null(Calendar.ClosedFor(new(2026, 11, 20)));
    }

    [Theory]
    [InlineData("2026-11-20T15:00:00+02:00", 60, "2026-11-20T16:00:00+02:00")]  // ends as it closes
    [InlineData("2026-11-20T15:00:00+02:00", 61, "2026-11-23T08:01:00+02:00")]
    [InlineData("2026-11-21T15:00:00+02:00", 0, "2026-11-21T15:00:00+02:00")]
    [InlineData("2026-11-21T15:00:00+02:00", 15, "2026-11-23T08:15:00+02:00")]
    [InlineData("2026-12-23T15:50:00+02:00", 15, "2026-12-28T08:05:00+02:00")]
    [InlineData("2026-11-20T08:00:00+02:00", 4800, "2026-12-03T16:00:00+02:00")] // ten days of eight hours
    public void A_promise_is_counted_in_opening_time(string at, int minutes, string due) =>
        Assert.Equal(At(due), Calendar.Add(At(at), TimeSpan.FromMinutes(minutes)));

    [Theory]
    [InlineData("2026-11-20T15:00:00+02:00", "2026-11-23T09:00:00+02:00", 120)]
    [InlineData("2026-11-21T00:00:00+02:00", "2026-11-22T23:00:00+02:00", 0)]
    [InlineData("2026-11-20T09:00:00+02:00", "2026-11-20T10:30:00+02:00", 90)]
    [InlineData("2026-11-20T10:30:00+02:00", "2026-11-20T09:00:00+02:00", 0)]
    [InlineData("2026-12-21T00:00:00+02:00", "2026-12-28T00:00:00+02:00", 3 * 480)]
    public void Opening_time_between_two_moments_is_counted(string a, string b, int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), Calendar.OpenTimeBetween(At(a), At(b)));

    [Theory]
    [InlineData("2026-03-29", 23 * 60 - 1)] // the clock goes from 3 to 4
    [InlineData("2026-10-25", 25 * 60 - 1)] // and back from 4 to 3
    [InlineData("2026-11-01", 24 * 60 - 1)]
    public void On_the_night_the_clock_is_moved_the_time_that_passes_is_counted(string day, int minutes)
    {
        var opening = Assert.Single(Always.OpeningsOn(DateOnly.Parse(day)));
        Assert.Equal(TimeSpan.FromMinutes(minutes), opening.To - opening.From);
    }

    [Fact]
    public void Adding_and_counting_agree_at_any_moment_of_four_years()
    {
        var calendars = new[]
        {
            Calendar, Always,
            new OpeningCalendar([new([DayOfWeek.Saturday, DayOfWeek.Sunday], new(1, 30), new(5, 15)), new([DayOfWeek.Friday], new(9, 0), new(11, 0))], new(new(10, 0))),
        };
        var random = new Random(4);
        for (var i = 0; i < 3000; i++)
        {
            var calendar = calendars[i % 3];
            var at = At("2026-01-01T00:00:00Z").AddMinutes(random.Next(4 * 365 * 24 * 60));
            var open = TimeSpan.FromMinutes(random.Next(1, 3000));
            var due = calendar.Add(at, open);
            Assert.Equal(open, calendar.OpenTimeBetween(at, due));
            Assert.True(calendar.OpenTimeBetween(at, due.AddTicks(-1)) < open, $"{at:o} + {open}: not the first such moment");
            Assert.True(calendar.NextOpening(at) >= at && calendar.IsOpen(calendar.NextOpening(at)));
            Assert.Equal(calendar.IsOpen(at), calendar.Closes(at) > at);

            var part = TimeSpan.FromMinutes(random.Next((int)open.TotalMinutes));
            Assert.Equal(due, calendar.Add(calendar.Add(at, part), open - part));
        }
    }

    [Fact]
    public void A_calendar_without_hours_and_a_promise_into_the_past_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new OpeningCalendar([], Eves.Open));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.Add(At("2026-11-20T12:00:00Z"), TimeSpan.FromMinutes(-1)));
    }
}
