using Microsoft.AspNetCore.Components;
using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor.Pages;

/// <summary>What the pages share on which a professional acts with somebody beside them.</summary>
public abstract class AssistingPage : ComponentBase
{
    [Parameter] public string Lang { get; set; } = "";
    [CascadingParameter] public HttpContext Http { get; set; } = null!;
    [Inject] internal AssistingTexts A { get; set; } = null!;
    [Inject] internal ReadAssistance Read { get; set; } = null!;
    [Inject] internal LoginFacade Login { get; set; } = null!;
    [Inject] internal ContentFacade Content { get; set; } = null!;
    [Inject] public TimeProvider Clock { get; set; } = null!;
    [Inject] public NavigationManager Navigation { get; set; } = null!;

    protected CancellationToken Ct => Http.RequestAborted;
    protected DateTimeOffset Now => Clock.GetUtcNow();
    internal Professional Me => Http.ActingProfessional();
    protected Guid Session => Http.Features.Get<SessionEnd>()!.Sid;
    protected string To(string path) => $"/{Lang}/{path}";
    protected string UnitName(string id) => Content.Unit(id)?.Name.ToString() ?? id;

    /// <summary>"9.40–10.05", "9.40–" while it goes on.</summary>
    protected string Times(Assistance assistance) => $"{assistance.StartedAt?.Time()}–{assistance.Ended(Now)?.Time()}";
}
