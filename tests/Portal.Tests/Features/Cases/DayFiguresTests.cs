using Portal.Features.Cases.Figures;

namespace Portal.Tests.Features.Cases;

/// <summary>What is hidden from those who do not see the patients, so that it cannot be counted from the rest either.</summary>
public class DayFiguresTests
{
    static DayFigures Day(bool exact, params (int Hour, int Received, int Answered)[] hours) => new(new(2026, 11, 23), default, true, [],
        new() { Received = hours.Sum(h => h.Received), Answered = hours.Sum(h => h.Answered), MedianMinutes = 7 },
        [.. hours.Select(h => new Counted { Hour = h.Hour, Received = h.Received, Answered = h.Answered, MedianMinutes = 7 })], exact);

    static IEnumerable<int?> Received(DayFigures day) => day.Hours.Select(h => h.Received);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, null)]
    [InlineData(4, null)]
    [InlineData(5, 5)]
    public void Small_numbers_are_hidden(int n, int? shown)
    {
        Assert.Equal(shown, Day(exact: false).Count(n));
        Assert.Equal(n, Day(exact: true).Count(n));
    }

    [Theory]
    [InlineData(10, 20, 10)]
    [InlineData(20, 20, 20)]
    [InlineData(0, 20, 0)]
    [InlineData(3, 20, null)]
    [InlineData(19, 20, null)] // one is left over
    [InlineData(2, 3, null)]
    public void A_share_does_not_tell_what_is_left_over(int part, int whole, int? shown)
    {
        Assert.Equal(shown, Day(exact: false).Of(part, whole).Part);
        Assert.Equal(part, Day(exact: true).Of(part, whole).Part);
    }

    [Fact]
    public void One_hidden_hour_cannot_be_counted_from_the_sum()
    {
        var hours = new[] { (8, 9, 9), (9, 3, 3), (10, 6, 6), (11, 20, 20) };
        Assert.Equal([9, null, null, 20, 0, 0, 0, 0], Received(Day(exact: false, hours)));
        Assert.Equal([9, 3, 6, 20, 0, 0, 0, 0], Received(Day(exact: true, hours)));
        Assert.Equal([null, 8, null], Received(Day(exact: false, (8, 2, 2), (9, 8, 8), (10, 2, 2))).Take(3));   // two hide each other
    }

    [Fact]
    public void A_time_stands_for_enough_contacts_or_is_not_told()
    {
        var hours = Day(exact: false, (8, 9, 4), (9, 9, 5)).Hours;
        Assert.Equal((null, 7), (hours[0].MedianMinutes, hours[1].MedianMinutes));
        Assert.Null(Day(exact: false, (8, 9, 4)).Median);
        Assert.Equal(7, Day(exact: true, (8, 9, 4)).Median);
    }

    [Fact]
    public void The_hours_reach_from_the_first_contact_to_the_last() =>
        Assert.Equal(Enumerable.Range(6, 15), Day(exact: true, (6, 1, 1), (20, 1, 1)).Hours.Select(h => h.Hour));

    [Fact]
    public void A_share_of_nothing_is_none()
    {
        Assert.Null(Day(exact: true).Of(0, 0).Of);
        Assert.Equal(.25, Day(exact: true).Of(1, 4).Of);
    }
}
