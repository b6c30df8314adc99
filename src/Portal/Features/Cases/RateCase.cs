using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>One question after the end: how did it go, from 1 to 5. Answered once.</summary>
sealed class RateCase(PortalDb db, CaseLedger ledger, TimeProvider clock)
{
    /// <returns>False when it is open, rated already or not theirs.</returns>
    public async Task<bool> Handle(Actor actor, Guid id, int rating, CancellationToken ct)
    {
        await using var work = db.As(actor);
        if (await work.QueryOne<Case>(CaseQueries.One, new { id }, ct) is not { IsOpen: false, Rating: null } its) return false;
        if ((await work.Query<Guid>(CaseQueries.Rate, new { id, rating, now = clock.GetUtcNow() }, ct)).Count == 0) return false;
        ledger.Record(work, its, CaseEvents.Rated, $"{rating}");
        await work.Commit(ct);
        return true;
    }
}
