using Portal.Features.ActingFor;
using Portal.Features.Cases;
using Portal.Features.Notifications;
using Portal.Platform.Jobs;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Booking;

static class BookingSetup
{
    public static void AddBooking(this WebApplicationBuilder builder)
    {
        foreach (var part in (Type[])
        [
            typeof(BookingTexts), typeof(BookingTerms), typeof(FindFreeTimes), typeof(ReadAppointments), typeof(TakeTime), typeof(OwnOverlap), typeof(ShowAppointment), typeof(AnnounceChange),
            typeof(HoldTime), typeof(BookAppointment), typeof(ConfirmAppointment), typeof(CancelAppointment), typeof(UndoCancel),
            typeof(CancelByClinic), typeof(DeclineRebooking),
        ]) builder.Services.AddSingleton(part);
        builder.Services.AddSingleton<FhirHand>();
        builder.Services.AddSingleton<FhirAppointment>();
        builder.Services.AddSingleton<IJobHandler, DeliverAppointment>();
        builder.Services.AddSingleton<IMessageStillTrue, AppointmentStillStands>();
        builder.Services.AddSingleton<IAssistedActs, AssistedChanges>();
        builder.Services.AddSingleton<DeliveriesTexts>();
        builder.Services.AddSingleton<ReadDeliveries>();
        builder.Services.AddSingleton<RetryDelivery>();
        builder.Services.AddSingleton<DiscardDelivery>();
        builder.Services.AddSingleton<DeliveryScope>();
        builder.Services.AddSingleton<IActedThings, ActedAppointments>();
        builder.Services.AddSingleton<IHomeDuties, HomeAppointments>();
        builder.AddNavItem<BookingTexts>(Audience.Resident, "nav-appointments", "appointments", order: 10, may: "booking:see");
        builder.AddNavItem<BookingTexts>(Audience.Resident, "nav-book", "booking", order: 20, may: "booking:do");
        builder.AddNavItem<BookingTexts>(Audience.Professional, "nav-day", "staff/day", order: 10, roles: ForRoles.Care);
        builder.AddNavItem<DeliveriesTexts>(Audience.Professional, "nav-deliveries", "staff/deliveries", order: 40, roles: ForRoles.CareAndAdmin);
    }

    public static void MapBooking(this WebApplication app) =>
        app.MapGet("/{lang}/appointments/{id:guid}/calendar.ics", CalendarFile.Get).RequireAuthorization("booking:see");
}
