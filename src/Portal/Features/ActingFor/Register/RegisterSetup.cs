using Portal.Platform;
using Portal.Platform.Http;

namespace Portal.Features.ActingFor.Register;

static class RegisterSetup
{
    /// <summary>The clients of Suomi.fi Valtuudet and of the population register.</summary>
    public static void AddRegister(this IHostApplicationBuilder builder)
    {
        builder.Services.AddChecked<ValtuudetOptions>("ActingFor:Valtuudet");
        builder.Services.AddChecked<PopulationRegisterOptions>("ActingFor:PopulationRegister");
        builder.Services.AddSingleton<ValtuudetClient>();
        builder.Services.AddSingleton<PopulationRegisterClient>();
        AddClient(builder.Services, ValtuudetClient.HttpName);
        AddClient(builder.Services, PopulationRegisterClient.HttpName);
    }

    static void AddClient(IServiceCollection services, string name) => services.AddHttpClient(name)
        .ConfigureHttpClient(client =>
        {
            client.Timeout = Timeout.InfiniteTimeSpan;   // RegisterCall ends each question in time
            client.MaxResponseContentBufferSize = 256 * 1024;
        })
        .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
        {
            AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ActivityHeadersPropagator = null,   // no trace of these requests: it would hold their addresses, national ids in them
        })
        .UseQuietLog();
}
