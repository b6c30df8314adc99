using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.ActingFor;

/// <summary>From now on the session acts for this person, or again for its owner. Asked of the registers first.</summary>
sealed class ChooseSubject(PortalDb db, LoginFacade people, CheckRight check, AuditFacade audit)
{
    /// <summary>NotFound: nobody for whom the person has a right.</summary>
    public enum Outcome { Chosen, NotFound, Refused, Unavailable }

    public async Task<Outcome> Handle(Resident self, Guid session, PersonId subject, CancellationToken ct)
    {
        if (subject == self.Self)
        {
            await Note(self, session, null, ct);
            return Outcome.Chosen;
        }
        if (await Known(self, subject, ct) is not { } right) return Outcome.NotFound;
        var (outcome, acting) = await check.Handle(self.Self, subject, right.Basis, right.Theme, ct);
        if (acting is null) return outcome == CheckRight.Outcome.Refused ? Outcome.Refused : Outcome.Unavailable;
        await Note(self, session, acting, ct);
        return Outcome.Chosen;
    }

    /// <summary>Notes in the session whom the registers have allowed; nobody else with null.</summary>
    public async Task Note(Resident self, Guid session, ActingNow? acting, CancellationToken ct)
    {
        await using var work = db.As(Resident.ForSelf(self.Self));
        people.ActFor(work, session, acting);
        if (acting is not null) audit.Record(work, "acting-for.subject.chosen", session, acting.Subject, EnumText.Of(acting.Basis));
        await work.Commit(ct);
    }

    /// <summary>The same person, asked about again.</summary>
    public async Task Renew(Resident self, Guid session, ActingNow acting, CancellationToken ct)
    {
        await using var work = db.As(Resident.ForSelf(self.Self));
        people.RenewActing(work, session, acting);
        await work.Commit(ct);
    }

    async Task<Representation?> Known(Resident self, PersonId subject, CancellationToken ct)
    {
        await using var work = db.As(Resident.ForSelf(self.Self));
        return (await work.CommitWith<Representation>(ActingForQueries.One, new { self = self.Self, subject }, ct)).SingleOrDefault();
    }
}
