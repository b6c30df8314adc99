using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor;

/// <summary>
/// Who has acted for the person, who may, and what was left unfinished. A guardian who acts for a child sees the bookings
/// that the child's guardians have made, and nothing else.
/// </summary>
sealed class ReadMirror(PortalDb db, AuditFacade audit, LoginFacade people, IEnumerable<IActedThings> rooms, TimeProvider clock)
{
    public const int PageSize = 40;

    public async Task<Mirror> Handle(Resident resident, long? before, CancellationToken ct)
    {
        await using var work = db.As(resident);
        var acts = await audit.ActsFor(work, resident.Subject, before, PageSize + 1, ct);
        var rights = resident.ForAnother ? [] : await work.Query<Representation>(ActingForQueries.OfSubject, new { subject = resident.Subject }, ct);
        var refused = resident.ForAnother ? [] : await work.Query<RefusalRow>(ActingForQueries.Refusals, new { subject = resident.Subject }, ct);
        var drafts = resident.ForAnother ? [] : await work.Query<DraftRow>(ActingForQueries.Drafts, new { subject = resident.Subject, now = clock.GetUtcNow() }, ct);
        var staff = await people.StaffNames(work, [.. acts.Select(a => a.Staff).OfType<Guid>()], ct);
        audit.Record(work, "acting-for.mirror.viewed");
        await work.Commit(ct);

        var names = await Names([.. acts.Select(a => a.Self).OfType<PersonId>(), .. rights.Select(r => r.Delegate), .. refused.Select(r => r.Delegate), .. drafts.Select(d => d.Delegate)], ct);
        var (shown, next) = acts.Count > PageSize ? (acts[..PageSize], acts[PageSize - 1].Seq) : (acts, (long?)null);
        var things = await Things(resident, shown, ct);
        return new(
            [.. shown.GroupBy(a => (a.At.HelsinkiDate(), a.Action, a.Object, a.Self, a.Staff)).Select(same => LineOf(same.First(), same.Count()))],
            next,
            [.. rights.Where(r => r.EndsAt is not { } end || end > clock.GetUtcNow()).Select(r => new ActingRight(r.Delegate, names.GetValueOrDefault(r.Delegate)?.Name, r.Basis, r.BeganAt))],
            [.. refused.Select(r => new ActingRight(r.Delegate, names.GetValueOrDefault(r.Delegate)?.Name, Basis.Mandate, r.RefusedAt))],
            [.. drafts.Select(d => new LeftDraft(d.Id, names.GetValueOrDefault(d.Delegate)?.Name, d.CreatedAt))]);

        ActedLine LineOf(Act act, int times) => new(act.At, act.Action,
            act.Staff is { } id ? staff.GetValueOrDefault(id) : act.Self is { } self ? names.GetValueOrDefault(self)?.Name : null,
            act.Self == resident.Self, EnumText.Parse<Basis>(act.Basis), act.Object is { } about ? things.GetValueOrDefault(about) : null, times);
    }

    /// <summary>Of those in the lines that the reader was given: two guardians of a child need not have met in the portal.</summary>
    async Task<IReadOnlyDictionary<PersonId, PersonCard>> Names(PersonId[] ids, CancellationToken ct)
    {
        if (ids.Length == 0) return new Dictionary<PersonId, PersonCard>();
        await using var work = db.As(CheckRight.Me);
        return await people.People(work, ids, ct);
    }

    async Task<Dictionary<Guid, ActedThing>> Things(Resident resident, List<Act> acts, CancellationToken ct)
    {
        Dictionary<Guid, ActedThing> things = [];
        foreach (var room in rooms)
            if (acts.Where(a => room.Knows(a.Action)).Select(a => a.Object).OfType<Guid>().Distinct().ToList() is { Count: > 0 } ids)
                foreach (var (id, thing) in await room.Find(resident, ids, ct)) things[id] = thing;
        return things;
    }

    sealed record RefusalRow
    {
        public PersonId Delegate { get; init; }
        public DateTimeOffset RefusedAt { get; init; }
    }

    sealed record DraftRow
    {
        public Guid Id { get; init; }
        public PersonId Delegate { get; init; }
        public DateTimeOffset CreatedAt { get; init; }
    }
}
