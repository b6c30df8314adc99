using Microsoft.AspNetCore.Components;
using Portal.Platform.Web;

namespace Portal.Platform.Ui;

/// <summary>What the pages of every room share: the address's language, the request, the clock, and the way on.</summary>
public abstract class RoomPage : ComponentBase
{
    /// <summary>fi, sv or en, from the address.</summary>
    [Parameter] public string Lang { get; set; } = "";
    [CascadingParameter] public HttpContext Http { get; set; } = null!;
    [Inject] public TimeProvider Clock { get; set; } = null!;
    [Inject] public NavigationManager Navigation { get; set; } = null!;

    protected CancellationToken Ct => Http.RequestAborted;
    protected DateTimeOffset Now => Clock.GetUtcNow();
    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    /// <summary>An address of this portal in the page's language.</summary>
    protected string To(string path) => $"/{Language.Current.Code}/{path}";

    /// <summary>Always the last statement: the answer is a redirect.</summary>
    protected void Go(string path) => Navigation.NavigateTo(To(path));
}
