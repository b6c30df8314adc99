using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Front;

sealed class FrontTexts() : Texts("Features.Front.Front");

static class FrontSetup
{
    public static void AddFront(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FrontTexts>();
        builder.AddNavItem<FrontTexts>(Audience.Resident, "nav-home", "", order: 0);
        // ASP.NET's own request log writes the address with its query: what people search for stays out of our logs.
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
    }
}
