using Portal.Features.Content;
using Portal.Platform;

namespace Portal.Features.Booking;

/// <summary>
/// Whose deliveries a professional looks after: those of the own unit, or, as an administrator without a unit, those of
/// every unit. An administrator acts within one unit at a time, so the walls and the audit lines are those of the unit.
/// </summary>
sealed class DeliveryScope(ContentFacade content)
{
    public IEnumerable<Professional> Of(Professional professional) =>
        professional.Unit != "" ? [professional]
        : professional.Has("admin") ? content.Units.Select(unit => professional with { Unit = unit.Id })
        : [];
}
