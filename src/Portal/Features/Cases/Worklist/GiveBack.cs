using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>Puts a case back on the list. A draft of its holder stays with it.</summary>
sealed class GiveBack(PortalDb db, CaseLedger ledger)
{
    public enum Outcome { Given, NotYours }

    public async Task<Outcome> Handle(Professional professional, Guid id, CancellationToken ct)
    {
        await using var work = db.As(professional);
        if (await work.QueryOne<Guid?>(WorklistQueries.GiveBack, new { id, staff = professional.StaffId }, ct) is null) return Outcome.NotYours;
        var its = (await work.QueryOne<Case>(CaseQueries.One, new { id }, ct))!;
        ledger.Record(work, its, CaseEvents.GivenBack);
        await work.Commit(ct);
        return Outcome.Given;
    }
}
