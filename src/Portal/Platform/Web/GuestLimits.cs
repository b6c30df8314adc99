using System.Net;
using System.Threading.RateLimiting;

namespace Portal.Platform.Web;

/// <summary>
/// How much those who have not said who they are may write, from one client address and in each process: said on the page
/// itself, with what was typed kept. What is sent to pages at all is counted by <see cref="RateLimits"/>.
/// </summary>
sealed class GuestLimits(RateLimitOptions options) : IDisposable
{
    readonly PartitionedRateLimiter<IPAddress> starts = PerAddress(options.GuestStarts, options.Window), messages = PerAddress(options.GuestMessages, options.Window);

    /// <summary>False when too many conversations have begun from this address lately.</summary>
    public bool Start(HttpContext context) => Take(starts, context);

    /// <summary>False when too many messages have come from this address lately.</summary>
    public bool Message(HttpContext context) => Take(messages, context);

    static bool Take(PartitionedRateLimiter<IPAddress> limiter, HttpContext context)
    {
        using var lease = limiter.AttemptAcquire(RateLimits.Client(context.Connection.RemoteIpAddress) ?? IPAddress.None);
        return lease.IsAcquired;
    }

    static PartitionedRateLimiter<IPAddress> PerAddress(int limit, TimeSpan window) => PartitionedRateLimiter.Create<IPAddress, IPAddress>(address =>
        RateLimitPartition.GetFixedWindowLimiter(address, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit, Window = window }));

    public void Dispose()
    {
        starts.Dispose();
        messages.Dispose();
    }
}
