using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>
/// Takes a case from the list, for as long as the taker is heard of. That it has one taker is the condition of the update:
/// whoever comes second waits for the first, and is told who has it.
/// </summary>
sealed class TakeCase(PortalDb db, CaseLedger ledger, Beat beat, TimeProvider clock)
{
    public enum Outcome { Taken, Held, NotFound }

    /// <returns>With <see cref="Outcome.Held"/>, who has it.</returns>
    public async Task<(Outcome Outcome, Guid? Holder)> Handle(Professional professional, Guid id, CancellationToken ct)
    {
        await using var work = db.As(professional);
        beat.Into(work, professional);
        var result = await Into(work, professional, await work.QueryOne<Case>(CaseQueries.One, new { id }, ct), ct);
        await work.Commit(ct);
        return result;
    }

    /// <summary>As a part of a larger act, which commits.</summary>
    public async Task<(Outcome Outcome, Guid? Holder)> Into(Work work, Professional professional, Case? its, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (its is not { IsOpen: true } || its.Unit != professional.Unit) return (Outcome.NotFound, null);
        if (its.HolderAt(now) == professional.StaffId) return (Outcome.Taken, professional.StaffId);
        var taken = await work.QueryOne<Guid?>(WorklistQueries.Take, new { id = its.Id, staff = professional.StaffId, unit = professional.Unit, now, until = now + Beat.Lease }, ct);
        if (taken is null)
            return await work.QueryOne<Case>(CaseQueries.One, new { id = its.Id }, ct) is { IsOpen: true } held ? (Outcome.Held, held.Holder) : (Outcome.NotFound, null);
        if (its.SeenAt is null) ledger.Line(work, its.Id, CaseEvents.Seen);
        ledger.Record(work, its, CaseEvents.Taken);
        return (Outcome.Taken, professional.StaffId);
    }
}
