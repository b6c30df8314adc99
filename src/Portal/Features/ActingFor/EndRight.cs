using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.ActingFor;

/// <summary>
/// Ends a right to act: from the same moment the database refuses, and every session that acts by it is told so at its
/// next request.
/// </summary>
sealed class EndRight(PortalDb db, LoginFacade people, AuditFacade audit, TimeProvider clock)
{
    /// <returns>False when there was none.</returns>
    public async Task<bool> Handle(PersonId self, PersonId subject, EndedHow how, CancellationToken ct)
    {
        await using var work = db.As(CheckRight.Me);
        await work.QueryOne<int>(ActingForQueries.Lock, new { self, subject }, ct);
        var ended = await work.QueryOne<Guid?>(ActingForQueries.End, new { self, subject, how, now = clock.GetUtcNow() }, ct);
        if (ended is null) return false;
        ActingProof.Close(work, self.Value, subject);
        people.EndActing(work, self.Value, subject);
        audit.Record(work, "acting-for.right.ended", ended, subject, EnumText.Of(how));
        await work.Commit(ct);
        return true;
    }
}
