using Portal.Platform;

namespace Portal.Features.ActingFor;

/// <summary>A thing that somebody has done something about, as the mirror links to it.</summary>
/// <param name="Href">Its page, without the language: <c>appointments/…</c>.</param>
/// <param name="At">When it is, for things that have a time.</param>
/// <param name="UndoHref">The page where it can be undone now; null when it cannot (any more).</param>
public sealed record ActedThing(string Href, DateTimeOffset? At, string? UndoHref);

/// <summary>A room above tells of its things that the mirror's lines are about. The mirror itself may call no room above.</summary>
interface IActedThings
{
    /// <summary>True when lines of this action (<c>booking.appointment.booked</c>) are about this room's things.</summary>
    bool Knows(string action);

    /// <summary>Those that the resident may see now, by id.</summary>
    Task<IReadOnlyDictionary<Guid, ActedThing>> Find(Resident resident, IReadOnlyCollection<Guid> ids, CancellationToken ct);
}
