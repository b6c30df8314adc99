using Portal.Features.Audit;
using Portal.Features.ActingFor.Register;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.ActingFor;

/// <summary>
/// Asks the national registers whether one person may act for another now, and notes the answer where the portal and
/// its database look it up. Suomi.fi Valtuudet decides by its rules; the population register tells of the person. A no of
/// theirs, or of the person represented, ends a right that stood. No answer is no right, but ends nothing.
/// </summary>
sealed class CheckRight(PortalDb db, LoginFacade people, ValtuudetClient valtuudet, PopulationRegisterClient population, EndRight end, Ages ages,
    AuditFacade audit, JobQueue jobs, ActingForOptions options, ValtuudetOptions register, TimeProvider clock)
{
    public static readonly Machine Me = new("acting-for");

    public enum Outcome { Allowed, Refused, Unavailable }

    /// <param name="Acting">What the session keeps; null unless allowed.</param>
    public sealed record Result(Outcome Outcome, ActingNow? Acting = null)
    {
        public static readonly Result Refused = new(CheckRight.Outcome.Refused), Unavailable = new(CheckRight.Outcome.Unavailable);
    }

    /// <summary>Of people who are both known to the portal.</summary>
    public async Task<Result> Handle(PersonId self, PersonId subject, Basis basis, string? theme, CancellationToken ct)
    {
        var (me, other) = await Identities(self, subject, ct);
        return me is null || other is not { Kind: IdentityKind.Hetu } ? Result.Refused : await Handle(me, other.Identifier, basis, theme, ct);
    }

    /// <summary>Of somebody whom the portal may not know yet: a child that the population register names.</summary>
    public async Task<Result> Handle(PatientIdentity self, string subjectId, Basis basis, string? theme, CancellationToken ct)
    {
        if (self.Kind != IdentityKind.Hetu) return Result.Refused;   // the registers know people by Finnish ids only
        var asked = valtuudet.IsAllowed(self.Identifier, subjectId, theme is null ? [] : [theme], ct);
        var told = await population.Person(subjectId, ct);
        var answer = await asked;
        if (told.Person is not { } person) return told.Unavailable ? Result.Unavailable : Result.Refused;
        var known = await people.Know(new(subjectId, person.GivenNames, person.FamilyName, person.Language, person.Municipality, person.NonDisclosure), ct);
        if (known is not { } subject) return Result.Refused;
        if (answer == RegisterAnswer.Unavailable) return Result.Unavailable;

        // A protected person's place and times must reach nobody else (turvakielto): acting goes by phone or at the desk.
        var standing = basis == Basis.Guardian ? ages.Guardian(person.BirthDate) : StandingOf(theme);
        if (answer == RegisterAnswer.Refused || standing is null || person.NonDisclosure || person.DeathDate is not null)
        {
            await end.Handle(self.Person.Id, subject, standing is null ? EndedHow.Age : EndedHow.Register, ct);
            return Result.Refused;
        }
        return await Note(self.Person.Id, subject, person, basis, theme, standing.Value, ct) is { } acting ? new(Outcome.Allowed, acting) : Result.Refused;
    }

    /// <summary>Null when the person represented has said no.</summary>
    async Task<ActingNow?> Note(PersonId self, PersonId subject, RegisterPerson person, Basis basis, string? theme, Standing standing, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = db.As(Me);
        await work.QueryOne<int>(ActingForQueries.Lock, new { self, subject }, ct);
        if (await work.QueryOne<bool>(ActingForQueries.Refused, new { self, subject }, ct)) return null;
        var opened = await work.Query<string>(ActingForQueries.Permissions, new { subject }, ct);
        var ends = basis == Basis.Guardian ? ages.Adulthood(person.BirthDate) : (DateTimeOffset?)null;
        var fresh = now + options.FreshToSee;
        if (basis == Basis.Guardian && ages.Until(person.BirthDate) is { } change && change < fresh) fresh = change;
        var noted = await work.QueryOne<NotedRow>(ActingForQueries.Note,
            new { id = Guid.CreateVersion7(), self, subject, basis, theme, now, ends_at = ends }, ct);
        var may = AccessTable.May(standing, opened.ToHashSet());
        ActingProof.Open(work, self.Value, subject, may, fresh);
        if (noted!.IsNew)
        {
            people.Introduce(work, subject, self);
            people.Introduce(work, self, subject);
            if (basis == Basis.Guardian) TellOfGrowingUp.Plan(jobs, work, subject, ages.Changes(person.BirthDate));
            audit.Record(work, "acting-for.right.began", noted.Id, subject, EnumText.Of(basis));
        }
        await work.Commit(ct);
        return new()
        {
            Subject = subject, Basis = basis, Theme = theme, Name = $"{person.GivenNames} {person.FamilyName}".Trim(), BornOn = person.BirthDate,
            May = may, Until = ends, FreshUntil = fresh, CheckedAt = now,
        };
    }

    Standing StandingOf(string? theme) => theme == register.HealthTheme ? Standing.HealthMandate : Standing.OtherMandate;

    async Task<(PatientIdentity?, PatientIdentity?)> Identities(PersonId self, PersonId subject, CancellationToken ct)
    {
        await using var work = db.As(Me);
        var result = (await people.Patient(work, self, ct), await people.Patient(work, subject, ct));
        await work.Commit(ct);
        return result;
    }

    sealed record NotedRow
    {
        public Guid Id { get; init; }
        public bool IsNew { get; init; }
    }
}
