using Microsoft.AspNetCore.Components;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Ui;

namespace Portal.Features.ActingFor.Pages;

/// <summary>What the room's pages share.</summary>
public abstract class ActingPage : RoomPage
{
    [SupplyParameterFromQuery] public string? ReturnUrl { get; set; }
    [Inject] internal ActingForTexts T { get; set; } = null!;
    [Inject] internal LoginFacade Login { get; set; } = null!;

    /// <summary>Where the person was going; the front page when that is not said, or is not ours.</summary>
    protected string Onward => Login.LocalUrl(ReturnUrl, Lang);

    /// <summary>"huoltajana", "valtuutettuna": as what one acts.</summary>
    internal string As(Basis basis) => T[$"as-{Platform.Db.EnumText.Of(basis)}"];
}
