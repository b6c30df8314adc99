using Portal.Features.Cases.Worklist;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Live;

/// <summary>
/// A message that comes by a connection, by the same rules as one that comes by a form (<see cref="AnswerCase"/>): whoever
/// answers has the case. What the connection knows of the case is enough while nothing has changed.
/// </summary>
sealed class SendMessage(PortalDb db, PostMessage post, TakeCase take, SaveDraft drafts, TimeProvider clock)
{
    /// <summary>Besides the outcomes of <see cref="PostMessage"/>: a template's variable has no value; a colleague has the case.</summary>
    public const string Unfilled = "unfilled", Held = "held", Closed = "closed";

    public readonly record struct Result(string Outcome, int Seq, DateTimeOffset At, string? Crisis)
    {
        public Result(string outcome) : this(outcome, 0, default, null) { }
    }

    public async Task<Result> Handle(Caller caller, Conversation its, Guid id, string? text, CancellationToken ct)
    {
        if (PostMessage.Fault(text) is { } fault) return new(EnumText.Of(fault));
        if (caller.Professional is { } professional)
        {
            if (Reply.Unfilled(text!).Count > 0) return new(Unfilled);
            if (await Refused(professional, its, text!, ct) is { } refused) return new(refused);
        }
        else if (its.Stale) await Look(caller.Actor, its, ct);
        var (outcome, seq, at, crisis) = await post.Handle(caller.Actor, its.Case!, id, text, ct, caller);
        return new(EnumText.Of(outcome), seq, at, crisis);
    }

    /// <summary>Takes the case when nobody has it; null when the professional has it.</summary>
    async Task<string?> Refused(Professional professional, Conversation its, string text, CancellationToken ct)
    {
        if (IsHers()) return null;
        await Look(professional, its, ct);   // the lease has gone on meanwhile, or somebody has taken it
        if (IsHers()) return null;
        var (outcome, holder) = await take.Handle(professional, its.Id, ct);
        its.Stale = true;
        if (outcome == TakeCase.Outcome.Taken || holder == professional.StaffId) return null;
        if (outcome == TakeCase.Outcome.Held) await drafts.Handle(professional, its.Id, text, ct);
        return outcome == TakeCase.Outcome.Held ? Held : Closed;

        bool IsHers() => !its.Stale && its.Case!.HolderAt(clock.GetUtcNow()) == professional.StaffId;
    }

    /// <summary>The row only: nothing of it is shown.</summary>
    async Task Look(Actor actor, Conversation its, CancellationToken ct)
    {
        its.Stale = false;   // first: what changes from here on makes it stale again
        await using var work = db.As(actor);
        if (await work.CommitWith<Case>(CaseQueries.One, new { id = its.Id }, ct) is [var row]) its.Case = row;
    }
}
