using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using IPNetwork = System.Net.IPNetwork;

namespace Portal.Platform.Web;

/// <summary>
/// Section <c>RateLimits</c>: how often one client address may ask, in each process, for what costs before anybody is known. Generous: a
/// hospital, a library or a phone network is one address. What a signed-in person reads is not counted.
/// </summary>
sealed record RateLimitOptions : IValidatableObject
{
    public TimeSpan Window { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Logins begun and answered, and the providers' logout calls: each asks the provider, or checks a signature.</summary>
    public int Logins { get; init; } = 300;

    /// <summary>Forms sent to pages: without a session, what was typed is kept as a row.</summary>
    public int Forms { get; init; } = 600;

    /// <summary>Looks at free times and searches.</summary>
    public int Lookups { get; init; } = 1200;

    /// <summary>Conversations begun by those who have not said who they are.</summary>
    public int GuestStarts { get; init; } = 20;

    /// <summary>Messages written by those who have not said who they are.</summary>
    public int GuestMessages { get; init; } = 200;

    /// <summary>
    /// Addresses and networks (10.0.0.0/8) of the proxies in front, separated by commas. Only from them is X-Forwarded-For
    /// believed; when empty, from nobody.
    /// </summary>
    public string TrustedProxies { get; init; } = "";

    public IEnumerable<string> Proxies => TrustedProxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static bool IsNetwork(string proxy, out IPNetwork network) =>
        IPNetwork.TryParse(proxy, out network) || IPAddress.TryParse(proxy, out var one) && IPNetwork.TryParse($"{one}/{(one.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}", out network);

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (Window <= TimeSpan.Zero || Logins < 1 || Forms < 1 || Lookups < 1 || GuestStarts < 1 || GuestMessages < 1)
            yield return new("RateLimits: Window, Logins, Forms, Lookups, GuestStarts and GuestMessages must be more than zero.");
        foreach (var proxy in Proxies.Where(p => !IsNetwork(p, out _))) yield return new($"RateLimits:TrustedProxies: '{proxy}' is neither an address nor a network such as 10.0.0.0/8.");
    }
}

/// <summary>Too many requests of one address get 429, Retry-After and the page that says to wait a minute.</summary>
static class RateLimits
{
    public static void AddRateLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<RateLimitOptions>("RateLimits");
        builder.Services.AddRateLimiter(_ => { });
        builder.Services.AddSingleton<GuestLimits>();
        builder.Services.AddOptions<RateLimiterOptions>().Configure<RateLimitOptions>((limiter, options) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, (string, IPAddress?)>(context => Partition(context, options));
            limiter.OnRejected = (rejected, _) =>
            {
                var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var left) ? left : options.Window;
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
        });
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<RateLimitOptions>((forwarded, options) =>
        {
            forwarded.ForwardedHeaders = options.TrustedProxies == "" ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor;
            forwarded.ForwardLimit = null;   // back through all trusted ones, to the first that is not
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var proxy in options.Proxies)
                if (RateLimitOptions.IsNetwork(proxy, out var network)) forwarded.KnownIPNetworks.Add(network);
        });
    }

    /// <summary>Ahead of authentication, which answers the logins' callbacks by itself, and behind the error pages, which say it in words.</summary>
    public static void UseRateLimits(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseRateLimiter();
    }

    static RateLimitPartition<(string, IPAddress?)> Partition(HttpContext context, RateLimitOptions options)
    {
        var (kind, limit) = Kind(context.Request, options);
        return limit == 0 ? RateLimitPartition.GetNoLimiter<(string, IPAddress?)>(("", null))
            : RateLimitPartition.GetFixedWindowLimiter((kind, Client(context.Connection.RemoteIpAddress)),
                _ => new FixedWindowRateLimiterOptions { Window = options.Window, PermitLimit = limit });
    }

    static (string, int) Kind(HttpRequest request, RateLimitOptions options)
    {
        var parts = (request.Path.Value ?? "").Split('/');
        return parts switch
        {
            ["", "bff", var name, ..] when name is "login" or "backchannel" or "front-channel-logout" || name.StartsWith("signin-", StringComparison.Ordinal)
                => ("login", options.Logins),
            ["", "api", ..] => ("", 0),   // signed in, or refused at once
            _ when HttpMethods.IsPost(request.Method) => ("form", options.Forms),
            ["", _, "search" or "booking", ..] => ("lookup", options.Lookups),
            _ => ("", 0),
        };
    }

    /// <summary>One household of IPv6 has a whole /64.</summary>
    public static IPAddress? Client(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true }) return address.MapToIPv4();
        return address is { AddressFamily: AddressFamily.InterNetworkV6 } ? new IPAddress([.. address.GetAddressBytes().Take(8), .. new byte[8]]) : address;
    }
}
