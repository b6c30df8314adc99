using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor;

/// <summary>A professional's own assistances of the day: to confirm, to go on with, to print.</summary>
sealed class ReadAssistance(PortalDb db, LoginFacade people, AuditFacade audit, IEnumerable<IAssistedActs> rooms, TimeProvider clock)
{
    /// <summary>What the receipt says.</summary>
    /// <param name="Staff">Name of the professional.</param>
    public sealed record Receipt(Assistance Assistance, PersonCard Person, string Staff, IReadOnlyList<AssistedAct> Acts);

    public async Task<(Assistance Assistance, PersonCard Person)?> One(Professional professional, Guid id, CancellationToken ct)
    {
        await using var work = db.As(professional);
        if (await Own(work, professional, id, ct) is not { } own) return null;
        audit.Record(work, "acting-for.assistance.viewed", id, own.Subject, EnumText.Of(Basis.Assisted));
        await work.Commit(ct);
        return (own, (await Persons([own.Subject], ct))[own.Subject]);
    }

    /// <summary>Those begun today, each with the person.</summary>
    public async Task<IReadOnlyList<(Assistance Assistance, PersonCard Person)>> Today(Professional professional, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var begun = await work.Query<Assistance>(AssistanceQueries.Begun, new { staff = professional.StaffId, since = Midnight }, ct);
        foreach (var subject in begun.Select(a => a.Subject).Distinct()) audit.Record(work, "acting-for.assistance.viewed", subject: subject, basis: EnumText.Of(Basis.Assisted));
        await work.Commit(ct);
        var persons = await Persons([.. begun.Select(a => a.Subject)], ct);
        return [.. begun.Select(a => (a, persons[a.Subject]))];
    }

    /// <summary>Null when it is not the professional's own, has not begun, or is of an earlier day.</summary>
    public async Task<Receipt?> ForPrint(Professional professional, Guid id, CancellationToken ct)
    {
        await using var work = db.As(professional);
        if (await Own(work, professional, id, ct) is not { StartedAt: { } from } own) return null;
        audit.Record(work, "acting-for.receipt.viewed", id, own.Subject, EnumText.Of(Basis.Assisted));
        var staff = await people.StaffNames(work, [professional.StaffId], ct);
        await work.Commit(ct);
        List<AssistedAct> acts = [];
        foreach (var room in rooms)
            acts.AddRange(await room.Done(professional, own.Subject, from, own.EndedAt ?? own.Until!.Value, withPlace: !own.Protected, ct));
        return new(own, (await Persons([own.Subject], ct))[own.Subject], staff.GetValueOrDefault(professional.StaffId, ""), [.. acts.OrderBy(a => a.At)]);
    }

    Task<Assistance?> Own(Work work, Professional professional, Guid id, CancellationToken ct) =>
        work.QueryOne<Assistance>(AssistanceQueries.One, new { id, staff = professional.StaffId, since = Midnight }, ct);

    /// <summary>Names by the portal itself: before the start and after the end the professional has no right of their own to them.</summary>
    async Task<IReadOnlyDictionary<PersonId, PersonCard>> Persons(PersonId[] ids, CancellationToken ct)
    {
        if (ids.Length == 0) return new Dictionary<PersonId, PersonCard>();
        await using var work = db.As(CheckRight.Me);
        var found = await people.People(work, ids, ct);
        await work.Commit(ct);
        return found;
    }

    DateTimeOffset Midnight => clock.GetUtcNow().HelsinkiDate().StartsAt();
}
