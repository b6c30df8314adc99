using Portal.Features.ActingFor.Pages;
using Portal.Features.ActingFor.Register;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Jobs;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor;

sealed class ActingForTexts() : Texts("Features.ActingFor.ActingFor");
sealed class AssistingTexts() : Texts("Features.ActingFor.Assisting");

static class ActingForSetup
{
    public static void AddActingFor(this WebApplicationBuilder builder)
    {
        builder.Services.AddChecked<ActingForOptions>("ActingFor");
        builder.AddRegister();
        foreach (var part in (Type[])
        [
            typeof(ActingForTexts), typeof(Ages), typeof(CheckRight), typeof(EndRight), typeof(FindWhom), typeof(ChooseSubject),
            typeof(SelectPrincipal), typeof(LeaveDraft), typeof(KnownNames), typeof(ReadMirror), typeof(EndMandate), typeof(TakeDraft), typeof(DecideForGuardians),
            typeof(MakeTicket), typeof(FindTicket), typeof(ActingGate), typeof(ActingForFacade),
            typeof(AssistingTexts), typeof(PrepareAssistance), typeof(StartAssistance), typeof(EndAssistance), typeof(ReadAssistance),
        ]) builder.Services.AddSingleton(part);
        builder.Services.AddSingleton<IAfterLogin, AskForWhom>();
        builder.Services.AddSingleton<IAfterLogout>(services => services.GetRequiredService<EndAssistance>());
        builder.Services.AddSingleton<IJobHandler, TellOfAct>();
        builder.Services.AddSingleton<IJobHandler, TellOfGrowingUp>();
        builder.Services.AddAreaPolicies();
        builder.Services.AddActingHeader();
        builder.AddBanner<ActingBanner>();
        builder.AddNavItem<ActingForTexts>(Audience.Professional, "nav-ticket", "staff/acting-ticket", order: 50, roles: ForRoles.Care);
        builder.AddNavItem<ActingForTexts>(Audience.Resident, "nav-acting", "acting", order: 50);
        builder.AddNavItem<AssistingTexts>(Audience.Professional, "nav-assist", "staff/assist", order: 30, roles: ForRoles.Care);
    }

    /// <summary>After authentication, before authorization.</summary>
    public static void UseActingFor(this WebApplication app)
    {
        var gate = app.Services.GetRequiredService<ActingGate>();
        app.Use((context, next) => gate.Pass(context, next));
    }

    public static void MapActingFor(this WebApplication app)
    {
        app.MapGet(SelectPrincipal.BeginPath, SelectionBegins).RequireAuthorization("resident").ExcludeFromDescription();
        app.MapGet(SelectPrincipal.CallbackPath, SelectionEnds).RequireAuthorization("resident").ExcludeFromDescription();
    }

    /// <summary>To the selection page of Suomi.fi: a link and no form, whose redirect to another site the browser would stop.</summary>
    static async Task<IResult> SelectionBegins(HttpContext context, string? returnUrl, SelectPrincipal select, LoginFacade login)
    {
        var language = (login.LanguageOf(returnUrl) ?? Language.Preferred(context.Request)).Code;
        var onward = login.LocalUrl(returnUrl, language);
        context.Response.Headers.Location = await select.Begin(context.Self(), language, onward, context.RequestAborted)
            ?? $"/{language}/acting/unavailable?returnUrl={Uri.EscapeDataString(onward)}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>Back from the selection page of Suomi.fi.</summary>
    static async Task<IResult> SelectionEnds(HttpContext context, string? state, string? code, SelectPrincipal select)
    {
        var (outcome, returnUrl, language) = await select.End(context.Self(), context.Features.Get<SessionEnd>()!.Sid, state, code, context.RequestAborted);
        language ??= Language.Preferred(context.Request).Code;
        var onward = returnUrl ?? $"/{language}";
        context.Response.Headers.Location = outcome switch
        {
            SelectPrincipal.Outcome.Chosen => onward,
            SelectPrincipal.Outcome.Refused => $"/{language}/acting/refused",
            SelectPrincipal.Outcome.Unavailable => $"/{language}/acting/unavailable?returnUrl={Uri.EscapeDataString(onward)}",
            _ => $"/{language}/acting?returnUrl={Uri.EscapeDataString(onward)}",
        };
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
