using Microsoft.AspNetCore.SignalR;

namespace Portal.Features.Cases.Live;

/// <summary>
/// A conversation that somebody connected to this process follows, and how far they have it. Messages reach them in order
/// and once: one that is not the next waits until those before it have been read from the database.
/// </summary>
sealed class Conversation(Guid id)
{
    readonly Lock gate = new();
    readonly List<Caller> here = [];
    int? sent;     // the last message that all here have; null until the first of them has been told where it stands
    int stored;    // the last one known to be stored
    bool gone;

    public Guid Id => id;

    /// <summary>The case as it was when somebody last looked: for the queue's position and the promise.</summary>
    public Case? Case { get; set; }

    /// <summary>The case has changed since then.</summary>
    public bool Stale { get; set; }

    int place;

    /// <summary>Somebody here waits in a chat of the unit to be taken, as far as is known.</summary>
    public bool Waits(string unit) => Case is { Channel: CaseChannel.Chat, IsOpen: true } its && its.Unit == unit;

    /// <summary>True when it is another place in the queue than the last one told.</summary>
    public bool Moved(int to) => Interlocked.Exchange(ref place, to) != to;

    /// <summary>False when the last one has left meanwhile: ask for a new one.</summary>
    public bool Enter(Caller caller)
    {
        lock (gate)
        {
            if (gone) return false;
            if (!here.Contains(caller)) here.Add(caller);
            return true;
        }
    }

    /// <summary>True when nobody is left.</summary>
    public bool Leave(Caller caller)
    {
        lock (gate)
        {
            here.Remove(caller);
            return gone = here.Count == 0;
        }
    }

    /// <summary>Somebody who has entered has been given all up to this one. True when later ones have come meanwhile.</summary>
    public bool Given(Case its, int seq)
    {
        lock (gate)
        {
            Case = its;
            sent ??= seq;
            return stored > sent;
        }
    }

    /// <summary>True when it, or one before it, has to be read first.</summary>
    public bool Heard(int seq)
    {
        lock (gate)
        {
            stored = Math.Max(stored, seq);
            return stored > sent;
        }
    }

    /// <summary>After this one all are missing that are stored.</summary>
    public int? Sent
    {
        get { lock (gate) return sent; }
    }

    /// <summary>Sends it on when it is the next one. True when those before it have to be read first.</summary>
    public bool Deliver(Message message, IReadOnlyList<AttachmentName> attachments, Caller? except)
    {
        lock (gate)
        {
            stored = Math.Max(stored, message.Seq);
            if (sent is null || message.Seq <= sent) return false;
            if (message.Seq > sent + 1) return true;
            sent = message.Seq;
            Push(Calls.Message(message, attachments), except);
            return false;
        }
    }

    public void Send(SerializedHubMessage call, string? onlySide = null)
    {
        lock (gate)
            foreach (var caller in here)
                if (onlySide is null || caller.Side == onlySide) caller.Send(call);
    }

    public IReadOnlyList<Caller> Here
    {
        get { lock (gate) return [.. here]; }
    }

    void Push(SerializedHubMessage call, Caller? except)
    {
        foreach (var caller in here)
            if (caller != except) caller.Send(call);
    }
}
