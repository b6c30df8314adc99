using Portal.Platform.Ui;

namespace Portal.Features.Cases;

static class HomeSetup
{
    public static void AddHome(this WebApplicationBuilder builder)
    {
        foreach (var part in (Type[])[typeof(HomeTexts), typeof(CaseWords), typeof(ReadHome)]) builder.Services.AddSingleton(part);
        builder.AddNavItem<HomeTexts>(Audience.Resident, "nav-home", "my", order: 5);
    }
}
