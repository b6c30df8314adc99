using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>Appointments that somebody has booked, moved or cancelled for a person, for the page "who has acted for me".</summary>
sealed class ActedAppointments(PortalDb db, BookingTerms terms, TimeProvider clock) : IActedThings
{
    public bool Knows(string action) => action.StartsWith("booking.appointment.", StringComparison.Ordinal);

    public async Task<IReadOnlyDictionary<Guid, ActedThing>> Find(Resident resident, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var work = db.As(resident);
        var found = await work.CommitWith<Appointment>(BookingQueries.Some, new { ids = ids.ToArray(), subject = resident.Subject }, ct);
        var now = clock.GetUtcNow();
        return found.ToDictionary(a => a.Id, a => new ActedThing($"appointments/{a.Id}", a.StartsAt,
            a.CanChange(now, terms.Deadline(a.Service)) ? $"appointments/{a.Id}/cancel" : null));
    }
}
