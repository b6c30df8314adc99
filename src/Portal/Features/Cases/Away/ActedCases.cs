using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Away;

/// <summary>Matters that somebody has handled for a person, for the page "who has acted for me".</summary>
sealed class ActedCases(PortalDb db) : IActedThings
{
    public bool Knows(string action) => action.StartsWith("cases.case.", StringComparison.Ordinal);

    public async Task<IReadOnlyDictionary<Guid, ActedThing>> Find(Resident resident, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var work = db.As(resident);
        var found = await work.CommitWith<Found>(AwayQueries.Some, new { ids = ids.ToArray() }, ct);
        return found.ToDictionary(c => c.Id, c => new ActedThing($"{c.Channel switch { CaseChannel.Callback => "callback/case", CaseChannel.Measurements => "measurements/sent", _ => "chat/case" }}/{c.Id}", null, null));
    }

    sealed record Found
    {
        public Guid Id { get; init; }
        public CaseChannel Channel { get; init; }
    }
}
