using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Portal.Platform;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Live;

/// <summary>Who is at the other end of a connection, what they look at, and by what right.</summary>
sealed class Caller(HubConnectionContext connection, Actor actor, Guid? session, Language language, Pace calls, Pace messages)
{
    /// <summary>A connection that has so much unsent is not reading; it may come back and fetch what it missed.</summary>
    const int MostUnsent = 500;

    int unsent;

    public string Id => connection.ConnectionId;
    public Actor Actor => actor;

    /// <summary>The session's public id; null for a guest.</summary>
    public Guid? Session => session;
    public Language Language => language;
    public string Side => actor is Professional ? "professional" : "resident";
    public Professional? Professional => actor as Professional;

    /// <summary>Somebody who acts for another, whose right the registers can end at any moment.</summary>
    public Resident? Delegate => actor is Resident { ForAnother: true } delegated ? delegated : null;

    public Pace Calls => calls;
    public Pace Messages => messages;

    /// <summary>The conversations that this connection follows.</summary>
    public ConcurrentDictionary<Guid, Conversation> Follows { get; } = new();

    /// <summary>Follows the worklist of the professional's unit.</summary>
    public bool Watches { get; set; }

    /// <summary>When the session (and the right) was last found to stand, by the clock's timestamps.</summary>
    public long CheckedAt { get; set; }

    /// <summary>When the registers last said yes to a delegate.</summary>
    public long AskedAt { get; set; }

    /// <summary>The connection is no longer anybody's: no call is answered and nothing is sent.</summary>
    public bool Over { get; private set; }

    public static Caller? Of(HubCallerContext context) => context.Items.TryGetValue(typeof(Caller), out var caller) ? (Caller?)caller : null;

    /// <summary>Calls on one connection are sent in the order of this method's calls, without waiting for a slow reader.</summary>
    public void Send(SerializedHubMessage message)
    {
        if (Over) return;
        var sent = connection.WriteAsync(message);
        if (sent.IsCompletedSuccessfully) return;
        if (Interlocked.Increment(ref unsent) > MostUnsent) End();
        _ = Settle(sent.AsTask());
    }

    async Task Settle(Task sent)
    {
        try { await sent; }
        catch (Exception e) when (e is OperationCanceledException or IOException) { /* it has gone: the browser connects again */ }
        finally { Interlocked.Decrement(ref unsent); }
    }

    /// <summary>Closes the connection.</summary>
    public void End()
    {
        Over = true;
        connection.Abort();
    }
}

/// <summary>What the portal calls in the browser.</summary>
static class Calls
{
    public static SerializedHubMessage Message(Message message, IReadOnlyList<AttachmentName> attachments) =>
        new(new InvocationMessage("message", [message.CaseId, new LiveMessage(message, attachments)]));

    public static SerializedHubMessage Read(Guid its, string side, int seq) => new(new InvocationMessage("read", [its, side, seq]));
    public static SerializedHubMessage Typing(Guid its, string side) => new(new InvocationMessage("typing", [its, side]));
    public static SerializedHubMessage Case(Guid its) => new(new InvocationMessage("case", [its]));
    public static SerializedHubMessage Queue(Guid its, int position, int? from, int? to) => new(new InvocationMessage("queue", [its, position, from, to]));
    public static readonly SerializedHubMessage Worklist = new(new InvocationMessage("worklist", []));
}

/// <summary>A message as the browser gets it.</summary>
sealed record LiveMessage(Guid Id, int Seq, DateTimeOffset At, string Side, string Text, IReadOnlyList<AttachmentName> Attachments)
{
    public LiveMessage(Message m, IReadOnlyList<AttachmentName> attachments) : this(m.Id, m.Seq, m.At, m.Side, m.Text, attachments) { }
}

/// <summary>An attachment of a message, without its content.</summary>
sealed record AttachmentName
{
    public Guid Id { get; init; }
    public Guid MessageId { get; init; }
    public string Name { get; init; } = "";
    public string MediaType { get; init; } = "";
}
