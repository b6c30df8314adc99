using Portal.Features.Cases.Attachments;
using Portal.Features.Cases.Away;
using Portal.Features.Cases.Figures;
using Portal.Features.Cases.Live;
using Portal.Features.Cases.Worklist;

namespace Portal.Features.Cases;

static class CasesSetup
{
    public static void AddCases(this WebApplicationBuilder builder)
    {
        foreach (var part in (Type[])
        [
            typeof(CasesFacade), typeof(ReadCases), typeof(OpenCase), typeof(PostMessage), typeof(CaseLedger), typeof(Promises), typeof(IdentifyGuest), typeof(RateCase),
        ]) builder.Services.AddSingleton(part);
        builder.AddHome();
        builder.AddAway();
        builder.AddAttachments();
        builder.AddFigures();
        builder.AddWorklist();
        builder.AddLive();
    }

    public static void MapCases(this WebApplication app)
    {
        app.MapAttachments();
        app.MapFigures();
        app.MapLive();
    }
}
