using Portal.Features.Audit;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>Puts a message into a case's conversation. Answers when it is on disk, never before; sent twice it is there once.</summary>
sealed class PostMessage(PortalDb db, CaseLedger ledger, Promises promises, ContentFacade content, AuditFacade audit, TimeProvider clock)
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
    public async Task<Result> Handle(Actor actor, Case its, Guid id, string? text, CancellationToken ct)
    {
        if (Fault(text) is { } fault) return new(fault, 0, default, null);
        await using var work = db.As(actor);
        var (posted, crisis) = await Into(work, its, id, text!.Trim(), ct);
        if (posted is null) return new(Outcome.Closed, 0, default, null);
        await work.Commit(ct);
        return new(Outcome.Sent, posted.Seq, posted.At, crisis);
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
            promises = new[] { promises.ForMessage(its) },
        }, ct)).SingleOrDefault();
        if (posted is null) return default;

        // Said again when it is sent again: the first answer may never have arrived.
        var crisis = author.Side == "resident" && content.CrisisIn(text) is { } kind ? EnumText.Of(kind) : null;
        if (!posted.Fresh) return (posted, crisis);
        work.Add(CaseQueries.TellOfMessages, new { payload = $"message:{posted.CaseId}:{posted.Seq}" });
        audit.Record(work, "cases.message.sent", id, new(posted.Subject ?? posted.CaseId));
        if (crisis is not null) ledger.Lift(work, its.Id, urgency: 1, crisis);
        return (posted, crisis);
    }
}

/// <summary>A message that stands.</summary>
sealed record Posted
{
    public Guid Id { get; init; }
    public Guid CaseId { get; init; }
    public int Seq { get; init; }
    public DateTimeOffset At { get; init; }
    public Guid? Subject { get; init; }

    /// <summary>False when it was there already.</summary>
    public bool Fresh { get; init; }
}
