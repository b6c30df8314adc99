using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>When a limit is passed: by the value, by a rise, below one's own best, and for whom.</summary>
public sealed class ThresholdTests
{
    [Fact]
    public void At_least_passes_at_the_edge_and_under_does_not()
    {
        var (from, under) = (new Threshold(0, 180, null), new Threshold(1, null, 39.5m));
        Assert.Equal((false, true, true), (from.Passed(179.99m), from.Passed(180), from.Passed(250)));
        Assert.Equal((true, false, false), (under.Passed(39.49m), under.Passed(39.5m), under.Passed(60)));
    }

    [Fact]
    public void A_rise_is_from_the_lowest_of_the_days_and_the_best_is_the_persons_own()
    {
        var now = new DateTimeOffset(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);
        (DateTimeOffset, decimal)[] earlier = [(now.AddDays(-4), 70m), (now.AddDays(-3), 71m), (now.AddDays(-1), 72m), (now.AddHours(1), 60m)];
        var rise = new Threshold(0, null, null, 2, 3);
        Assert.Equal((false, true, false), (rise.Passed(72.99m, now, earlier), rise.Passed(73, now, earlier), rise.Passed(80, now, [])));
        var best = new Threshold(0, null, null, UnderBestPercent: 50);
        Assert.Equal((true, false, false), (best.Passed(35.9m, now, earlier), best.Passed(36, now, earlier), best.Passed(1, now, [])));
        Assert.Equal((true, true, false), (rise.NeedsEarlier, best.NeedsEarlier, new Threshold(0, 1, null).NeedsEarlier));
    }

    [Fact]
    public void A_limit_for_babies_is_not_for_others()
    {
        var limit = new DangerLimit("baby", DangerLevel.Urgent, 3, [], null!, null!);
        var on = new DateOnly(2026, 11, 23);
        Assert.Equal((true, false, false), (limit.IsFor(new(2026, 8, 24), on), limit.IsFor(new(2026, 8, 23), on), limit.IsFor(null, on)));
    }
}
