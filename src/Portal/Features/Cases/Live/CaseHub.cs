using Microsoft.AspNetCore.SignalR;
using Portal.Features.Audit;
using Portal.Features.Cases.Worklist;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Live;

/// <summary>
/// What a page with a connection calls; the ordinary forms do the same without one. Who calls was decided when the
/// connection was made (<see cref="Entrance"/>), whether they still may by <see cref="StandingRights"/>, and what they see
/// by row-level security.
/// </summary>
sealed class CaseHub(PortalDb db, AuditFacade audit, SendMessage send, Conversations conversations, StandingRights rights, ReadMarks marks, Beat beat, LiveTexts texts) : Hub
{
    /// <summary>A page shows one conversation, a professional's a few.</summary>
    const int MostFollowed = 20;

    /// <param name="Messages">Those after the place asked for; when there are more than one answer holds, ask again after the last.</param>
    /// <param name="TheirRead">How far the other side has read.</param>
    /// <param name="Position">Place in the queue from 1; null when nobody is waited for.</param>
    public sealed record Joined(IReadOnlyList<LiveMessage> Messages, int TheirRead, int LastSeq, string State, int? Position);

    /// <summary>Follows a case from after a message on (0: from its start).</summary>
    public async Task<Joined> Join(Guid caseId, int afterSeq)
    {
        var caller = await Allowed();
        if (!caller.Follows.ContainsKey(caseId) && caller.Follows.Count >= MostFollowed) throw Says(caller, "too-many-open");
        var its = conversations.Enter(caller, caseId);   // first, so that nothing falls between the reading and the hearing
        if (await Read(caller.Actor, caseId, afterSeq) is not { } found)
        {
            conversations.Leave(caller, caseId);
            throw Says(caller, "not-found");
        }
        var (row, messages, ahead) = found;
        conversations.Given(its, row);
        return new(messages, caller.Side == "resident" ? row.StaffRead : row.ResidentRead, row.LastSeq, EnumText.Of(row.State), ahead + 1);
    }

    /// <summary>Puts a message into a followed case. Answers when it is stored.</summary>
    public async Task<SendMessage.Result> Post(Guid caseId, Guid id, string text)
    {
        var caller = await Allowed();
        var its = Followed(caller, caseId);
        if (!caller.Messages.Take()) throw Says(caller, "too-fast");
        if (await rights.MayWrite(caller, Context.ConnectionAborted) is var may and not true) throw Says(caller, may is null ? "registers-silent" : "ended");
        try
        {
            return await send.Handle(caller, its, id, text, default);   // also when the sender goes away meanwhile
        }
        catch (Npgsql.NpgsqlException)
        {
            throw Says(caller, "not-stored");   // logged by the writer; the browser keeps the words and sends them again
        }
    }

    /// <summary>All up to this message has been in sight.</summary>
    public async Task Read(Guid caseId, int seq)
    {
        var caller = await Allowed();
        Followed(caller, caseId);
        if (seq > 0) marks.Read(caseId, caller.Side, seq);
    }

    public async Task Typing(Guid caseId)
    {
        var caller = await Allowed();
        Followed(caller, caseId).Send(Calls.Typing(caseId, caller.Side), ListenForChanges.Other(caller.Side));
        marks.Typing(caseId, caller.Side);
    }

    /// <summary>The page is still open: the resident keeps the place, the professional the case.</summary>
    public async Task Here(Guid caseId)
    {
        var caller = await Allowed();
        Followed(caller, caseId);
        if (caller.Professional is { } professional) await beat.Handle(professional, Context.ConnectionAborted);
        else marks.Here(caseId, caller.Side);
    }

    /// <summary>The worklist is still open: its professional is present.</summary>
    public async Task Beat()
    {
        var caller = await Allowed();
        if (caller.Professional is { } professional) await beat.Handle(professional, Context.ConnectionAborted);
    }

    /// <summary>Follows the worklist of one's unit.</summary>
    public async Task Watch()
    {
        var caller = await Allowed();
        if (caller.Professional is null) throw Says(caller, "not-found");
        caller.Watches = true;
    }

    async Task<Caller> Allowed()
    {
        if (Caller.Of(Context) is not { } caller || !await rights.Stands(caller, Context.ConnectionAborted)) throw new HubException(texts["ended"]);
        return caller.Calls.Take() ? caller : throw Says(caller, "too-fast");
    }

    Conversation Followed(Caller caller, Guid id) => caller.Follows.GetValueOrDefault(id) is { Case: not null } its ? its : throw Says(caller, "not-found");

    HubException Says(Caller caller, string key) => new(texts.In(caller.Language.Culture, key));

    /// <summary>As the page reads it, with its line in the audit log before anything is given.</summary>
    async Task<(Case, List<LiveMessage>, int?)?> Read(Actor actor, Guid id, int after)
    {
        Case? row;
        List<Message> messages;
        ILookup<Guid, AttachmentName> attachments;
        int? ahead = null;
        await using (var work = db.As(actor))
        {
            row = await work.QueryOne<Case>(CaseQueries.One, new { id }, Context.ConnectionAborted);
            if (row is null) return null;
            if (row is { Channel: CaseChannel.Chat, WaitsFor: WaitsFor.Us, Holder: null, IsOpen: true }) ahead = await work.QueryOne<int>(CaseQueries.Ahead, new { id }, Context.ConnectionAborted);
            messages = await work.Query<Message>(CaseQueries.Messages, new { id, after, limit = ReadCases.MessagesAtOnce }, Context.ConnectionAborted);
            attachments = (await work.CommitWith<AttachmentName>(LiveQueries.AttachmentNames, new { messages = messages.ConvertAll(m => m.Id).ToArray() }, Context.ConnectionAborted)).ToLookup(a => a.MessageId);
        }
        if (actor is Resident or Professional) await audit.Seen(actor, "cases.case.seen", Context.ConnectionAborted, id, row.Whose);
        return (row, messages.ConvertAll(m => new LiveMessage(m, [.. attachments[m.Id]])), ahead);
    }
}
