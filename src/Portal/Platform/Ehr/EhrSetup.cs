using Portal.Platform.Http;

namespace Portal.Platform.Ehr;

static class EhrSetup
{
    public const string HttpName = "ehr";

    public static void AddEhr(this IHostApplicationBuilder builder)
    {
        builder.Services.AddChecked<EhrOptions>("Ehr");
        builder.Services.AddSingleton<EhrToken>();
        builder.Services.AddSingleton<FhirClient>();
        builder.Services.AddSingleton<FhirSearch>();
        builder.Services.AddHttpClient(HttpName)
            .ConfigureHttpClient((services, client) => client.Timeout = services.GetRequiredService<EhrOptions>().Timeout)
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .UseQuietLog();
    }
}
