using Portal;
using Portal.Features.ActingFor;
using Portal.Features.Audit;
using Portal.Features.Booking;
using Portal.Features.Callback;
using Portal.Features.Cases;
using Portal.Features.Chat;
using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Features.Front;
using Portal.Features.Measurements;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Ui;
using Portal.Platform.Web;

return await Commands.Run(args);

/// <summary>The table of contents: what every room adds and maps.</summary>
static class PortalApp
{
    /// <param name="adjust">What a test puts in the place of the real thing, such as its own clock.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddPlatform();
        builder.AddAudit();
        builder.AddContent();
        builder.AddLogin();
        builder.AddNotifications();
        builder.AddActingFor();
        builder.AddCases();
        builder.AddBooking();
        builder.AddChat();
        builder.AddCallback();
        builder.AddMeasurements();
        builder.AddFront();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseUi();
        app.UseAuthentication();
        app.UseLogin();
        app.UseNotFound();
        app.UseActingFor();
        app.UseAuthorization();
        app.UseAntiforgery();
        var api = app.MapPlatform();
        app.MapLogin();
        app.MapActingFor();
        app.MapCases();
        app.MapBooking();
        app.MapChat();
        api.MapBookingApi();
        api.MapMeasurementsApi();
        app.MapRazorComponents<App>();
        return app;
    }
}
