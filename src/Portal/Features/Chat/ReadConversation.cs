using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Chat;

/// <summary>A conversation as its resident sees it.</summary>
/// <param name="Unread">Professionals' messages that had not been shown before.</param>
/// <param name="Ahead">How many come before one; only while one waits in the queue.</param>
/// <param name="Wait">How long it takes then; null when nobody is there to answer.</param>
/// <param name="Crisis">crisis or emergency: the words of a danger that the resident has used; null when none.</param>
/// <param name="Files">What goes with the messages, by message.</param>
/// <param name="Staff">Professionals' names; empty for those who have not identified themselves.</param>
public sealed record Conversation(Case Case, IReadOnlyList<Message> Messages, IReadOnlyList<CaseEvent> Events, int Unread, int? Ahead,
    (TimeSpan From, TimeSpan To)? Wait, Availability? Availability, string? Crisis, ILookup<Guid, Attachment> Files,
    IReadOnlyDictionary<Guid, string> Staff)
{
    /// <summary>The highest place shown.</summary>
    public int Last => Messages.Count == 0 ? 0 : Messages[^1].Seq;

    /// <summary>Waits in the chat's queue for somebody to take it.</summary>
    public bool Queues => Ahead is not null;
}

/// <summary>Reads a conversation for its resident or guest, and notes that they are there and have read it.</summary>
sealed class ReadConversation(PortalDb db, CasesFacade cases, ContentFacade content, LoginFacade people, FindAvailability availability, TimeProvider clock)
{
    /// <param name="here">False when something is about to be done instead: nothing is noted then.</param>
    /// <returns>Null when there is none such, or it is not theirs.</returns>
    public async Task<Conversation?> Handle(Actor actor, Guid id, bool here, CancellationToken ct)
    {
        if (await cases.Whole(actor, id, 0, ct) is not var (its, messages, events) || its.Area != "chat") return null;
        var unread = messages.Count(m => m.Side == "professional" && m.Seq > its.ResidentRead);
        if (here) await cases.ReadUpTo(actor, its, its.LastSeq, ct);
        int? ahead = its is { IsOpen: true, Channel: CaseChannel.Chat, WaitsFor: WaitsFor.Us } && its.HolderAt(clock.GetUtcNow()) is null ? await cases.Ahead(id, ct) : null;
        var queue = content.Queue(its.Queue);
        var wait = ahead is { } before && queue is not null ? (await cases.StateOf(queue, ct)).Wait(before) : null;
        var now = its.IsOpen && queue is not null ? await availability.Of(queue, ct) : null;
        return new(its, messages, events, unread, ahead, wait, now, CrisisIn(events), await cases.FilesOf(actor, id, ct), await Names(actor, messages, ct));
    }

    static string? CrisisIn(IEnumerable<CaseEvent> events) =>
        events.LastOrDefault(e => e is { Kind: CaseEvents.Lifted, Detail: "crisis" or "emergency" })?.Detail;

    /// <summary>Whoever has said who they are may know who answers.</summary>
    async Task<IReadOnlyDictionary<Guid, string>> Names(Actor actor, List<Message> messages, CancellationToken ct)
    {
        var ids = messages.Where(m => m.Side == "professional").Select(m => m.By).OfType<Guid>().Distinct().ToList();
        if (actor is not Resident || ids.Count == 0) return new Dictionary<Guid, string>();
        await using var work = db.As(actor);
        return await people.StaffNames(work, ids, ct);
    }
}
