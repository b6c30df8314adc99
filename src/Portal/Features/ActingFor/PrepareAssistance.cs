using Portal.Features.ActingFor.Register;
using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.ActingFor;

/// <summary>
/// A professional wants to act with somebody beside them: the population register says who that is. Nothing is open yet.
/// Without its answer nobody is assisted, known to the unit or not: only it tells of a death and of a non-disclosure
/// order, and the unit's own system books for those who cannot wait. Each question leaves its line, also one without an answer.
/// </summary>
sealed class PrepareAssistance(PortalDb db, LoginFacade people, PopulationRegisterClient population, Ages ages, AuditFacade audit, TimeProvider clock)
{
    /// <summary>TooYoung: a child who does not decide yet cannot ask for it; the guardians act.</summary>
    public enum Outcome { Prepared, NotAnId, Unknown, Dead, TooYoung, Unavailable }

    public sealed record Ask(string NationalId, Identified Identified, string? IdentifiedNote, AssistanceReason Reason, string? ReasonNote)
    {
        public override string ToString() => "(question about a person)";
    }

    public readonly record struct Result(Outcome Outcome, Guid Id = default);

    public async Task<Result> Handle(Professional professional, Guid session, Ask ask, CancellationToken ct)
    {
        var hetu = ask.NationalId.Trim().ToUpperInvariant();
        if (people.BornOn(hetu) is not { } born) return new(Outcome.NotAnId);
        var told = await population.Person(hetu, ct);
        if (told.Unavailable) return new(Outcome.Unavailable);
        if (told.Person is not { } person) return await Not(professional, Outcome.Unknown, ct);
        if (person.DeathDate is not null) return await Not(professional, Outcome.Dead, ct);
        if (!ages.Decides(born)) return await Not(professional, Outcome.TooYoung, ct);
        var known = await people.Know(new(hetu, person.GivenNames, person.FamilyName, person.Language, person.Municipality, person.NonDisclosure), ct);
        if (known is not { } subject) return await Not(professional, Outcome.Unknown, ct);

        var id = Guid.CreateVersion7();
        await using var work = db.As(professional);
        work.Add(AssistanceQueries.Prepare, new
        {
            id, staff = professional.StaffId, unit = professional.Unit, subject, session, @protected = person.NonDisclosure, identified = ask.Identified,
            identified_note = ask.IdentifiedNote, reason = ask.Reason, reason_note = ask.ReasonNote, now = clock.GetUtcNow(),
        });
        audit.Record(work, "acting-for.assistance.prepared", id, subject, EnumText.Of(Basis.Assisted));
        await work.Commit(ct);
        return new(Outcome.Prepared, id);
    }

    async Task<Result> Not(Professional professional, Outcome outcome, CancellationToken ct)
    {
        await using var work = db.As(professional);
        audit.Record(work, "acting-for.assistance.not-prepared", basis: EnumText.Of(Basis.Assisted));
        await work.Commit(ct);
        return new(outcome);
    }
}
