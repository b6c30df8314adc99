using Portal.Platform;
using Portal.Platform.Http;
using Portal.Platform.Jobs;
using Portal.Platform.Ui;

namespace Portal.Features.Notifications;

static class NotificationsSetup
{
    public static void AddNotifications(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<NotificationOptions>("Notifications");
        builder.Services.AddSingleton<NotificationsFacade>();
        builder.Services.AddSingleton<NotificationsTexts>();
        builder.Services.AddSingleton<Recipients>();
        builder.Services.AddSingleton<MessageText>();
        builder.Services.AddSingleton<Mailer>();
        builder.Services.AddSingleton<SmsGateway>();
        builder.Services.AddSingleton<Post>();
        builder.Services.AddSingleton<IJobHandler, SendMessage>();
        builder.Services.AddSingleton<ReadPreferences>();
        builder.Services.AddSingleton<ChooseMessages>();
        builder.Services.AddSingleton<AskContactCode>();
        builder.Services.AddSingleton<ProveContact>();
        builder.Services.AddSingleton<RemoveContact>();
        builder.Services.AddHttpClient(SmsGateway.HttpName)
            .ConfigureHttpClient((services, client) => client.Timeout = services.GetRequiredService<NotificationOptions>().Timeout)
            .UseQuietLog();
        builder.AddNavItem<NotificationsTexts>(Audience.Resident, "nav-preferences", "preferences", order: 60);
    }
}
