using Portal.Platform.Jobs;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Ehr;

static class RecordSetup
{
    public static void AddRecord(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        foreach (var part in (Type[])
        [
            typeof(RecordTexts), typeof(FhirVersion), typeof(FhirHands), typeof(FhirReading), typeof(FhirMean), typeof(FhirPlan), typeof(FhirProvenance), typeof(PutVersion),
            typeof(EhrMeasures), typeof(EhrReader), typeof(FetchObservations), typeof(EhrObservations), typeof(RecordWords), typeof(ReadRecord), typeof(ReadMeasurementDeliveries), typeof(ReadDifferences), typeof(NoteDifference),
        ]) services.AddSingleton(part);
        services.AddSingleton<IJobHandler, DeliverMeasurement>();
        builder.AddNavItem<RecordTexts>(Audience.Professional, "nav-readings", "staff/readings", order: 42, roles: ForRoles.Care);
    }
}
