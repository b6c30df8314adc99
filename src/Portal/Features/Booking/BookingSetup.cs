namespace Portal.Features.Booking;

static class BookingSetup
{
    public static void AddBooking(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BookingTerms>();
        builder.Services.AddSingleton<FindFreeTimes>();
        builder.Services.AddSingleton<ReadAppointments>();
        builder.Services.AddSingleton<TakeTime>();
        builder.Services.AddSingleton<AnnounceChange>();
        builder.Services.AddSingleton<HoldTime>();
        builder.Services.AddSingleton<BookAppointment>();
        builder.Services.AddSingleton<ConfirmAppointment>();
        builder.Services.AddSingleton<CancelAppointment>();
        builder.Services.AddSingleton<UndoCancel>();
        builder.Services.AddSingleton<CancelByClinic>();
        builder.Services.AddSingleton<DeclineRebooking>();
    }
}
