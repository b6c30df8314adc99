using Portal.Features.ActingFor.Register;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.ActingFor;

/// <summary>Somebody for whom the person may act now.</summary>
sealed record Someone(PersonId Id, string Name, Basis Basis, DateOnly? BornOn, DateTimeOffset? Until);

/// <summary>
/// For whom may the person act? Their children by the population register, and the adults for whom they have acted
/// before; each asked of the registers anew. Adults not acted for before are chosen at Suomi.fi: only it knows them.
/// </summary>
sealed class FindWhom(PortalDb db, LoginFacade people, PopulationRegisterClient population, CheckRight check)
{
    /// <param name="People">Youngest last, adults before children.</param>
    /// <param name="Unavailable">A register did not answer: somebody may be missing.</param>
    public sealed record Found(IReadOnlyList<Someone> People, bool Unavailable);

    public async Task<Found> Handle(PersonId self, CancellationToken ct)
    {
        var (me, known) = await Read(self, ct);
        if (me is not { Kind: IdentityKind.Hetu }) return new([], false);
        var told = await population.Person(me.Identifier, ct);
        var children = (told.Person?.Dependants ?? []).Select(child => check.Handle(me, child.Hetu, Basis.Guardian, null, ct));
        var adults = known.Where(r => r.Basis == Basis.Mandate).Select(r => check.Handle(self, r.Subject, Basis.Mandate, r.Theme, ct));
        var answers = await Task.WhenAll(children.Concat(adults));
        return new([.. answers.Select(a => a.Acting).OfType<ActingNow>().OrderBy(a => a.BornOn).Select(a => new Someone(a.Subject, a.Name, a.Basis, a.BornOn, a.Until))],
            told.Unavailable || answers.Any(a => a.Outcome == CheckRight.Outcome.Unavailable));
    }

    async Task<(PatientIdentity?, List<Representation>)> Read(PersonId self, CancellationToken ct)
    {
        await using var work = db.As(CheckRight.Me);
        var me = await people.Patient(work, self, ct);
        var known = await work.CommitWith<Representation>(ActingForQueries.OfDelegate, new { self }, ct);
        return (me, known);
    }
}
