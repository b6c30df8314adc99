using Portal.Features.Cases;
using Portal.Features.Notifications;
using Portal.Platform.Jobs;

namespace Portal.Features.Callback;

static class CallbackSetup
{
    public static void AddCallback(this WebApplicationBuilder builder)
    {
        foreach (var part in (Type[])
        [
            typeof(CallbackTexts), typeof(CallPlan), typeof(AskForCall), typeof(ChangeCall), typeof(CancelCall), typeof(ReadCall), typeof(RecordAttempt),
        ]) builder.Services.AddSingleton(part);
        builder.Services.AddSingleton<IMessageStillTrue, CallStillAgreed>();
        builder.Services.AddSingleton<IHomeDuties, HomeCalls>();
        builder.Services.AddSingleton<ICasePanel, OnCasePage>();
        builder.Services.AddTimedWork<TurnUnanswered>();
        builder.Services.AddTimedWork<EndSilent>();
    }
}
