using Portal.Features.ActingFor;
using Portal.Features.Audit;
using Portal.Features.Cases;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>For whom a professional orders.</summary>
/// <param name="Case">The case in which it is ordered; null for a person opened for a reason.</param>
/// <param name="Language">In which the resident reads.</param>
/// <param name="OpenToDelegate">Whether those who act for the resident see it.</param>
/// <param name="Active">What goes on already, as far as the unit knows.</param>
sealed record Whom(PersonId Subject, PersonCard? Person, Case? Case, Language Language, bool OpenToDelegate, IReadOnlyList<Plan> Active);

/// <summary>Finds whom a professional has: the subject of a case of the own unit, or a person opened for a reason. Nobody else is found.</summary>
sealed class OrderWhom(PortalDb db, CasesFacade cases, LoginFacade people, ActingForFacade acting, AuditFacade audit)
{
    /// <param name="caseId">Of the unit; it goes before the other.</param>
    /// <param name="opening">As <see cref="ICareAction.ForPerson"/> gave it.</param>
    public async Task<Whom?> Find(Professional professional, Guid? caseId, Guid? opening, CancellationToken ct)
    {
        var whom = caseId is { } id ? await OfCase(professional, id, ct) : opening is { } open ? await Opened(professional, open, ct) : null;
        if (whom is not null) await audit.Seen(professional, "measurements.order.seen", ct, caseId ?? opening, whom.Subject);
        return whom;
    }

    async Task<Whom?> OfCase(Professional professional, Guid id, CancellationToken ct)
    {
        await using var work = db.As(professional);
        if (await cases.One(work, id, ct) is not { Subject: { } subject } its || its.Unit != professional.Unit) return null;
        return new(subject, await people.Person(work, subject, ct), its, Language.Find(its.Language) ?? Language.Finnish, its.OpenToDelegate, await Active(work, subject, ct));
    }

    async Task<Whom?> Opened(Professional professional, Guid opening, CancellationToken ct)
    {
        if (await cases.Opened(professional, opening, ct) is not var (subject, person)) return null;
        await using var work = db.As(professional);
        return new(subject, person, null, Language.Find(person?.Language) ?? Language.Finnish, !acting.KeepsToThemselves(person?.BornOn), await Active(work, subject, ct));
    }

    static Task<List<Plan>> Active(Work work, PersonId subject, CancellationToken ct) => work.Query<Plan>(PlanQueries.Active, new { subject }, ct);
}
