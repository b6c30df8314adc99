using System.Globalization;
using Portal.Features.Content;

namespace Portal.Features.Measurements;

/// <summary>Readings in words, in the request's language.</summary>
sealed class MeasurementWords(ContentFacade content)
{
    /// <summary>"Blood pressure"; the id when the content no longer has it.</summary>
    public string Name(string measure) => content.Measure(measure)?.Name.ToString() ?? measure;

    /// <summary>"132/84 mmHg, pulse 62 /min", "6,1 mmol/l", "HI"; empty for words alone.</summary>
    public string Value(Reading reading) => content.Measure(reading.Measure) is { } measure ? Value(measure, reading) : "";

    public static string Value(Measure measure, Reading reading) => Value(measure, reading.Values, reading.MeterShows);

    public static string Value(ReadingEntry entry) => Value(entry.Measure, entry.Values, entry.MeterShows);

    /// <param name="values">In the order of the measure's quantities.</param>
    /// <param name="meterShows">HI or LO, instead of them.</param>
    public static string Value(Measure measure, IReadOnlyList<decimal?> values, string? meterShows = null)
    {
        if (meterShows is not null) return meterShows;
        List<string> parts = [];
        for (var i = 0; i < measure.Quantities.Count; i++)
        {
            if (i >= values.Count || values[i] is not { } value) continue;
            var (q, shown) = (measure.Quantities[i], TypedNumber.Show(value));
            if (IsPair(measure) && i == 0 && values.Count > 1 && values[1] is { } second) { parts.Add($"{shown}/{TypedNumber.Show(second)} {q.Unit}"); i = 1; continue; }
            parts.Add(parts.Count == 0 ? WithUnit(shown, q.Unit) : $"{q.Name.ToString().ToLower(CultureInfo.CurrentCulture)} {WithUnit(shown, q.Unit)}");
        }
        return string.Join(", ", parts);
    }

    /// <summary>Two numbers that are said together: 132/84.</summary>
    public static bool IsPair(Measure measure) => measure.Quantities is [{ Id: "systolic" }, { Id: "diastolic" }, ..];

    /// <summary>"4/10": a score has no unit behind it.</summary>
    static string WithUnit(string value, string unit) => IsScore(unit) ? value + unit : $"{value} {unit}".TrimEnd();

    /// <summary>So many of so many, such as pain.</summary>
    public static bool IsScore(Quantity quantity) => IsScore(quantity.Unit);

    static bool IsScore(string unit) => unit is ['/', >= '0' and <= '9', ..];
}
