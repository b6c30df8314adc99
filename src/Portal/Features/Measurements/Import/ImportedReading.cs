using Portal.Features.Content;

namespace Portal.Features.Measurements.Import;

/// <summary>A reading found in a line, as it is before the check: all of it words.</summary>
/// <param name="Key">Names it in the form: the line, and which measure of it.</param>
/// <param name="Original">Values that stood in the file in another unit, in words; empty for most.</param>
public sealed record ImportedReading(string Key, int Line, Measure Measure, TypedReading Typed, string Original);

/// <summary>What was found in a text.</summary>
/// <param name="Unread">Lines in which no reading was found, by number: said, never swallowed.</param>
/// <param name="Empty">Lines of a known table without a value of the kind (a sensor's alarms, meals).</param>
/// <param name="Ask">What the person has to say before anything can be read; none when it is all there.</param>
public sealed record ImportFindings(IReadOnlyList<ImportedReading> Readings, IReadOnlyList<int> Unread, int Empty, ImportQuestion Ask, string? Example = null);

/// <summary>What a text does not say itself.</summary>
public enum ImportQuestion
{
    None,

    /// <summary>There are no headings: what was measured?</summary>
    Measure,

    /// <summary>Is 3/4/2026 in March or in April?</summary>
    DayOrder,
}
