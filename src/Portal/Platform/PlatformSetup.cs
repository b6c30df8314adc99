using Portal.Platform.Db;
using Portal.Platform.Ehr;
using Portal.Platform.Jobs;
using Portal.Platform.Keys;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Platform;

/// <summary>What every room stands on.</summary>
static class PlatformSetup
{
    public static void AddPlatform(this WebApplicationBuilder builder)
    {
        builder.AddPortalDb();
        builder.AddPortalKeys();
        builder.AddPortalApi();
        builder.AddJobs();
        builder.AddEhr();
        builder.AddUi();
    }

    /// <returns>Where the rooms map their part of the API.</returns>
    public static RouteGroupBuilder MapPlatform(this WebApplication app)
    {
        app.MapPortalKeys();
        return app.MapPortalApi();
    }
}
