using Portal.Features.Audit;
using Portal.Features.Cases.Live;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>Puts a message into a case's conversation. Answers when it is on disk, never before; sent twice it is there once.</summary>
sealed class PostMessage(MessageWriter writer, CaseLedger ledger, Promises promises, ContentFacade content, AuditFacade audit, TimeProvider clock)
{
    public const int MaxLength = 4000;

    /// <summary>Closed: the case has ended, or is no longer the writer's to write in.</summary>
    public enum Outcome { Sent, Empty, TooLong, Closed }

    /// <param name="Seq">Its place in the conversation.</param>
    /// <param name="Crisis">crisis or emergency: what must be shown at once, when the words tell of a danger.</param>
    public readonly record struct Result(Outcome Outcome, int Seq, DateTimeOffset At, string? Crisis);

    /// <param name="actor">Who writes.</param>
    /// <param name="its">The case as the writer sees it.</param>
    /// <param name="id">Made by the sender: a repeated sending has the same.</param>
    /// <param name="text">At most <see cref="MaxLength"/> characters.</param>
    /// <param name="via">The connection by which it came, when it did not come by a form.</param>
    public async Task<Result> Handle(Actor actor, Case its, Guid id, string? text, CancellationToken ct, Caller? via = null)
    {
        if (Fault(text) is { } fault) return new(fault, 0, default, null);
        var words = text!.Trim();
        var crisis = Crisis(actor, words);
        var posted = await writer.Write(new(actor, id, its.Id, its.Whose, words, clock.GetUtcNow(), Promise(actor, its), crisis, via)).WaitAsync(ct);
        return posted is null ? new(Outcome.Closed, 0, default, null) : new(Outcome.Sent, posted.Seq, posted.At, crisis);
    }

    public static Outcome? Fault(string? text) =>
        string.IsNullOrWhiteSpace(text) ? Outcome.Empty : text.Trim().Length > MaxLength ? Outcome.TooLong : null;

    /// <summary>As a part of a larger act. Null when the case is closed or not the actor's to write in.</summary>
    public async Task<(Posted? Posted, string? Crisis)> Into(Work work, Case its, Guid id, string text, CancellationToken ct)
    {
        var author = Author.Of(work.Actor);
        var posted = (await work.Query<Posted>(CaseQueries.Post, new
        {
            ids = new[] { id }, cases = new[] { its.Id }, sides = new[] { author.Side }, bys = new[] { author.By }, subjects = new[] { author.Subject },
            guests = new[] { author.Guest }, units = new[] { author.Unit }, texts = new[] { text }, ats = new[] { clock.GetUtcNow() },
            promises = new[] { Promise(work.Actor, its) },
        }, ct)).SingleOrDefault();
        if (posted is null) return default;
        var crisis = Crisis(work.Actor, text);
        if (!posted.Fresh) return (posted, crisis);
        work.Add(CaseQueries.Tell, new { payloads = Wakeup.Of([posted]) });
        audit.Record(work, "cases.message.sent", id, new(posted.Subject ?? posted.CaseId));
        if (crisis is not null) ledger.Lift(work, its.Id, urgency: 1, crisis);
        return (posted, crisis);
    }

    /// <summary>What the words tell of. Said again when they are sent again: the first answer may never have arrived.</summary>
    string? Crisis(Actor actor, string text) =>
        actor is Resident or Guest && content.CrisisIn(text) is { } kind ? EnumText.Of(kind) : null;

    DateTimeOffset? Promise(Actor actor, Case its) => actor is Resident or Guest ? promises.ForMessage(its) : null;
}

/// <summary>A message that stands.</summary>
sealed record Posted
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public string Side { get; init; } = "";
    public Guid? Subject { get; init; }
    public string Unit { get; init; } = "";

    /// <summary>False when it was there already.</summary>
    public bool Fresh { get; init; }
}
