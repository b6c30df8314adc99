using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.SignalR;
using Portal.Platform;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Live;

/// <summary>
/// Who is let in to the hub: a page of this portal only (Origin), of somebody known (a session, or a guest's key), and not
/// too many guests of one address. Row-level security decides later what they see.
/// </summary>
sealed class Entrance(LiveOptions options, PublicAddress address, TimeProvider clock)
{
    readonly ConcurrentDictionary<string, Caller> callers = new();
    readonly ConcurrentDictionary<string, Pace> guests = new();
    readonly ConcurrentDictionary<IPAddress, int> guestsOf = new();

    public IEnumerable<Caller> Callers => callers.Values;

    /// <summary>Before the connection is made. The request of a WebSocket lasts as long as its connection.</summary>
    public async Task Pass(HttpContext context, RequestDelegate next)
    {
        if (!IsOwn(context.Request) || Who(context) is not { } actor) { context.Response.StatusCode = StatusCodes.Status403Forbidden; return; }
        if (actor is not Guest || RateLimits.Client(context.Connection.RemoteIpAddress) is not { } from) { await next(context); return; }
        try
        {
            if (guestsOf.AddOrUpdate(from, 1, static (_, count) => count + 1) > options.GuestConnectionsPerAddress) context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            else await next(context);
        }
        finally
        {
            if (guestsOf.AddOrUpdate(from, 0, static (_, count) => count - 1) == 0) guestsOf.TryRemove(new(from, 0));
        }
    }

    /// <summary>The connection is made: who it is of.</summary>
    public Caller? Meet(HubConnectionContext connection)
    {
        if (connection.GetHttpContext() is not { } context || Who(context) is not { } actor) return null;
        var messages = actor is Guest guest ? guests.GetOrAdd(guest.Key, _ => PerMinute(options.GuestMessagesPerMinute)) : PerMinute(options.MessagesPerMinute);
        var caller = new Caller(connection, actor, context.Features.Get<SessionEnd>()?.Sid, Language.Find(context.Request.Query["lang"]) ?? Language.Finnish,
            new(options.CallsPerSecond, options.CallsPerSecond * 10, clock), messages)
        { CheckedAt = clock.GetTimestamp(), AskedAt = clock.GetTimestamp() };
        callers[caller.Id] = caller;
        return caller;
    }

    public void Leave(Caller caller)
    {
        callers.TryRemove(caller.Id, out _);
        caller.End();
    }

    /// <summary>Keys of guests who have not written for a while are forgotten.</summary>
    public void Forget()
    {
        foreach (var (key, pace) in guests)
            if (pace.Full) guests.TryRemove(key, out _);
    }

    Pace PerMinute(int messages) => new(messages / 60.0, messages, clock);

    /// <summary>A page of another site cannot ask in its reader's name. Browsers always say where a WebSocket is opened from.</summary>
    bool IsOwn(HttpRequest request) =>
        request.Headers.Origin.ToString() is { Length: > 0 } origin
        && (origin == address.Origin || Uri.TryCreate(origin, UriKind.Absolute, out var from) && from.Authority == request.Host.Value);

    /// <summary>A professional is one also beside a person: conversations are never handled for somebody at a desk.</summary>
    static Actor? Who(HttpContext context) => context.User.AsProfessional() is { } professional
        ? ForRoles.Care.Split(',').Any(professional.Has) ? professional : null
        : context.User.AsResident() ?? (Actor?)GuestKey.Of(context);
}
