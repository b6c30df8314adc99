using Portal.Features.Measurements.Ehr;
using Portal.Features.Measurements.Plans;
using Portal.Features.Measurements.Reviews;

namespace Portal.Features.Measurements;

static class MeasurementsSetup
{
    public static void AddMeasurements(this WebApplicationBuilder builder)
    {
        foreach (var part in (Type[])
        [
            typeof(EnterReadings), typeof(Dangers), typeof(Submission), typeof(RecordReadings), typeof(SendReadings), typeof(ChangeReading), typeof(Announce), typeof(MeasurementWords),
        ]) builder.Services.AddSingleton(part);
        Reviewing.Add(builder.Services);
        RecordingSetup.AddRecording(builder);
        builder.AddRecord();
        Import.ImportSetup.AddImport(builder.Services);
        Offline.OfflineSetup.AddOffline(builder.Services);
        builder.AddPlans();
    }

    public static void MapMeasurementsApi(this RouteGroupBuilder api) => Offline.ReadingsApi.Map(api);
}
