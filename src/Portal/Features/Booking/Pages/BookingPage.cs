using Microsoft.AspNetCore.Components;
using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Features.Booking.Pages;

/// <summary>What the room's pages share: the address's language, the texts, the catalogue, and how times are said.</summary>
public abstract class BookingPage : ComponentBase
{
    [Parameter] public string Lang { get; set; } = "";
    [CascadingParameter] public HttpContext Http { get; set; } = null!;
    [Inject] internal BookingTexts T { get; set; } = null!;
    [Inject] internal ContentFacade Content { get; set; } = null!;
    [Inject] public TimeProvider Clock { get; set; } = null!;
    [Inject] public NavigationManager Navigation { get; set; } = null!;

    protected CancellationToken Ct => Http.RequestAborted;
    protected DateTimeOffset Now => Clock.GetUtcNow();
    protected bool IsPost => HttpMethods.IsPost(Http.Request.Method);

    /// <summary>An address of this portal in the page's language.</summary>
    protected string To(string path) => $"/{Lang}/{path}";

    /// <summary>Always the last statement: the answer is a redirect.</summary>
    protected void Go(string path) => Navigation.NavigateTo(To(path));

    protected string ServiceName(string id) => Content.Service(id)?.Name.ToString() ?? id;
    protected string UnitName(string id) => Content.Unit(id)?.Name.ToString() ?? id;
    protected string TitleName(string id) => Content.Title(id)?.Name.ToString() ?? id;

    /// <summary>"tiistai 24.11. klo 9.40".</summary>
    protected string When(DateTimeOffset at) => T["day-at", at.HelsinkiDate().DayAndMonth(), at.Time()];

    /// <summary>"tiistai 24. marraskuuta 2026 klo 9.40–10.00".</summary>
    protected string WhenExactly(DateTimeOffset from, DateTimeOffset to) => T["day-from-to", from.HelsinkiDate().LongDate(), from.Time(), to.Time()];

    /// <summary>Where or how one meets: a unit's name, or by phone or video.</summary>
    protected string Where(string unit, string mode) => mode == "on-site" ? UnitName(unit) : T[$"mode-{mode}"];

    // What a free time is called, the same on every page that offers it.
    public string WhenWords(FreeTime time) => When(time.StartsAt);
    public string PlaceWords(FreeTime time) => Where(time.UnitId, time.Mode);
    public string WhoWords(FreeTime time) => $"{TitleName(time.ProfessionalTitle)} {time.ProfessionalName}";

    /// <summary>One time's own page: where a visitor's choice waits while the person logs in.</summary>
    public string TimeAddress(string service, Guid slot, Guid? moves) =>
        To($"booking/{service}/time/{slot}") + (moves is { } id ? $"?moves={id}" : "");
}
