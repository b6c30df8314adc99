using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>A person opened outside a case, as the professional who did it has it open.</summary>
public sealed record OpenedPerson
{
    public Guid Subject { get; init; }

    /// <summary>One of <see cref="OpeningReasons"/>.</summary>
    public string Reason { get; init; } = "";
    public DateTimeOffset Until { get; init; }
}

/// <summary>Persons opened outside a matter, for the professional while it lasts. The person sees them on their own page for good.</summary>
sealed class ReadOpenings(PortalDb db, LoginFacade people, AuditFacade audit, TimeProvider clock)
{
    static readonly Machine machine = new("cases");

    public sealed record Result(OpenedPerson Opening, PersonCard? Person, IReadOnlyList<Case> Cases);

    /// <summary>What was opened, while it is open and only for the one who did. Null otherwise.</summary>
    public async Task<Result?> One(Professional professional, Guid id, CancellationToken ct)
    {
        OpenedPerson? opening;
        List<Case> cases;
        await using (var work = db.As(professional))
        {
            opening = await work.QueryOne<OpenedPerson>(WorklistQueries.OneOpening, new { id, staff = professional.StaffId, now = clock.GetUtcNow() }, ct);
            if (opening is null) return null;
            cases = await work.CommitWith<Case>(CaseQueries.Mine, new { subject = opening.Subject, since = DateTimeOffset.MinValue }, ct);
        }
        var person = await Person(new(opening.Subject), ct);
        await audit.Seen(professional, "cases.person.seen", ct, id, new(opening.Subject));
        return new(opening, person, cases);
    }

    /// <summary>Who it is, for what another room begins for them: it leaves its own audit line.</summary>
    public async Task<(PersonId Subject, PersonCard? Person)?> Who(Professional professional, Guid id, CancellationToken ct)
    {
        OpenedPerson? opening;
        await using (var work = db.As(professional))
            opening = await work.QueryOne<OpenedPerson>(WorklistQueries.OneOpening, new { id, staff = professional.StaffId, now = clock.GetUtcNow() }, ct);
        return opening is null ? null : (new(opening.Subject), await Person(new(opening.Subject), ct));
    }

    /// <summary>Whoever opens a person for a reason knows who it is, though the unit does not: asked as the portal, for this page only.</summary>
    public async Task<PersonCard?> Person(PersonId id, CancellationToken ct)
    {
        await using var work = db.As(machine);
        var card = await people.Person(work, id, ct);
        await work.Commit(ct);
        return card;
    }
}
