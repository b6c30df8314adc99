namespace Portal.Features.Cases.Live;

/// <summary>How often something may be done: so many at once, and then as they come back with time.</summary>
sealed class Pace(double perSecond, double atOnce, TimeProvider clock)
{
    readonly Lock gate = new();
    double left = double.MaxValue;   // cut to atOnce at the first look
    long since = clock.GetTimestamp();

    /// <summary>False when it is too soon.</summary>
    public bool Take()
    {
        lock (gate)
        {
            var now = clock.GetTimestamp();
            left = Math.Min(atOnce, left + clock.GetElapsedTime(since, now).TotalSeconds * perSecond);
            since = now;
            if (left < 1) return false;
            left--;
            return true;
        }
    }

    /// <summary>Nothing has been taken lately: it can be forgotten.</summary>
    public bool Full
    {
        get { lock (gate) return left + clock.GetElapsedTime(since).TotalSeconds * perSecond >= atOnce; }
    }
}
