using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.ActingFor;

/// <summary>The person leaves the desk: the database refuses from now on, and the professional's session is their own again.</summary>
sealed class EndAssistance(PortalDb db, LoginFacade people, AuditFacade audit, TimeProvider clock) : IAfterLogout
{
    /// <param name="id">Null: whichever is open; with <see cref="AssistanceEnd.Logout"/> the session's own.</param>
    public async Task Handle(Professional professional, Guid session, AssistanceEnd how, Guid? id, CancellationToken ct)
    {
        var which = new { staff = professional.StaffId, id, session = how == AssistanceEnd.Logout ? session : (Guid?)null };
        var open = await Open(professional, which, ct);
        if (open.Count == 0) return;
        // The proof goes first: should anything fail behind it, what is closed stays closed.
        await using (var proof = db.As(CheckRight.Me))
        {
            foreach (var one in open)
            {
                ActingProof.Close(proof, professional.StaffId, one.Subject);
                people.EndActing(proof, professional.StaffId, one.Subject);
            }
            await proof.Commit(ct);
        }
        await using var work = db.As(professional);
        people.ActFor(work, session, null);
        foreach (var one in open)
        {
            work.Add(AssistanceQueries.End, new { id = one.Id, how, now = clock.GetUtcNow() });
            audit.Record(work, "acting-for.assistance.ended", one.Id, one.Subject, EnumText.Of(Basis.Assisted));
        }
        await work.Commit(ct);
    }

    async Task<List<Row>> Open(Professional professional, object which, CancellationToken ct)
    {
        await using var work = db.As(professional);
        return await work.CommitWith<Row>(AssistanceQueries.Open, which, ct);
    }

    async Task IAfterLogout.LoggedOut(Actor actor, Guid session, CancellationToken ct)
    {
        if (actor is Professional professional) await Handle(professional, session, AssistanceEnd.Logout, null, ct);
    }

    sealed record Row
    {
        public Guid Id { get; init; }
        public PersonId Subject { get; init; }
    }
}
