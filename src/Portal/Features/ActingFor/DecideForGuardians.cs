using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.ActingFor;

/// <summary>
/// A young person says, area by area, what their guardians may do. It holds at once: the database closes what was open,
/// and the guardians' sessions ask anew at their next request.
/// </summary>
sealed class DecideForGuardians(PortalDb db, LoginFacade people, AuditFacade audit, Ages ages, TimeProvider clock)
{
    /// <summary>NotYours: only a young person who decides, in their own matters.</summary>
    public enum Outcome { Saved, NotYours }

    /// <summary>What there is to decide now, and what has been allowed.</summary>
    public sealed record Choices(IReadOnlyList<string> Areas, IReadOnlySet<string> Allowed);

    /// <summary>Null for those who have nothing to decide here.</summary>
    public async Task<Choices?> Read(Resident resident, CancellationToken ct)
    {
        await using var work = db.As(resident);
        audit.Record(work, "acting-for.growing-up.viewed");
        var choices = resident.ForAnother ? null : await Choose(work, resident, ct);
        await work.Commit(ct);
        return choices;
    }

    public async Task<Outcome> Handle(Resident resident, IReadOnlySet<string> allowed, CancellationToken ct)
    {
        if (resident.ForAnother) return Outcome.NotYours;
        await using (var work = db.As(resident))
        {
            if (await Choose(work, resident, ct) is not { } now) return Outcome.NotYours;
            foreach (var area in now.Areas.Where(area => now.Allowed.Contains(area) != allowed.Contains(area)))
            {
                work.Add(ActingForQueries.Permit, new { young = resident.Self, area, allowed = allowed.Contains(area), now = clock.GetUtcNow() });
                audit.Record(work, allowed.Contains(area) ? "acting-for.permission.given" : "acting-for.permission.withdrawn");
            }
            await work.Commit(ct);
        }
        await AskAgain(resident.Self, ct);
        return Outcome.Saved;
    }

    async Task<Choices?> Choose(Work work, Resident resident, CancellationToken ct)
    {
        var born = (await people.Person(work, resident.Self, ct))?.BornOn;
        var standing = born is { } day ? ages.Guardian(day) : null;
        if (standing is not { } it || AccessTable.AskedAreas(it) is not { Count: > 0 } areas) return null;
        return new(areas, (await work.Query<string>(ActingForQueries.Permissions, new { subject = resident.Self }, ct)).ToHashSet());
    }

    /// <summary>Under the lock of each pair: a yes on its way, with what was allowed before, does not come behind this.</summary>
    async Task AskAgain(PersonId young, CancellationToken ct)
    {
        await using var work = db.As(CheckRight.Me);
        var now = clock.GetUtcNow();
        var person = await people.Person(work, young, ct);
        foreach (var right in (await work.Query<Representation>(ActingForQueries.OfSubject, new { subject = young }, ct)).Where(r => r.Basis == Basis.Guardian).OrderBy(r => r.Delegate.Value))
        {
            await work.QueryOne<int>(ActingForQueries.Lock, new { self = right.Delegate, subject = young }, ct);
            ActingProof.Close(work, right.Delegate.Value, young);
            people.AskAgain(work, right.Delegate.Value, new()
            {
                Subject = young, Basis = Basis.Guardian, Name = person!.Name, BornOn = person.BornOn, Until = right.EndsAt, CheckedAt = now, FreshUntil = now,
            });
        }
        await work.Commit(ct);
    }
}
