using Microsoft.AspNetCore.Components;
using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor.Pages;

/// <summary>What the pages share on which a professional acts with somebody beside them.</summary>
public abstract class AssistingPage : RoomPage
{
    [Inject] internal AssistingTexts A { get; set; } = null!;
    [Inject] internal ReadAssistance Read { get; set; } = null!;
    [Inject] internal LoginFacade Login { get; set; } = null!;
    [Inject] internal ContentFacade Content { get; set; } = null!;

    internal Professional Me => Http.ActingProfessional();
    protected Guid Session => Http.Features.Get<SessionEnd>()!.Sid;
    protected string UnitName(string id) => Content.Unit(id)?.Name.ToString() ?? id;

    /// <summary>"9.40–10.05", "9.40–" while it goes on.</summary>
    protected string Times(Assistance assistance) => $"{assistance.StartedAt?.Time()}–{assistance.Ended(Now)?.Time()}";
}
