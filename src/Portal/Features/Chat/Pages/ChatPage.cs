using Microsoft.AspNetCore.Components;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Chat.Pages;

/// <summary>What the room's pages share: who writes, and how times, waits and numbers are said.</summary>
public abstract class ChatPage : RoomPage
{
    [Inject] internal ChatTexts T { get; set; } = null!;
    [Inject] internal CasesFacade Cases { get; set; } = null!;
    [Inject] internal ContentFacade Content { get; set; } = null!;

    /// <summary>
    /// The pages are open to those who do not say who they are, so they ask by themselves: the resident, or the guest of this
    /// browser. Null for somebody new, and for professionals, who have pages of their own.
    /// </summary>
    internal Actor? Me => Http.User.AsResident() is { } resident ? resident : IsProfessional ? null : Cases.GuestOf(Http);

    protected bool IsProfessional => Http.User.AsProfessional() is not null;
    protected bool IsResident => Http.User.AsResident() is not null;

    /// <summary>True while the page is about another person's matters than the reader's own.</summary>
    protected bool ForOther => Http.User.AsResident() is { Basis: not Basis.Self };
    protected string SubjectName => Http.User.SubjectName() ?? "";

    /// <summary>Whoever acts for somebody without the right to their conversations is told so; what is nobody's business is not found.</summary>
    /// <returns>False when the page has nothing to show.</returns>
    protected bool MayChat()
    {
        if (!IsResident || Http.User.May(IsPost ? "chat:do" : "chat:see")) return true;
        if (Http.User.AsResident() is { ForAnother: true }) Navigation.NavigateTo(To("acting/not-allowed"));
        else Navigation.NotFound();
        return false;
    }

    /// <summary>"9.12" today, "maanantai 23.11. klo 9.12" on another day.</summary>
    protected string When(DateTimeOffset at) =>
        at.HelsinkiDate() == Now.HelsinkiDate() ? T["at", at.Time()] : T["day-at", at.HelsinkiDate().DayAndMonth(), at.Time()];

    /// <summary>"5–10 minuuttia". Rounded to fives from ten minutes on: nobody knows it better.</summary>
    protected string Range(TimeSpan from, TimeSpan to)
    {
        var (low, high) = (Math.Floor(from.TotalMinutes), Math.Ceiling(to.TotalMinutes));
        if (high > 10) (low, high) = (Math.Floor(low / 5) * 5, Math.Ceiling(high / 5) * 5);
        return low < 1 ? T["within-minutes", high] : T["minutes", low, high];
    }

    protected static string Tel(string phone) => $"tel:{phone.Replace(" ", "")}";

    /// <summary>
    /// To the page of the login, and back to this address. Not to the provider at once: a form may not lead to another site,
    /// and browsers hold its redirects to that too (form-action).
    /// </summary>
    protected string LogInAnd(string returnUrl) => To("login") + "?returnUrl=" + Uri.EscapeDataString(returnUrl);
}
