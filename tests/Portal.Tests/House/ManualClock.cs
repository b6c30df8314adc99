namespace Portal.Tests.House;

/// <summary>
/// A clock that stands still until a test moves it. Only what time it is: timers and stopwatches go on as ever,
/// so a timeout of a connection is a real one.
/// </summary>
sealed class ManualClock : TimeProvider
{
    /// <summary>A Monday morning: 23 November 2026 at 8.00 in Helsinki.</summary>
    public static readonly DateTimeOffset Morning = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    readonly Lock @lock = new();
    DateTimeOffset now;

    public ManualClock(DateTimeOffset? startsAt = null) => now = startsAt ?? Morning;

    public DateTimeOffset Now => GetUtcNow();

    public override DateTimeOffset GetUtcNow()
    {
        lock (@lock) return now;
    }

    public void Advance(TimeSpan by)
    {
        lock (@lock) now += by;
    }

    public void Set(DateTimeOffset to)
    {
        lock (@lock) now = to.ToUniversalTime();
    }
}
