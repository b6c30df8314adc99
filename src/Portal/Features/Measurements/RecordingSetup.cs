using Portal.Features.ActingFor;
using Portal.Features.Cases;
using Portal.Platform.Ui;

namespace Portal.Features.Measurements;

/// <summary>The resident's side: recording, correcting, sending.</summary>
static class RecordingSetup
{
    public static void AddRecording(WebApplicationBuilder builder)
    {
        foreach (var part in (Type[])[typeof(MeasurementsTexts), typeof(ReadingWords), typeof(EntryWords), typeof(ReadReadings)]) builder.Services.AddSingleton(part);
        builder.Services.AddSingleton<IHomeDuties, HomeMeasurements>();
        builder.Services.AddSingleton<IActedThings, ActedReadings>();
        builder.Services.AddSingleton<IAssistedActs, AssistedReadings>();
        builder.AddNavItem<MeasurementsTexts>(Audience.Resident, "nav-measurements", "measurements", order: 25, may: "measurements:do");
    }
}
