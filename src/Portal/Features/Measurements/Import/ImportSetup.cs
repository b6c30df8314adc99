using Portal.Features.Measurements.Plans;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Import;

sealed class ImportTexts() : Texts("Features.Measurements.Import");

static class ImportSetup
{
    public static void AddImport(IServiceCollection services)
    {
        foreach (var part in (Type[])[typeof(ImportTexts), typeof(FindPlan), typeof(PreviewImport)]) services.AddSingleton(part);
    }
}
