using Portal.Features.Content;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Cases;

sealed class HomeTexts() : Texts("Features.Cases.Home.Home");

/// <summary>How a case is told of to the resident whose matter it is, in the request's language: what it is, how far it is, and what comes next.</summary>
sealed class CaseWords(ContentFacade content, HomeTexts texts, TimeProvider clock)
{
    /// <summary>Whom it is with: "Health centre nurse".</summary>
    public string Title(Case its) => content.Queue(its.Queue)?.Name.ToString() ?? texts["matter"];

    /// <summary>"chat", "call", "in writing".</summary>
    public string Channel(Case its) => texts[$"channel-{EnumText.Of(its.Channel)}"];

    /// <summary>The address where the resident goes on with it.</summary>
    public static string Href(Case its) => $"/{Language.Current.Code}/" + its switch
    {
        { Channel: CaseChannel.Measurements } => $"measurements/sent/{its.Id}",
        { Channel: CaseChannel.Callback, IsOpen: true } => $"callback/case/{its.Id}",
        _ => $"chat/case/{its.Id}",
    };

    /// <summary>How far it is, in one or two sentences: what has been done, and by when something comes. Late is said to be late.</summary>
    public string State(Case its)
    {
        if (its.ClosedAt is { } ended) return texts["state-closed", When(ended)];
        if (its is { Channel: CaseChannel.Callback, WaitsFor: WaitsFor.Resident }) return texts["state-call-missed"];
        if (its.WaitsFor == WaitsFor.Resident) return texts["state-your-turn"];
        var done = its.SeenAt is { } seen ? texts["state-read", When(seen)] : texts["state-sent", When(its.OpenedAt)];
        return $"{done} {Next(its)}".TrimEnd();
    }

    string Next(Case its) => its switch
    {
        { IsLate: true, PromisedAt: { } by } => texts["state-late", When(by)],
        { PromisedAt: null } => "",
        { Channel: CaseChannel.Callback, NotBefore: { } from, PromisedAt: { } to } => texts["state-call", When(from), to.Time()],
        { Channel: CaseChannel.Callback, PromisedAt: { } by } => texts["state-call-by", When(by)],
        { PromisedAt: { } by } => texts["state-answer-by", When(by)],
    };

    /// <summary>An answer that the resident has not read yet.</summary>
    public Duty Answered(Case its) => new(texts["duty-answer", Title(its)], texts["duty-answer-why"], null, Href(its), texts["duty-answer-do"]);

    /// <summary>"today at 9.12", "tomorrow at 9.12", "Tue 24 Nov at 9.12".</summary>
    public string When(DateTimeOffset at)
    {
        var (day, today) = (at.HelsinkiDate(), clock.GetUtcNow().HelsinkiDate());
        var key = day == today ? "when-today" : day == today.AddDays(1) ? "when-tomorrow" : day == today.AddDays(-1) ? "when-yesterday" : "when-day";
        return texts[key, at.Time(), day.ShortDate()];
    }
}
