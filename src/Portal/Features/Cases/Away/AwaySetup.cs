using Portal.Features.ActingFor;
using Portal.Features.Notifications;
using Portal.Platform.Jobs;

namespace Portal.Features.Cases.Away;

/// <summary>What residents hear of their matters while they are not looking.</summary>
static class AwaySetup
{
    public static void AddAway(this WebApplicationBuilder builder)
    {
        builder.Services.AddTimedWork<TellAway>();
        builder.Services.AddSingleton<IMessageStillTrue, AwayStillTrue>();
        builder.Services.AddSingleton<IActedThings, ActedCases>();
    }
}
