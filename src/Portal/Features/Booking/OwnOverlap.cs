using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>
/// Decides what may be said when a time overlaps an appointment of the same person. Whoever acts for somebody must not
/// learn of an appointment that is not open to them: then the time is simply not to be had.
/// </summary>
sealed class OwnOverlap(PortalDb db)
{
    /// <summary>True when the actor may know of the appointment that is in the way.</summary>
    public async Task<bool> MaySay(Resident resident, Guid slot, CancellationToken ct)
    {
        if (!resident.ForAnother) return true;
        await using var work = db.As(resident);
        return (await work.CommitWith<bool>(BookingQueries.OverlapSeen, new { subject = resident.Subject, slot }, ct)).Single();
    }
}
