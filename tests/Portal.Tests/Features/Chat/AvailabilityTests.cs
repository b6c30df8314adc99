using Portal.Features.Cases;
using Portal.Features.Chat;
using Portal.Features.Content;

namespace Portal.Tests.Features.Chat;

/// <summary>The one rule: hours, holidays, who is at work, how long the queue is.</summary>
public class AvailabilityTests
{
    static readonly ChatChannel Chat = new(
        [new([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], new(8, 0), new(16, 0))], Eves.Closed,
        TimeSpan.FromMinutes(15), MaxWaiting: 4, TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(8));

    static DateTimeOffset Helsinki(int month, int day, int hour, int minute = 0) => new(2026, month, day, hour, minute, 0, TimeSpan.FromHours(2));

    static Availability Now(DateTimeOffset at, int waiting = 0, int present = 1) =>
        Availability.Of(Chat, new QueueState(waiting, present, TimeSpan.FromMinutes(8)), at);

    [Theory]
    [InlineData(0, 1, 0, 8), InlineData(2, 1, 16, 24), InlineData(3, 2, 8, 16), InlineData(1, 2, 0, 8)]
    public void Open_says_how_long_one_waits(int waiting, int present, int from, int to)
    {
        var open = Assert.IsType<Availability.Open>(Now(Helsinki(11, 23, 9), waiting, present));
        Assert.Equal((from, to), (open.From.TotalMinutes, open.To.TotalMinutes));
    }

    [Fact]
    public void Before_opening_and_after_closing_it_says_when_it_opens()
    {
        Assert.Equal(new Availability.Closed(Helsinki(11, 23, 8), null), Now(Helsinki(11, 23, 7, 59)));
        Assert.Equal(new Availability.Closed(Helsinki(11, 24, 8), null), Now(Helsinki(11, 23, 16)));
        Assert.Equal(new Availability.Closed(Helsinki(11, 30, 8), null), Now(Helsinki(11, 27, 18)));   // over a weekend
    }

    [Fact]
    public void A_holiday_is_named_also_on_the_evening_before()
    {
        var christmas = Assert.IsType<Availability.Closed>(Now(Helsinki(12, 23, 17)));   // eve, Christmas, Boxing Day and a Sunday follow
        Assert.Equal(Helsinki(12, 28, 8), christmas.Opens);
        Assert.NotNull(christmas.For);
        Assert.Equal("Jouluaatto", christmas.For.Name.Fi, ignoreCase: true);
        Assert.Equal("joulupäivä", Assert.IsType<Availability.Closed>(Now(Helsinki(12, 25, 10))).For!.Name.Fi);
    }

    [Fact]
    public void With_nobody_at_work_it_is_not_open_whatever_the_hours() =>
        Assert.Equal(new Availability.NobodyPresent(Helsinki(11, 23, 16)), Now(Helsinki(11, 23, 9), present: 0));

    [Fact]
    public void A_full_queue_takes_no_more_and_neither_does_one_that_closing_time_would_cut()
    {
        Assert.IsType<Availability.Open>(Now(Helsinki(11, 23, 9), waiting: 3));
        Assert.Equal(new Availability.QueueFull(4), Now(Helsinki(11, 23, 9), waiting: 4));
        Assert.IsType<Availability.Open>(Now(Helsinki(11, 23, 15, 43), waiting: 2));
        Assert.Equal(new Availability.QueueFull(2), Now(Helsinki(11, 23, 15, 45), waiting: 2));   // 16 minutes from 15.45 is past closing
    }
}
