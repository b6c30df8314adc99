using System.Globalization;
using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Reviews;

/// <summary>What a review says to the resident, in their language; and with which reply it begins.</summary>
sealed class ReviewWords(ReviewTexts texts, ContentFacade content)
{
    /// <summary>What a professional says most often of a reading that is left out; the codes have words in the texts.</summary>
    public static readonly IReadOnlyList<string> Reasons = ["not-rested", "device", "mistyped", "twice", "not-yours"];

    /// <summary>What is asked for most often.</summary>
    public static readonly IReadOnlyList<string> Wants = ["days", "morning-evening", "again", "context"];

    /// <summary>In the resident's language.</summary>
    public string Reason(string code, string language) => texts.In(Culture(language), $"reason-{code}");

    public string Want(string code, string language) => texts.In(Culture(language), $"want-{code}");

    /// <summary>
    /// The reply with which the answer begins: in target when every mean is, or, where the target depends on what a reading
    /// tells of, every reading; slightly above when no mean is more than 5 % above; thanks where there is no target. Null when
    /// the professional has to choose: further off, below the target, a danger, a value that stands out, or too little to judge
    /// (fewer than four days).
    /// </summary>
    public static string? Suggested(IReadOnlyList<ReviewPart> parts)
    {
        if (parts.Any(p => p.Undecided.Any(r => r.Danger is not null) || p.Summary.Outliers.Count > 0)) return null;
        var aimed = parts.Where(p => p.Summary.Aimed > 0).ToList();
        return aimed.Count == 0 ? "measurements-thanks" : aimed.Any(p => p.Summary.Days < 4) ? null
            : aimed.All(p => Meets(p, t => t)) ? "measurements-in-target" : aimed.All(p => Meets(p, Slightly)) ? "measurements-slightly-above" : null;
    }

    static bool Meets(ReviewPart part, Func<Target, Target> how) => part.Plan?.Target is { } target && part.Summary.Mean(0) is { } mean
        ? how(target).Met(mean, part.Summary.Mean(1))
        : part.Summary.InTarget == part.Summary.Aimed;

    static Target Slightly(Target target) => target with { Under = target.Under * 1.05m, UnderSecond = target.UnderSecond * 1.05m };

    /// <summary>The professional's words, and behind them what was left out and why.</summary>
    public string Answer(string text, IReadOnlyList<Reading> left, IReadOnlyDictionary<Guid, string> reasons, string language)
    {
        if (left.Count == 0) return text;
        var culture = Culture(language);
        return $"{text}\n\n{texts.In(culture, "answer-left")}\n" + string.Join("\n", left.Select(r => $"– {Named(r, culture)}: {reasons[r.Id]}"));
    }

    /// <summary>What stays with the resident when the matter has ended, and goes to the patient record.</summary>
    /// <param name="left">How many were not accepted.</param>
    public string Summary(IReadOnlyList<Review> reviews, int left, string language)
    {
        var culture = Culture(language);
        var lines = reviews.Select(v => content.Measure(v.Measure) is not { } measure ? "" : Line(v, measure) + (v.Beyond > 0 ? " " + texts.In(culture, "summary-beyond", v.Beyond) : ""));
        return string.Join("\n", left == 0 ? lines : lines.Append(texts.In(culture, "summary-left", left)));

        string Line(Review v, Measure measure) => v switch
        {
            { Readings: 0 } => texts.In(culture, "summary-none", measure.Name.In(language)),
            { Mean1: { } } => texts.In(culture, "summary-mean", measure.Name.In(language), Values(measure, v.Means, culture), measure.Quantities[0].Unit, v.Readings, v.Days)
                + (v.FirstDayOut ? " " + texts.In(culture, "summary-first-day") : "") + (measure.BestWithinMinutes is null ? "" : " " + texts.In(culture, "summary-best")),
            _ => texts.In(culture, "summary-count", measure.Name.In(language), v.Readings, v.Days),
        };
    }

    /// <summary>"ke 18.11. 7.30, 182/110".</summary>
    string Named(Reading r, CultureInfo culture) =>
        $"{r.MeasuredAt.HelsinkiDate().ShortDate(culture)} {r.MeasuredAt.Time(culture)}" + (content.Measure(r.Measure) is { IsWords: false } measure ? $", {r.MeterShows ?? Values(measure, r.Values, culture)}" : "");

    static string Values(Measure measure, IReadOnlyList<decimal?> values, CultureInfo culture) =>
        string.Join("/", values.Take(MeasurementWords.IsPair(measure) ? 2 : 1).OfType<decimal>().Select(v => TypedNumber.Show(v, culture)));

    static CultureInfo Culture(string language) => (Language.Find(language) ?? Language.Finnish).Culture;
}
