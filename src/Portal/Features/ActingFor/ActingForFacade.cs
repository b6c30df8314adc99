using Portal.Features.ActingFor.Register;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.ActingFor;

/// <summary>All that other rooms may ask about acting for somebody else.</summary>
sealed class ActingForFacade(PortalDb db, CheckRight check, Ages ages, JobQueue jobs)
{
    /// <summary>
    /// True when what the person does themselves is theirs alone until they show it: a young person, from the age at which
    /// they decide until they come of age.
    /// </summary>
    public bool KeepsToThemselves(DateOnly? bornOn) => bornOn is { } born && ages.Guardian(born) is not null && ages.Decides(born);

    /// <summary>The person's guardians, as was last known; each to be asked about again before anything is told them.</summary>
    public async Task<IReadOnlyList<PersonId>> Guardians(PersonId subject, CancellationToken ct) =>
        [.. (await OfSubject(subject, ct)).Where(r => r.Basis == Basis.Guardian).Select(r => r.Delegate)];

    /// <summary>
    /// Asks the registers now: may this person still be told about the subject's matters of this kind (<c>booking:see</c>)?
    /// Null when the registers do not answer: then it must wait.
    /// </summary>
    public async Task<bool?> MayStill(PersonId self, PersonId subject, string what, CancellationToken ct)
    {
        if (self == subject) return true;
        if ((await OfSubject(subject, ct)).FirstOrDefault(r => r.Delegate == self) is not { } right) return false;
        return await Still(right, what, ct);
    }

    /// <summary>Of all who may act for the person, those who still may, each asked about now as by <see cref="MayStill"/>.</summary>
    /// <param name="except">Who is not asked about: whoever acted.</param>
    /// <returns>Waits: the registers did not answer about somebody, who must be asked about later.</returns>
    public async Task<(IReadOnlyList<PersonId> May, bool Waits)> WhoStillMay(PersonId subject, string what, Guid? except, CancellationToken ct)
    {
        List<PersonId> may = [];
        var waits = false;
        foreach (var right in (await OfSubject(subject, ct)).Where(r => r.Delegate.Value != except))
        {
            var still = await Still(right, what, ct);
            if (still == true) may.Add(right.Delegate);
            waits |= still is null;
        }
        return (may, waits);
    }

    /// <summary>
    /// Queued with an act: when its actor acts for somebody (or a professional does, beside them), the person represented
    /// is told by the channels they chose; a child's other guardians in place of the child. Once for each call.
    /// </summary>
    /// <param name="about">What was done, e.g. the appointment.</param>
    public void Tell(Work work, Guid about)
    {
        if (work.Actor is not Resident { Basis: not Basis.Self } resident) return;
        jobs.Add(work, new Job(TellOfAct.Name, about, new TellOfAct.Act(resident.Hand, resident.Subject.Value, about)) { Subject = resident.Subject });
    }

    async Task<bool?> Still(Representation right, string what, CancellationToken ct)
    {
        var (outcome, acting) = await check.Handle(right.Delegate, right.Subject, right.Basis, right.Theme, ct);
        return outcome == CheckRight.Outcome.Unavailable ? null : acting?.May.Contains(what) == true;
    }

    async Task<List<Representation>> OfSubject(PersonId subject, CancellationToken ct)
    {
        await using var work = db.As(CheckRight.Me);
        return await work.CommitWith<Representation>(ActingForQueries.OfSubject, new { subject }, ct);
    }
}
