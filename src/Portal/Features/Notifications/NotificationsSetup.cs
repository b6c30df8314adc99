namespace Portal.Features.Notifications;

static class NotificationsSetup
{
    public static void AddNotifications(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<NotificationsFacade>();
    }
}
