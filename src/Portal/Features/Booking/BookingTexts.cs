using Portal.Platform.Web;

namespace Portal.Features.Booking;

sealed class BookingTexts() : Texts("Features.Booking.Booking");
