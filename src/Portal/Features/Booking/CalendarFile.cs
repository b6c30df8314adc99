using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Features.Booking;

/// <summary>GET /{lang}/appointments/{id}/calendar.ics: the appointment for the person's own calendar.</summary>
static class CalendarFile
{
    public static async Task<Results<FileContentHttpResult, NotFound>> Get(
        string lang, Guid id, HttpContext http, ReadAppointments read, ContentFacade content, BookingTexts texts, PublicAddress address, TimeProvider clock, CancellationToken ct)
    {
        if (await read.One(http.ActingResident(), id, ct) is not { Status: AppointmentStatus.Booked or AppointmentStatus.Cancelled } a) return TypedResults.NotFound();
        var place = http.User.HasClaim(PortalClaims.Protected, "1") || a.Mode != "on-site" ? null : content.Unit(a.UnitId)?.Place;
        var file = Calendar.Write(id, a.Version, texts["calendar-title"], place is null ? null : $"{place.Address}, {place.PostalCode} {place.City}",
            address.Of($"/{lang}/appointments/{id}"), a.StartsAt, a.EndsAt, clock.GetUtcNow(), a.Status == AppointmentStatus.Cancelled);
        return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(file), "text/calendar; charset=utf-8", "appointment.ics");
    }
}
