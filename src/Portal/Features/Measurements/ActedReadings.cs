using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Measurements;

/// <summary>Readings that somebody has entered, corrected, withdrawn or sent for a person, for the page "who has acted for me".</summary>
sealed class ActedReadings(PortalDb db) : IActedThings
{
    public bool Knows(string action) => action.StartsWith("measurements.reading.", StringComparison.Ordinal) || action == "measurements.readings.sent";

    public async Task<IReadOnlyDictionary<Guid, ActedThing>> Find(Resident resident, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var work = db.As(resident);
        var readings = await work.Query<Found>(RecordQueries.Seen, new { ids = ids.ToArray() }, ct);
        var sent = await work.CommitWith<Guid>(RecordQueries.Submissions, new { ids = ids.ToArray() }, ct);   // their lines name the case
        return readings.Select(r => (r.Id, new ActedThing($"measurements/reading/{r.Id}", r.MeasuredAt, null)))
            .Concat(sent.Select(id => (id, new ActedThing($"measurements/sent/{id}", null, null)))).ToDictionary(t => t.Item1, t => t.Item2);
    }

    sealed record Found
    {
        public Guid Id { get; init; }
        public DateTimeOffset MeasuredAt { get; init; }
    }
}
