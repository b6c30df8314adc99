using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>
/// The shift changes: some or all of one's cases go to a colleague who is at work, or back to everybody, with a note. A case
/// given to somebody waits for them a while, and then goes to the list.
/// </summary>
sealed class HandOver(PortalDb db, CaseLedger ledger, ReadWorklist list, TimeProvider clock)
{
    public enum Outcome { Given, NothingChosen, NoColleague, TooLong }

    public const int MaxNote = 1000;

    /// <param name="to">A colleague at work now; the whole unit when null.</param>
    /// <returns>How many were given: those that were still one's own.</returns>
    public async Task<(Outcome Outcome, int Given)> Handle(Professional professional, IReadOnlyCollection<Guid> ids, Guid? to, string? note, CancellationToken ct)
    {
        if (ids.Count == 0) return (Outcome.NothingChosen, 0);
        if (note?.Trim().Length > MaxNote) return (Outcome.TooLong, 0);
        if (to == professional.StaffId || to is not null && (await list.Present(professional, ct)).All(c => c.Staff != to)) return (Outcome.NoColleague, 0);
        var now = clock.GetUtcNow();
        await using var work = db.As(professional);
        var given = await work.Query<Guid>(WorklistQueries.HandOver, new { ids = ids.ToArray(), staff = professional.StaffId, to, now, until = now + Beat.Reserved }, ct);
        foreach (var id in given)
        {
            var its = (await work.QueryOne<Case>(CaseQueries.One, new { id }, ct))!;
            ledger.Record(work, its, to is null ? CaseEvents.GivenBack : CaseEvents.Given, to?.ToString(), string.IsNullOrWhiteSpace(note) ? null : note.Trim());
        }
        await work.Commit(ct);
        return (Outcome.Given, given.Count);
    }
}
