using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>Takes a case from a colleague who has it, for a reason that stays in the ledger. The colleague's draft is kept, and shown to the new holder.</summary>
sealed class TakeOver(PortalDb db, CaseLedger ledger, TimeProvider clock)
{
    /// <summary>Changed: the one it would have been taken from has it no more.</summary>
    public enum Outcome { Taken, NoReason, NoWords, Changed }

    public static readonly IReadOnlyList<string> Reasons = ["not-heard", "agreed", "urgent", "shift", "other"];

    public const int MaxWords = 500;

    /// <param name="from">Who was seen to have it.</param>
    /// <param name="words">For colleagues; needed when the reason is "other".</param>
    public async Task<Outcome> Handle(Professional professional, Guid id, Guid from, string? reason, string? words, CancellationToken ct)
    {
        if (!Reasons.Contains(reason)) return Outcome.NoReason;
        words = string.IsNullOrWhiteSpace(words) ? null : words.Trim();
        if (reason == "other" && words is null || words?.Length > MaxWords) return Outcome.NoWords;
        var now = clock.GetUtcNow();
        await using var work = db.As(professional);
        var args = new { id, from, staff = professional.StaffId, unit = professional.Unit, now, until = now + Beat.Lease };
        if (from == professional.StaffId || await work.QueryOne<Guid?>(WorklistQueries.TakeOver, args, ct) is null) return Outcome.Changed;
        ledger.Record(work, (await work.QueryOne<Case>(CaseQueries.One, new { id }, ct))!, CaseEvents.TakenOver, reason, words);
        await work.Commit(ct);
        return Outcome.Taken;
    }
}
