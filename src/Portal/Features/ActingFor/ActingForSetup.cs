using Portal.Features.ActingFor.Pages;
using Portal.Features.ActingFor.Register;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor;

sealed class ActingForTexts() : Texts("Features.ActingFor.ActingFor");

static class ActingForSetup
{
    public static void AddActingFor(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<ActingForOptions>("ActingFor");
        builder.AddRegister();
        foreach (var part in (Type[])
        [
            typeof(ActingForTexts), typeof(Ages), typeof(CheckRight), typeof(EndRight), typeof(FindWhom), typeof(ChooseSubject),
            typeof(SelectPrincipal), typeof(LeaveDraft), typeof(KnownNames), typeof(ActingGate),
        ]) builder.Services.AddSingleton(part);
        builder.Services.AddSingleton<IAfterLogin, AskForWhom>();
        builder.Services.AddAreaPolicies();
        builder.AddBanner<ActingBanner>();
        builder.AddNavItem<ActingForTexts>(Audience.Resident, "nav-acting", "acting", order: 50);
    }

    /// <summary>After authentication, before authorization.</summary>
    public static void UseActingFor(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<ActingGate>();
        app.Use((context, next) => gate.Pass(context, next));
    }
}
