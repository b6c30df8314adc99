using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Booking;

/// <summary>Says just before a message about an appointment is sent whether it is still true: nobody is reminded of a cancelled visit.</summary>
sealed class AppointmentStillStands(PortalDb db, TimeProvider clock) : IMessageStillTrue
{
    static readonly Machine messages = new("messages");

    public bool Knows(string template) => template.StartsWith("booking-", StringComparison.Ordinal);

    public async Task<bool> StillTrue(string template, Guid about, CancellationToken ct)
    {
        await using var work = db.As(messages);
        var row = await work.QueryOne<Row>(DeliveryQueries.Standing, new { id = about }, ct);
        if (row is null) return false;
        return template is MessageTemplate.BookingCancelledByYou or MessageTemplate.BookingCancelledByClinic
            ? row.Status == "cancelled"
            : row.Status == "booked" && row.StartsAt > clock.GetUtcNow();
    }

    sealed record Row
    {
        public string Status { get; init; } = "";
        public DateTimeOffset StartsAt { get; init; }
    }
}
