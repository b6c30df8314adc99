using Portal.Platform.Ui;

namespace Portal.Features.Booking;

static class BookingSetup
{
    public static void AddBooking(this WebApplicationBuilder builder)
    {
        foreach (var part in (Type[])
        [
            typeof(BookingTexts), typeof(BookingTerms), typeof(FindFreeTimes), typeof(ReadAppointments), typeof(TakeTime), typeof(AnnounceChange),
            typeof(HoldTime), typeof(BookAppointment), typeof(ConfirmAppointment), typeof(CancelAppointment), typeof(UndoCancel),
            typeof(CancelByClinic), typeof(DeclineRebooking),
        ]) builder.Services.AddSingleton(part);
        builder.AddNavItem<BookingTexts>(Audience.Resident, "nav-appointments", "appointments", order: 10);
        builder.AddNavItem<BookingTexts>(Audience.Resident, "nav-book", "booking", order: 20);
        builder.AddNavItem<BookingTexts>(Audience.Professional, "nav-day", "staff/day", order: 10);
    }

    public static void MapBooking(this WebApplication app) =>
        app.MapGet("/{lang}/appointments/{id:guid}/calendar.ics", CalendarFile.Get).RequireAuthorization("resident");
}
