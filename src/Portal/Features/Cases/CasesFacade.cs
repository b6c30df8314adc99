using Portal.Features.Cases.Attachments;
using Portal.Features.Cases.Live;
using Portal.Features.Cases.Worklist;
using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>All that the rooms above may ask of cases. They open, read, write into, turn and close them; the worklist is this room's own.</summary>
sealed class CasesFacade(ReadCases read, OpenCase open, PostMessage post, CaseLedger ledger, Promises promises, IdentifyGuest identify, RateCase rate, ReadOpenings openings,
    PostFiles postFiles, ReadAttachments attachments, AttachmentTexts attachmentTexts, NotificationsFacade notifications, LiveTexts liveTexts,
    TakeCase take, FinishCase finish, FillReply fill)
{
    /// <summary>Who writes in this browser without having said who they are; null when nobody has.</summary>
    public Guest? GuestOf(HttpContext context) => GuestKey.Of(context);

    /// <summary>As <see cref="GuestOf"/>, made known now when it is a new one: the key goes into a cookie of this browser.</summary>
    public Guest NewGuest(HttpContext context) => GuestKey.Make(context);

    /// <summary>Null when there is none such, or it is not theirs.</summary>
    public Task<Case?> One(Actor actor, Guid id, CancellationToken ct) => read.One(actor, id, ct);

    /// <summary>The case, its conversation after a place (0: from the start) and its ledger.</summary>
    public Task<(Case Case, List<Message> Messages, List<CaseEvent> Events)?> Whole(Actor actor, Guid id, int after, CancellationToken ct) => read.Whole(actor, id, after, ct);

    /// <summary>The resident or guest is on the page and has been shown the conversation up to a place.</summary>
    public Task ReadUpTo(Actor actor, Case its, int seq, CancellationToken ct) => read.UpTo(actor, its, seq, ct);

    /// <summary>Of a resident or a guest: open ones first.</summary>
    public Task<List<Case>> Mine(Actor actor, CancellationToken ct) => read.Mine(actor, ct);

    /// <summary>An open case of the same person in the same queue: a second contact joins it.</summary>
    public Task<Case?> SameMatter(Actor actor, string queue, CancellationToken ct) => read.SameMatter(actor, queue, ct);

    /// <summary>Inside an act of the calling room: the case as it stands, not yet seen by anybody.</summary>
    public Task<Case?> One(Work work, Guid id, CancellationToken ct) => work.QueryOne<Case>(CaseQueries.One, new { id }, ct);

    /// <param name="with">What else goes into the same transaction: the calling room's own row.</param>
    public Task<OpenCase.Result> Open(Actor actor, NewCase wish, CancellationToken ct, Action<Work, Case>? with = null) => open.Handle(actor, wish, ct, with);

    /// <summary>As a part of a larger act, with its promise. Null when a case of this id is there already.</summary>
    public async Task<Case?> Open(Work work, NewCase wish, CancellationToken ct) => (await open.Into(work, wish, ct)).Its;

    /// <summary>A person whom the professional has opened for a reason, while it is open: <see cref="ICareAction.ForPerson"/>. Null otherwise.</summary>
    public Task<(PersonId Subject, PersonCard? Person)?> Opened(Professional professional, Guid opening, CancellationToken ct) => openings.Who(professional, opening, ct);

    public Task<PostMessage.Result> Post(Actor actor, Case its, Guid id, string? text, CancellationToken ct) => post.Handle(actor, its, id, text, ct);

    /// <summary>Bytes of a form that brings files: for <c>RequestSizeLimit</c> on its page.</summary>
    public const int LargestForm = Uploads.LargestForm;

    /// <summary>A message with the files of the form's field <c>files</c>. When one of them does not pass nothing is sent, and the words beside the field say why.</summary>
    public async Task<(PostMessage.Result Result, string? FileFault)> Post(Actor actor, Case its, Guid id, string? text, IFormFileCollection sent, CancellationToken ct)
    {
        var (files, fault, name) = await Uploads.Read(sent, "files", ct);
        return fault is { } why ? (default, Attachments.AttachmentField.Words(attachmentTexts, why, name)) : (await postFiles.Handle(actor, its, id, text, files, ct), null);
    }

    /// <summary>The files of a conversation, by message.</summary>
    public Task<ILookup<Guid, Attachment>> FilesOf(Actor actor, Guid id, CancellationToken ct) => attachments.Of(actor, id, ct);

    /// <summary>The component for choosing files; see Attachments/AttachmentField.razor.</summary>
    public Type AttachmentField => typeof(AttachmentField);

    /// <summary>The component that shows the files of a message; see Attachments/AttachmentList.razor.</summary>
    public Type AttachmentList => typeof(AttachmentList);

    /// <summary>A message as a part of a larger act. Null when the case is closed or not the actor's.</summary>
    public Task<(Posted? Posted, string? Crisis)> Post(Work work, Case its, Guid id, string text, CancellationToken ct) => post.Into(work, its, id, text, ct);

    /// <summary>Queued: a line of the ledger and of the audit log.</summary>
    public void Record(Work work, Case its, string kind, string? detail = null, string? note = null) => ledger.Record(work, its, kind, detail, note);

    /// <summary>Queued: goes on in another channel or with another promise.</summary>
    public void Turn(Work work, Case its, CaseChannel channel, DateTimeOffset? promisedAt, DateTimeOffset? notBefore, string? detail, WaitsFor waitsFor = WaitsFor.Us) =>
        ledger.Turn(work, its, channel, promisedAt, notBefore, detail, waitsFor);

    /// <summary>Queued: where to call from now on.</summary>
    public void SetNumber(Work work, Guid id, PhoneNumber number) => work.Add(CaseQueries.SetNumber, new { id, number = notifications.Close(number) });

    /// <summary>Where to call; null when no number has been given.</summary>
    public PhoneNumber? NumberOf(Case its) => its.CallbackNumber is { } closed ? notifications.Open(closed) : null;

    /// <summary>Queued: the resident has been reached by phone, which is an answer.</summary>
    public void Called(Work work, Guid id) => ledger.Called(work, id);

    /// <summary>Queued: makes the case more urgent, never less; the reason is a code.</summary>
    public void Lift(Work work, Guid id, int urgency, string why) => ledger.Lift(work, id, urgency, why);

    /// <summary>Queued: ends the case in all its channels.</summary>
    public void Close(Work work, Case its, string outcome, string? summary = null, string? contactAgain = null) => ledger.Close(work, its, outcome, summary, contactAgain);

    /// <summary>Inside an act of the calling room: the subject's cases, not yet seen by anybody.</summary>
    public Task<List<Case>> Mine(Work work, PersonId subject, CancellationToken ct) => read.Mine(work, subject, ct);

    /// <summary>Chats that nobody has taken, the oldest first: for the timed work that goes on with them.</summary>
    public Task<List<Case>> Untaken(Work work, CancellationToken ct) => work.Query<Case>(CaseQueries.Untaken, null, ct);

    /// <summary>One of them, kept from everybody else until the commit; null when it has been taken, or is being dealt with elsewhere.</summary>
    public Task<Case?> TakeUntaken(Work work, Guid id, CancellationToken ct) => work.QueryOne<Case>(CaseQueries.TakeUntaken, new { id }, ct);

    /// <summary>Cases of a channel that wait for the resident and in which nothing has happened since; kept from everybody else until the commit.</summary>
    public Task<List<Case>> NotHeardOf(Work work, CaseChannel channel, DateTimeOffset before, CancellationToken ct) =>
        work.Query<Case>(CaseQueries.NotHeardOf, new { channel, before }, ct);

    /// <summary>Queued: the code for the worklist's "why".</summary>
    public void SetDetail(Work work, Guid id, string detail) => work.Add(CaseQueries.SetDetail, new { id, detail });

    /// <param name="fresh">A professional not heard of for this long is not present; by default <see cref="Promises.Fresh"/>.</param>
    public Task<QueueState> StateOf(Queue queue, CancellationToken ct, TimeSpan? fresh = null) => promises.StateOf(queue, ct, fresh);

    /// <summary>What a guest wrote becomes the work's resident's. The case as it is now; null when it has ended or is not that guest's.</summary>
    public Task<Case?> Identify(Work work, Case its, DateOnly? bornOn, CancellationToken ct) => identify.Handle(work, its, bornOn, ct);

    /// <summary>How it went, from 1 to 5, once it has ended. False when that has been said, or is not theirs to say.</summary>
    public Task<bool> Rate(Actor actor, Guid id, int rating, CancellationToken ct) => rate.Handle(actor, id, rating, ct);

    /// <summary>How many chats of the same queue come before this one.</summary>
    public Task<int> Ahead(Guid id, CancellationToken ct) => promises.Ahead(id, ct);

    public DateTimeOffset PromiseBy(Queue queue, CaseChannel channel, QueueState state) => promises.By(queue, channel, state);

    /// <summary>Inside an act of the calling room: the case, kept from every other act about it until the commit.</summary>
    public Task<Case?> Lock(Work work, Guid id, CancellationToken ct) => work.QueryOne<Case>(CaseQueries.OneLocked, new { id }, ct);

    /// <summary>Inside an act of the calling room: the professional has the case from now on, unless a colleague has it, or it has ended or is another unit's.</summary>
    /// <returns>With a colleague having it, who.</returns>
    public async Task<(bool Taken, Guid? Holder)> Take(Work work, Professional professional, Case its, CancellationToken ct)
    {
        var (outcome, holder) = await take.Into(work, professional, its, ct);
        return (outcome == TakeCase.Outcome.Taken, holder);
    }

    /// <summary>Inside an act of the calling room, for the one who has the case: the last answer, the summary, the end in every channel, and the delivery to the patient record.</summary>
    public Task<bool> FinishReviewed(Work work, Professional professional, Case its, Guid message, string answer, string summary, CancellationToken ct) =>
        finish.Into(work, professional, its.Id, new(message, answer, summary, null, Outcomes.MeasurementsReviewed), ct);

    /// <summary>A reply template in the resident's language, with what is known in its gaps.</summary>
    /// <param name="nurse">Under which name the professional answers.</param>
    public string Fill(Reply reply, Case its, Login.PersonCard? person, string? nurse) => fill.Text(reply, its, person, nurse);

    /// <summary>The component that a page puts into its <c>case-conversation</c>: words and script. See Live/README.md.</summary>
    public Type LiveWords => typeof(LiveWords);

    /// <summary>The component that a page puts into its <c>case-worklist</c>.</summary>
    public Type WorklistWords => typeof(WorklistWords);

    /// <summary>How it stands with a message of one's own, in words: delivered, or read by the other side.</summary>
    public string StateWord(int seq, int theirRead) => liveTexts[seq <= theirRead ? "word-read" : "word-sent"];
}
