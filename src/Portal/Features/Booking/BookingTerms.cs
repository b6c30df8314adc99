using Portal.Features.ActingFor;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Web;

namespace Portal.Features.Booking;

/// <summary>What the catalogue says of a service's booking: until when it can be changed, and for whom it is.</summary>
sealed class BookingTerms(ContentFacade content, ActingForFacade acting, TimeProvider clock)
{
    /// <summary>NotForYou: booked by phone, unknown, or for another age. YoungDecides: the young person books it, not their guardian.</summary>
    public enum Fit { Fits, NotForYou, YoungDecides }

    /// <param name="bornOn">Of the one whose appointment it would be.</param>
    public Fit For(Resident resident, string service, DateOnly? bornOn) =>
        !IsFor(service, bornOn) ? Fit.NotForYou : IsYoungsOwn(resident, service, bornOn) ? Fit.YoungDecides : Fit.Fits;

    /// <summary>A matter in which a young person always decides themselves, and whoever asks is their guardian.</summary>
    public bool IsYoungsOwn(Resident resident, string service, DateOnly? bornOn) =>
        resident.Basis == Basis.Guardian && content.Service(service)?.YoungDecides is not null && acting.KeepsToThemselves(bornOn);

    /// <summary>What a young person books themselves is not open to their guardians until they show it.</summary>
    public bool IsOpen(Resident resident, DateOnly? bornOn) => resident.ForAnother || !acting.KeepsToThemselves(bornOn);

    /// <summary>An own appointment can be cancelled or moved until this long before it begins.</summary>
    public TimeSpan Deadline(string service) => content.Service(service)?.CancelDeadline ?? TimeSpan.FromHours(24);

    /// <summary>False when the service is booked by phone, is unknown, or is for people of another age. An unknown age is let through: the clinic sees it.</summary>
    bool IsFor(string service, DateOnly? bornOn) =>
        content.Service(service) is { Booking: BookingWay.Direct } known && (bornOn is not { } born || known.Audience.Suits(Age.On(born, clock.GetUtcNow().HelsinkiDate())));

    /// <summary>An empty reason is no reason.</summary>
    public static string? Trim(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();
}
