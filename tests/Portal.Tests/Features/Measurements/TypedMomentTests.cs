using Portal.Features.Measurements;

namespace Portal.Tests.Features.Measurements;

/// <summary>Days and times as people type them, also when the clocks are turned.</summary>
public sealed class TypedMomentTests
{
    static readonly DateTimeOffset now = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);   // 8.00 in Helsinki

    [Theory]
    [InlineData("2026-11-22", "07:30")]
    [InlineData("22.11.2026", "7.30")]
    [InlineData("22.11.2026.", "7:30")]
    [InlineData(" 22/11/2026 ", " 0730 ")]
    [InlineData("22-11-2026", "07:30:00")]
    public void Is_the_same_moment(string day, string time) =>
        Assert.Equal((new DateTimeOffset(2026, 11, 22, 5, 30, 0, TimeSpan.Zero), MomentFault.None), TypedMoment.Read(day, time, null, now));

    [Theory]
    [InlineData("2026-11-23", "08:04", MomentFault.None)]        // a device's clock a little fast
    [InlineData("2026-11-23", "08:06", MomentFault.Future)]
    [InlineData("2027-01-01", "07:30", MomentFault.Future)]
    [InlineData("9999-12-31", "23:59", MomentFault.Future)]
    [InlineData("0001-01-01", "00:00", MomentFault.TooOld)]
    [InlineData("2024-11-01", "07:30", MomentFault.TooOld)]
    [InlineData("2026-02-29", "07:30", MomentFault.NotAMoment)]
    [InlineData("31.11.2026", "07:30", MomentFault.NotAMoment)]
    [InlineData("11/23/2026", "07:30", MomentFault.NotAMoment)]  // the month first is never guessed
    [InlineData("2026-11-22", "24:00", MomentFault.NotAMoment)]
    [InlineData("2026-11-22", "", MomentFault.NotAMoment)]
    [InlineData(null, null, MomentFault.NotAMoment)]
    [InlineData("22.11.26", "7.30", MomentFault.NotAMoment)]     // the year 26 is never guessed
    public void Is_told_what_is_wrong(string? day, string? time, MomentFault fault) => Assert.Equal(fault, TypedMoment.Read(day, time, null, now).Fault);

    [Fact]
    public void On_the_day_of_25_hours_one_is_asked_which_hour_it_was()
    {
        var (_, fault) = TypedMoment.Read("2026-10-25", "03:30", null, now);
        Assert.Equal(MomentFault.Twice, fault);
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), TypedMoment.Read("2026-10-25", "03:30", second: false, now).At);
        Assert.Equal(new DateTimeOffset(2026, 10, 25, 1, 30, 0, TimeSpan.Zero), TypedMoment.Read("2026-10-25", "03:30", second: true, now).At);
    }

    [Fact]
    public void In_the_first_of_the_two_hours_nobody_is_asked_about_the_second()
    {
        var (at, fault) = TypedMoment.Read("2026-10-25", "03:30", null, new(2026, 10, 25, 0, 40, 0, TimeSpan.Zero));
        Assert.Equal((new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero), MomentFault.None), (at, fault));
    }

    [Fact]
    public void On_the_day_of_23_hours_the_hour_that_was_not_is_told() =>
        Assert.Equal(MomentFault.NoSuchTime, TypedMoment.Read("2026-03-29", "03:30", null, now).Fault);
}
