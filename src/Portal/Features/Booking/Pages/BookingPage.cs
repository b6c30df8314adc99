using Microsoft.AspNetCore.Components;
using Portal.Features.ActingFor;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Booking.Pages;

/// <summary>What the room's pages share: the texts, the catalogue, and how times are said.</summary>
public abstract class BookingPage : RoomPage
{
    [Inject] internal BookingTexts T { get; set; } = null!;
    [Inject] internal ActingForFacade Acting { get; set; } = null!;
    [Inject] internal ContentFacade Content { get; set; } = null!;

    /// <summary>True while the page is about another person's matters than the reader's own.</summary>
    protected bool ForOther => Http.User.AsResident() is { Basis: not Basis.Self };

    /// <summary>The name of the one whose matters the page is about.</summary>
    protected string SubjectName => Http.User.SubjectName() ?? "";

    /// <summary>A young person in their own matters: what they book is theirs until they show it.</summary>
    protected bool IsYoungSelf => Http.User.AsResident() is { ForAnother: false } && Acting.KeepsToThemselves(Http.User.BornOn());

    /// <summary>A guardian of a young person sees the same line on every list, whether or not anything is kept from them.</summary>
    protected bool MayBeHidden => Http.User.AsResident() is { Basis: Basis.Guardian } && Acting.KeepsToThemselves(Http.User.BornOn());

    /// <summary>"Onni Korpela, as their guardian".</summary>
    protected string WhomWords() => ForOther ? T[$"whom-{EnumText.Of(Http.User.Basis())}", SubjectName] : SubjectName;

    /// <summary>The text as it is said of another person, with their name, when the page is about one.</summary>
    protected string Said(string key) => ForOther ? T[$"{key}-other", SubjectName] : T[key];

    /// <summary>"Aino Korpela, guardian": who acted, as far as the reader may know it.</summary>
    protected string HandWords(Guid by, Basis basis, string? name) =>
        by == Http.ActingResident().Self.Value && basis != Basis.Assisted ? T["hand-you"]
        : basis is Basis.Self ? SubjectName
        : basis is Basis.Assisted ? T["hand-assisted", SubjectName]
        : name is null ? T[$"hand-other-{EnumText.Of(basis)}"] : T[$"hand-{EnumText.Of(basis)}", name];

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

    /// <summary>Why a time could not be held.</summary>
    internal void Refuse(FormErrors errors, HoldTime.Outcome outcome)
    {
        errors.AddForPage(T[outcome switch
        {
            HoldTime.Outcome.TooManyHolds => "too-many-holds",
            HoldTime.Outcome.NotOffered => "not-offered",
            HoldTime.Outcome.NotForYou => "not-for-you",
            HoldTime.Outcome.YoungDecides => "young-decides",
            _ => "time-taken",
        }]);
        Http.Response.StatusCode = outcome is HoldTime.Outcome.NotForYou or HoldTime.Outcome.YoungDecides
            ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict;
    }

    /// <summary>One time's own page: where a visitor's choice waits while the person logs in.</summary>
    public string TimeAddress(string service, Guid slot, Guid? moves) =>
        To($"booking/{service}/time/{slot}") + (moves is { } id ? $"?moves={id}" : "");
}
