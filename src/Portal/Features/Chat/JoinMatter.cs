using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Chat;

/// <summary>
/// A second contact about a matter that is still open goes on in it instead of beginning another: what waited as a call or
/// as a written question becomes a chat, when the queue takes chats now, and what is written goes into the same conversation.
/// </summary>
sealed class JoinMatter(PortalDb db, CasesFacade cases, FindAvailability availability)
{
    public enum Outcome { Joined, NotFound, TooLong }

    /// <param name="messageId">Made with the form.</param>
    /// <param name="text">May be empty.</param>
    public async Task<Outcome> Handle(Actor actor, Queue queue, Guid id, Guid messageId, string? text, CancellationToken ct)
    {
        if (text?.Trim().Length > PostMessage.MaxLength) return Outcome.TooLong;
        var state = await cases.StateOf(queue, ct);
        var takesChats = await availability.Of(queue, ct) is Availability.Open;
        await using var work = db.As(actor);
        if (await cases.One(work, id, ct) is not { IsOpen: true } its || its.Queue != queue.Id) return Outcome.NotFound;
        cases.Record(work, its, CaseEvents.Joined, EnumText.Of(CaseChannel.Chat));
        if (its.Channel != CaseChannel.Chat && takesChats)
            cases.Turn(work, its, CaseChannel.Chat, cases.PromiseBy(queue, CaseChannel.Chat, state), null, null);
        if (!string.IsNullOrWhiteSpace(text)) await cases.Post(work, its, messageId, text.Trim(), ct);
        await work.Commit(ct);
        return Outcome.Joined;
    }
}
