using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Ehr;

/// <summary>What the patient record holds, in words of the request's language.</summary>
sealed class RecordWords(RecordTexts T, ContentFacade content)
{
    static readonly string[] codes = ["H", "HH", "HU", "L", "LL", "LU", "N", "A", "AA", "POS", "NEG"];

    public string Name(EhrItem item) => item.Measure is { } measure ? content.Measure(measure)?.Name.ToString() ?? item.Name : item.Name;

    /// <summary>"132/84 mmHg", "4,8 mmol/l", "Ei kasvua".</summary>
    public string Value(EhrItem item)
    {
        if (item.ValueText is { } text) return text;
        if (content.Measure(item.Measure ?? "") is { } measure)
            return MeasurementWords.Value(measure, [.. measure.Quantities.Select((q, i) => item.Values[i] is { } v ? v.Scale > q.Decimals ? Math.Round(v, q.Decimals) : v : (decimal?)null)]);
        return item.Value1 is { } value ? $"{TypedNumber.Show(value)} {item.Unit}".TrimEnd() : "";
    }

    public string? Range(EhrItem item) => (item.Low, item.High) switch
    {
        ({ } low, { } high) => T["range-from-to", TypedNumber.Show(low), TypedNumber.Show(high)],
        ({ } low, null) => T["range-from", TypedNumber.Show(low)],
        (null, { } high) => T["range-to", TypedNumber.Show(high)],
        _ => item.RangeText,
    };

    /// <summary>Above, below, abnormal …; the record's own word when it is none of those.</summary>
    public string? Interpretation(EhrItem item) => item.Interpretation is not { } said ? null : codes.Contains(said) ? T[$"interpretation-{said}"] : said;

    public static bool IsNormal(EhrItem item) => item.Interpretation is null or "N" or "NEG";

    /// <summary>Not the last word: preliminary, or put right since.</summary>
    public string? Status(EhrItem item) => item.Status switch { "preliminary" => T["status-preliminary"], "corrected" or "amended" => T["status-corrected"], _ => null };

    public string When(EhrItem item) => item.DayOnly ? item.At.HelsinkiDate().PlainDate() : T["day-at", item.At.HelsinkiDate().PlainDate(), item.At.Time()];

    public string Source(EhrItem item) => item.Performer is { } performer ? T["source-performer", performer] : T["source-record"];

    /// <summary>For the charts, in which they are marked by their source.</summary>
    public OtherReading Other(EhrItem item) => new(item.At, item.Values, Source(item), item.Comment);
}
