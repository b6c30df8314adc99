using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.ActingFor;

/// <summary>
/// "This is the person beside me": from the next request on the professional's session acts with the person, for an hour
/// at most. An assistance before it ends: one person is beside a professional at a time.
/// </summary>
sealed class StartAssistance(PortalDb db, LoginFacade people, ReadAssistance read, EndAssistance end, AuditFacade audit, TimeProvider clock)
{
    /// <summary>TooLate: the name was shown too long ago, ask again.</summary>
    public enum Outcome { Started, NotFound, TooLate }

    public async Task<Outcome> Handle(Professional professional, Guid session, Guid id, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await read.One(professional, id, ct) is not { } found) return Outcome.NotFound;
        var (assistance, person) = found;
        if (assistance.StartedAt is not null) return assistance.IsOpen(now) ? Outcome.Started : Outcome.TooLate;   // pressed twice
        if (assistance.AskedAt <= now - Assistance.ToConfirm) return Outcome.TooLate;
        await end.Handle(professional, session, AssistanceEnd.Next, null, ct);

        var (until, may) = (now + Assistance.Life, AccessTable.May(Standing.Assistant, new HashSet<string>()));
        // The proof first: by itself it opens nothing, there is no session that acts by it.
        await using (var proof = db.As(CheckRight.Me))
        {
            ActingProof.Open(proof, professional.StaffId, assistance.Subject, may, until);
            await proof.Commit(ct);
        }
        await using var work = db.As(professional);
        if (await work.QueryOne<Guid?>(AssistanceQueries.Start, new { id, staff = professional.StaffId, session, now, until }, ct) is null)
            return Outcome.TooLate;
        people.ActFor(work, session, new ActingNow
        {
            Subject = assistance.Subject, Basis = Basis.Assisted, Name = person.Name, BornOn = person.BornOn, May = may,
            Until = until, FreshUntil = until, CheckedAt = now, Assistance = id,
        });
        audit.Record(work, "acting-for.assistance.started", id, assistance.Subject, EnumText.Of(Basis.Assisted));
        await work.Commit(ct);
        return Outcome.Started;
    }
}
