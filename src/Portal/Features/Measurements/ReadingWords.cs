using Portal.Features.Content;
using Portal.Platform.Db;
using Portal.Platform.Ui;
using Portal.Platform.Web;

namespace Portal.Features.Measurements;

/// <summary>How a reading stands, what danger it tells of, and when it was, in the request's language.</summary>
sealed class ReadingWords(MeasurementsTexts texts, ContentFacade content, TimeProvider clock)
{
    /// <summary>One or two words: "not sent", "in your patient record".</summary>
    public string Tag(Reading r) => texts[r is { Withdraws: true, IsForReview: true } ? "tag-withdrawing" : $"tag-{EnumText.Of(r.State)}"];

    public static Tone ToneOf(Reading r) => r.State switch
    {
        ReadingState.Accepted => Tone.Good,
        ReadingState.Refused or ReadingState.Wanted => Tone.Warn,
        ReadingState.Sent or ReadingState.Seen => Tone.Info,
        _ => Tone.Plain,
    };

    /// <summary>A sentence or two: who, when and why.</summary>
    /// <param name="by">The professional who decided, and when; null when nobody has, or they are not known.</param>
    public string State(Reading r, (string Name, DateTimeOffset At)? by)
    {
        var who = by is { } known ? texts["state-by", known.Name, When(known.At)] : "";
        var state = r.State switch
        {
            ReadingState.Draft => texts["state-draft"],
            ReadingState.Sent => texts[r.Withdraws ? "state-withdrawing" : "state-sent", When(r.SentAt ?? r.EnteredAt)],
            ReadingState.Seen => texts["state-seen", When(r.SeenAt ?? r.EnteredAt)],
            ReadingState.Accepted => texts[r.DeliveredAt is null ? "state-accepted-on-its-way" : "state-accepted"],
            ReadingState.Refused => texts["state-refused"],
            ReadingState.Wanted => texts["state-wanted"],
            _ => texts["state-withdrawn", When(r.EnteredAt)],
        };
        return string.Join(" ", new[] { state, r.Reason is { } reason ? texts["state-reason", reason] : "", who }.Where(w => w.Length > 0));
    }

    /// <summary>The limit that a reading passed: of its plan, or of its measure. Null when none, or it is no longer in the content.</summary>
    public DangerLimit? Danger(Reading r) => r.Danger is not { } danger ? null
        : (content.Measure(r.Measure)?.Limits ?? []).Concat(content.PlanTemplates.Where(p => p.Measure.Id == r.Measure).SelectMany(p => p.Limits)).FirstOrDefault(l => l.Id == danger);

    /// <summary>"today at 9.12", "Tue 24.11. at 9.12"; with the year when it is not this one.</summary>
    public string When(DateTimeOffset at)
    {
        var (day, today) = (at.HelsinkiDate(), clock.GetUtcNow().HelsinkiDate());
        return (day.DayNumber - today.DayNumber) switch
        {
            0 => texts["when-today", at.Time()],
            1 => texts["when-tomorrow", at.Time()],
            -1 => texts["when-yesterday", at.Time()],
            _ => texts["when-day", at.Time(), day.Year == today.Year ? day.ShortDate() : day.PlainDate()],
        };
    }
}
