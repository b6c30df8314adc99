using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Portal.Platform;

namespace Portal.Features.Cases.Live;

static class LiveSetup
{
    public const string Hub = "/hub/cases";

    public static void AddLive(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddChecked<LiveOptions>("Cases:Live");
        services.AddSignalR().AddHubOptions<CaseHub>(hub => hub.EnableDetailedErrors = false);
        services.AddOptions<HubOptions<CaseHub>>().Configure<LiveOptions>((hub, options) => hub.MaximumReceiveMessageSize = options.LargestCall);
        services.AddSingleton<HubLifetimeManager<CaseHub>, LiveConnections>();
        foreach (var part in (Type[])[typeof(Conversations), typeof(Entrance), typeof(Worklists), typeof(ReadMarks), typeof(LiveTexts), typeof(MessageWriter), typeof(StandingRights), typeof(SendMessage)])
            services.AddSingleton(part);
        services.AddHostedService(provider => provider.GetRequiredService<StandingRights>());
        services.AddHostedService<ListenForChanges>();
    }

    /// <summary>WebSocket only: the whole conversation is one request, so a load balancer needs no stickiness.</summary>
    public static void MapLive(this WebApplication app)
    {
        var entrance = app.Services.GetRequiredService<Entrance>();
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Hub), branch => branch.Use((context, next) => entrance.Pass(context, next)));
        app.MapHub<CaseHub>(Hub, http => http.Transports = HttpTransportType.WebSockets).AllowAnonymous();   // Entrance decides who
    }
}
