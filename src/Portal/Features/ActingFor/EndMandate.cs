using Portal.Features.Audit;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.ActingFor;

/// <summary>
/// The person represented ends a mandate here, at once, whatever Suomi.fi says; or lets it count again. Guardians are
/// guardians by law: a young person limits what they may do (<see cref="DecideForGuardians"/>), and ends nothing.
/// </summary>
sealed class EndMandate(PortalDb db, EndRight end, AuditFacade audit, NotificationsFacade notifications, TimeProvider clock)
{
    public enum Outcome { Ended, NotFound, Guardian }

    public async Task<Outcome> Handle(Resident resident, PersonId @delegate, CancellationToken ct)
    {
        var outcome = await Refuse(Resident.ForSelf(resident.Self), @delegate, ct);
        // The refusal stands first: no answer of the registers that is on its way can open again what now is ended.
        if (outcome == Outcome.Ended) await end.Handle(@delegate, resident.Self, EndedHow.Subject, ct);
        return outcome;
    }

    async Task<Outcome> Refuse(Resident self, PersonId @delegate, CancellationToken ct)
    {
        await using var work = db.As(self);
        var right = await work.QueryOne<Representation>(ActingForQueries.One, new { self = @delegate, subject = self.Self }, ct);
        if (right is null) return await work.QueryOne<bool>(ActingForQueries.Refused, new { self = @delegate, subject = self.Self }, ct) ? Outcome.Ended : Outcome.NotFound;
        if (right.Basis == Basis.Guardian) return Outcome.Guardian;
        work.Add(ActingForQueries.Refuse, new { subject = self.Self, self = @delegate, now = clock.GetUtcNow() });
        audit.Record(work, "acting-for.right.refused", right.Id);
        foreach (var person in (PersonId[])[self.Self, @delegate])
            notifications.Send(work, person, MessageTemplate.ActingEnded, right.Id, null, null, $"acting-ended:{right.Id}:{person}");
        await work.Commit(ct);
        return Outcome.Ended;
    }

    /// <summary>From now on the registers' yes counts again. False when nothing was refused.</summary>
    public async Task<bool> AllowAgain(Resident resident, PersonId @delegate, CancellationToken ct)
    {
        await using var work = db.As(Resident.ForSelf(resident.Self));
        if (await work.QueryOne<int?>(ActingForQueries.AllowAgain, new { subject = resident.Self, self = @delegate }, ct) is null) return false;
        audit.Record(work, "acting-for.right.allowed-again", @delegate.Value);
        await work.Commit(ct);
        return true;
    }
}
