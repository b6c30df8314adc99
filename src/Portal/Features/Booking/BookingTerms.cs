using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Features.Booking;

/// <summary>What the catalogue says of a service's booking: until when it can be changed, and for whom it is.</summary>
sealed class BookingTerms(ContentFacade content, TimeProvider clock)
{
    /// <summary>An own appointment can be cancelled or moved until this long before it begins.</summary>
    public TimeSpan Deadline(string service) => content.Service(service)?.CancelDeadline ?? TimeSpan.FromHours(24);

    /// <summary>False when the service is booked by phone, is unknown, or is for people of another age. An unknown age is let through: the clinic sees it.</summary>
    public bool IsFor(string service, DateOnly? bornOn) =>
        content.Service(service) is { Booking: BookingWay.Direct } known && (bornOn is not { } born || known.Audience.Suits(Age(born)));

    int Age(DateOnly born)
    {
        var today = clock.GetUtcNow().HelsinkiDate();
        return today.Year - born.Year - (today < born.AddYears(today.Year - born.Year) ? 1 : 0);
    }

    /// <summary>An empty reason is no reason.</summary>
    public static string? Trim(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
}
