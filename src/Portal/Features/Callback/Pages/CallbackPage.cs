using Microsoft.AspNetCore.Components;
using Portal.Features.ActingFor;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Callback.Pages;

/// <summary>What the room's pages share: who asks (a resident, whoever acts for one, or a guest), and how windows and numbers are said.</summary>
public abstract class CallbackPage : RoomPage
{
    [Inject] internal CallbackTexts T { get; set; } = null!;
    [Inject] internal ContentFacade Content { get; set; } = null!;
    [Inject] internal CasesFacade Cases { get; set; } = null!;
    [Inject] internal NotificationsFacade Notifications { get; set; } = null!;

    /// <summary>Null for somebody who has asked nothing yet, and for professionals: these pages are not theirs.</summary>
    internal Actor? Me => IsProfessional ? null : (Actor?)Http.User.AsResident() ?? Cases.GuestOf(Http);

    /// <summary>A professional, also beside a resident: the conversation with the clinic is the person's own.</summary>
    protected bool IsProfessional => Http.User.AsProfessional() is not null;

    protected bool IsGuest => Http.User.AsResident() is null;

    /// <summary>Acts for somebody without the right to do this for them.</summary>
    protected bool IsNotAllowed => Http.User.AsResident() is { ForAnother: true } && !Http.User.May(IsPost ? "chat:do" : "chat:see");

    protected bool ForOther => Http.User.AsResident() is { ForAnother: true };

    protected string SubjectName => Http.User.SubjectName() ?? "";

    /// <summary>"today 8.00–10.00", "tiistai 24.11. klo 8.00–10.00".</summary>
    internal string Words(CallWindow w) => T["window", DayWords(w.From), w.From.Time(), w.To.Time()];

    /// <summary>"tänään klo 9.12: ei vastausta, jätimme viestin".</summary>
    internal string Words(CallAttempt a) => T[$"attempt-{EnumText.Of(a.Outcome)}{(a.MessageLeft ? "-left" : "")}", At(a.At)];

    protected string At(DateTimeOffset at) => T["day-at", DayWords(at), at.Time()];

    string DayWords(DateTimeOffset at) => (at.HelsinkiDate().DayNumber - Now.HelsinkiDate().DayNumber) switch
    {
        0 => T["today"],
        1 => T["tomorrow"],
        -1 => T["yesterday"],
        _ => at.HelsinkiDate().DayAndMonth(),
    };

    /// <summary>Somebody else's is not found; whoever is not logged in is asked who they are first, since it may be their own.</summary>
    protected void NotTheirs()
    {
        if (Http.User.Identity?.IsAuthenticated == true || IsPost) Navigation.NotFound();
        else Go($"login?returnUrl={Uri.EscapeDataString(ThisPage.Of(Http))}");
    }

    /// <summary>What a form says about the call; null with what is wrong in <paramref name="errors"/>.</summary>
    internal CallWish? Read(FormErrors errors, IReadOnlyList<CallWindow> offered)
    {
        var form = Http.Request.Form;
        var typed = form["number"].ToString();
        var number = PhoneNumber.Read(typed);
        if (number is null) errors.Add("number", T[string.IsNullOrWhiteSpace(typed) ? "error-number-empty" : "error-number"]);
        var keys = form["windows"].OfType<string>().ToHashSet();
        var windows = offered.Where(w => keys.Contains(w.Key)).ToList();
        if (keys.Count == 0) errors.Add("windows", T["error-windows-empty"]);
        else if (!keys.Contains("any") && windows.Count < keys.Count) errors.Add("windows", T["error-windows-gone"]);
        var message = form["message"].ToString();
        if (message is not ("yes" or "no")) errors.Add("message", T["error-message"]);
        if (errors.Any) Http.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return errors.Any ? null : new(number!.Value, keys.Contains("any") ? [] : windows, message == "yes");
    }
}
