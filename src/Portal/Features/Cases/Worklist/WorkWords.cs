using Portal.Features.Content;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Worklist;

/// <summary>What professionals' pages call things: a matter, a promise, a stretch of time, a line of the ledger.</summary>
sealed class WorkWords(WorklistTexts texts, ContentFacade content, TimeProvider clock)
{
    /// <summary>Less than this left of a promise is said as a reason.</summary>
    static readonly TimeSpan Soon = TimeSpan.FromMinutes(30);

    public string Queue(string id) => content.Queue(id)?.Name.ToString() ?? id;
    public string Unit(string id) => content.Unit(id)?.Name.ToString() ?? id;
    public string Channel(CaseChannel channel) => texts[$"channel-{EnumText.Of(channel)}"];

    /// <summary>"58 v", or that nobody has said who they are.</summary>
    public string Age(WorkRow row) => row.Subject is null ? texts["not-identified"] : row.Age is { } years ? texts["age", years] : texts["age-unknown"];

    /// <summary>Why a row stands where it does, the weightiest reason first.</summary>
    public IReadOnlyList<string> Why(WorkRow row, IReadOnlyDictionary<Guid, string> names)
    {
        var now = clock.GetUtcNow();
        List<string?> why =
        [
            row.PromisedAt < now ? texts["why-late", Span(now - row.PromisedAt.Value)] : null,
            row.HasFallenBack(now) ? texts["why-returned", LastHolder(row, names)] : null,
            UrgencyWhy(row.UrgencyWhy),
            row.Detail is { } detail ? Detail(detail) : null,
            row.NotBefore is { } from && from > now ? texts["why-window", When(from)] : null,
            row.PromisedAt - now is { } left && left >= TimeSpan.Zero && left < Soon && !row.IsLater(now) ? texts["why-soon", Span(left)] : null,
            row.WaitsFor == WaitsFor.Us && row.LastSeq > row.StaffRead && row.AnsweredAt is not null ? texts["why-new-message"] : null,
            row.WaitsFor == WaitsFor.Resident ? texts["why-resident"] : null,
        ];
        IReadOnlyList<string> said = [.. why.OfType<string>()];
        return said.Count > 0 ? said : [texts["why-in-order", Span(now - row.OpenedAt)]];
    }

    static string LastHolder(WorkRow row, IReadOnlyDictionary<Guid, string> names) =>
        row.Holder is { } silent ? names.GetValueOrDefault(silent, "") : NameOf(row.ReturnedFrom, names);

    public string? UrgencyWhy(string code) => code switch
    {
        "crisis" => texts["why-crisis"],
        "emergency" => texts["why-emergency"],
        "nurse" => texts["why-nurse"],
        "dangerous-value" => texts["why-dangerous-value"],
        _ => null,   // the queue's own
    };

    /// <summary>Codes of the channels; one that is not known here is not worth a word on the list.</summary>
    string? Detail(string code) => code switch
    {
        "second-attempt" => texts["why-second-attempt"],
        "last-attempt" => texts["why-last-attempt"],
        "new-windows" => texts["why-new-windows"],
        "not-reached" => texts["why-not-reached"],
        "chat-unanswered" => texts["why-chat-unanswered"],
        "no-answer-yet" => texts["why-no-answer-yet"],
        "wrong-number" => texts["why-wrong-number"],
        "nothing-measured" => texts["why-nothing-measured"],
        _ => null,
    };

    /// <summary>"8 min", "tänään 14.00", "to 26.11. 9.00", or by how much it is late.</summary>
    public string Promise(DateTimeOffset? promisedAt)
    {
        if (promisedAt is not { } at) return texts["nothing-owed"];
        var left = at - clock.GetUtcNow();
        return left < TimeSpan.Zero ? texts["late-by", Span(-left)] : left < TimeSpan.FromHours(1) ? Span(left) : When(at);
    }

    /// <summary>"tänään 14.00" or "to 26.11. 9.00".</summary>
    public string When(DateTimeOffset at) =>
        at.HelsinkiDate() == clock.GetUtcNow().HelsinkiDate() ? texts["today-at", at.Time()] : texts["day-at", at.HelsinkiDate().ShortDate(), at.Time()];

    public string Span(TimeSpan span) => span switch
    {
        { TotalMinutes: < 1 } => texts["under-a-minute"],
        { TotalHours: < 1 } => texts["minutes", (int)span.TotalMinutes],
        { TotalDays: < 1 } => texts["hours", (int)span.TotalHours, span.Minutes],
        _ => texts["days", (int)span.TotalDays],
    };

    /// <summary>A line of the ledger, without who and when.</summary>
    public string Event(CaseEvent line, IReadOnlyDictionary<Guid, string> names) => line.Kind switch
    {
        CaseEvents.Received or CaseEvents.Turned or CaseEvents.Scheduled => texts[$"event-{line.Kind}", ChannelOf(line.Detail)],
        CaseEvents.Returned or CaseEvents.Consulted or CaseEvents.Given => texts[$"event-{line.Kind}", NameOf(line.Detail, names)],
        CaseEvents.TakenOver => texts["event-taken-over", texts[$"over-{line.Detail}"]],
        CaseEvents.Transferred => texts["event-transferred", Guid.TryParse(line.Detail, out _) ? NameOf(line.Detail, names) : Unit(line.Detail ?? "")],
        CaseEvents.Lifted => texts["event-lifted", UrgencyWhy(line.Detail ?? "") ?? ""],
        CaseEvents.Urgency => texts["event-urgency", texts[$"urgency-{line.Detail}"]],
        CaseEvents.Identified => texts["event-identified", texts[$"basis-{line.Detail ?? "self"}"]],
        CaseEvents.Closed => texts["event-closed", Outcome(line.Detail)],
        CaseEvents.Rated => texts["event-rated", line.Detail],
        CaseEvents.Seen or CaseEvents.Taken or CaseEvents.GivenBack or CaseEvents.Answered or CaseEvents.Late or CaseEvents.Joined or CaseEvents.Called
            or CaseEvents.NoAnswer or CaseEvents.Delivered => texts[$"event-{line.Kind}"],
        _ => line.Kind,   // of a room that says it on its own panel
    };

    /// <summary>How it ended. A code of another room has no word of its own here.</summary>
    public string Outcome(string? code) => Outcomes.Coded.Contains(code) || code is "thanks" or "left" or "cancelled" or "withdrawn" or Outcomes.MeasurementsReviewed ? texts[$"outcome-{code}"] : texts["outcome-other"];

    string ChannelOf(string? code) => EnumText.TryParse<CaseChannel>(code, out var channel) ? Channel(channel) : code ?? "";

    static string NameOf(string? id, IReadOnlyDictionary<Guid, string> names) => Guid.TryParse(id, out var staff) ? names.GetValueOrDefault(staff, "") : "";
}
