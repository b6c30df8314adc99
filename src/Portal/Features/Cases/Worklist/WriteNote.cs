using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>A word to colleagues beside the conversation. The resident never sees it: row-level security shows notes to professionals only.</summary>
sealed class WriteNote(PortalDb db, AuditFacade audit, Beat beat, TimeProvider clock)
{
    public enum Outcome { Written, Empty, TooLong, NotFound }

    public const int MaxLength = 2000;

    /// <param name="note">Made by the page: sent twice it is there once.</param>
    public async Task<Outcome> Handle(Professional professional, Guid id, Guid note, string? text, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(text)) return Outcome.Empty;
        if (text.Trim().Length > MaxLength) return Outcome.TooLong;
        await using var work = db.As(professional);
        beat.Into(work, professional);
        if (await work.QueryOne<Case>(CaseQueries.One, new { id }, ct) is not { } its) return Outcome.NotFound;
        work.Add(WorklistQueries.WriteNote, new { note, id, staff = professional.StaffId, text = text.Trim(), now = clock.GetUtcNow() });
        audit.Record(work, "cases.note.written", note, its.Whose);
        await work.Commit(ct);
        return Outcome.Written;
    }
}
