using Portal.Platform.Web;

namespace Portal.Features.Measurements.Offline;

sealed class OfflineTexts() : Texts("Features.Measurements.Offline");

static class OfflineSetup
{
    public static void AddOffline(IServiceCollection services)
    {
        foreach (var part in (Type[])[typeof(OfflineTexts), typeof(OfflineMeasures), typeof(KeepSent)]) services.AddSingleton(part);
    }
}
