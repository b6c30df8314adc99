using Microsoft.AspNetCore.Authorization;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Figures;

static class FiguresSetup
{
    public static void AddFigures(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FiguresTexts>();
        builder.Services.AddSingleton<ReadFigures>();
        builder.AddNavItem<FiguresTexts>(Audience.Professional, "nav-figures", "staff/figures", order: 60, roles: ForRoles.Figures);
    }

    public static void MapFigures(this WebApplication app) =>
        app.MapGet("/{lang}/staff/figures.csv", FiguresFile.Get).RequireAuthorization(new AuthorizeAttribute("professional") { Roles = ForRoles.Figures });
}
