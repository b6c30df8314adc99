using System.Collections.Concurrent;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Live;

/// <summary>
/// A unit's worklist has changed: those who look at it look again, and those who wait in its chats are told their place.
/// At most about once a second, however much happens.
/// </summary>
sealed partial class Worklists
{
    static readonly Machine Me = new("cases");
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(800);

    readonly ConcurrentDictionary<string, byte> changed = new();
    readonly Batches<string> wakes;
    readonly Entrance entrance;
    readonly Conversations conversations;
    readonly Promises promises;
    readonly ContentFacade content;
    readonly PortalDb db;
    readonly TimeProvider clock;
    readonly ILogger<Worklists> log;

    public Worklists(Entrance entrance, Conversations conversations, Promises promises, ContentFacade content, PortalDb db, TimeProvider clock, ILogger<Worklists> log)
    {
        (this.entrance, this.conversations, this.promises, this.content, this.db, this.clock, this.log) = (entrance, conversations, promises, content, db, clock, log);
        wakes = new(10_000, Tell);
    }

    public void Wake(string unit)
    {
        if (changed.TryAdd(unit, 0)) wakes.Add(unit);   // once, however often before it is told
    }

    /// <summary>Changes may have been missed.</summary>
    public void WakeAll()
    {
        foreach (var unit in entrance.Callers.Where(c => c.Watches).Select(c => c.Professional!.Unit)
            .Concat(conversations.All.Select(c => c.Case?.Unit).OfType<string>()).Distinct()) Wake(unit);
    }

    async Task Tell(List<string> units)
    {
        var set = units.ToHashSet();
        foreach (var unit in set) changed.TryRemove(unit, out _);   // what changes from here on is told next time
        foreach (var caller in entrance.Callers.Where(c => c.Watches && set.Contains(c.Professional!.Unit))) caller.Send(Calls.Worklist);
        try
        {
            foreach (var unit in set) await TellPlaces(unit);
        }
        catch (Npgsql.NpgsqlException e)
        {
            NotTold(e);
        }
        await Task.Delay(pause, clock);
    }

    /// <summary>The place, and the range of the wait, of each who waits in a chat of the unit.</summary>
    async Task TellPlaces(string unit)
    {
        var waiting = conversations.All.Where(c => c.Waits(unit)).ToDictionary(c => c.Id);
        if (waiting.Count == 0) return;
        List<Place> places;
        await using (var work = db.As(Me)) places = await work.CommitWith<Place>(LiveQueries.Places, new { unit }, default);
        foreach (var queue in places.Where(p => waiting.ContainsKey(p.Id)).GroupBy(p => p.Queue))
        {
            if (content.Queue(queue.Key) is not { } its) continue;
            var state = await promises.StateOf(its, default);
            foreach (var place in queue)
                if (waiting[place.Id].Moved(place.Position)) waiting[place.Id].Send(CallOf(place, state), "resident");
        }
    }

    static Microsoft.AspNetCore.SignalR.SerializedHubMessage CallOf(Place place, QueueState state)
    {
        var wait = state.Wait(place.Position - 1);
        return Calls.Queue(place.Id, place.Position, (int?)wait?.From.TotalMinutes, (int?)wait?.To.TotalMinutes);
    }

    sealed record Place
    {
        public Guid Id { get; init; }
        public string Queue { get; init; } = "";
        public int Position { get; init; }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Places in the queue could not be told")]
    partial void NotTold(Exception e);
}
