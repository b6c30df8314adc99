using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Portal.Platform.Ehr;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Ehr;

/// <summary>Reads FHIR JSON that somebody else has written: whatever is not of the expected shape is not there.</summary>
static partial class FhirJson
{
    public static JsonObject? Inner(JsonNode? node, string name) => (node as JsonObject)?[name] as JsonObject;

    public static IEnumerable<JsonObject> Each(JsonNode? node, string name) => ((node as JsonObject)?[name] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Cleaned, trimmed and cut; null when there is none.</summary>
    public static string? Text(JsonNode? node, string name, int most = 200)
    {
        if ((node as JsonObject)?[name] is not JsonValue value || !value.TryGetValue<string>(out var text)) return null;
        text = Fhir.Text(text).Trim();
        return text == "" ? null : text.Length <= most ? text : text[..most] + "…";
    }

    public static decimal? Number(JsonNode? node, string name) =>
        (node as JsonObject)?[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number
        && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A code of a concept in a system; null when it has none.</summary>
    public static string? Code(JsonNode? concept, string system) =>
        Each(concept, "coding").Where(c => Text(c, "system") == system).Select(c => Text(c, "code")).FirstOrDefault(c => c is not null);

    /// <summary>What people call it: its text, or a code's display, or the code.</summary>
    public static string? Words(JsonNode? concept, int most = 200) =>
        Text(concept, "text", most) ?? Each(concept, "coding").Select(c => Text(c, "display", most)).FirstOrDefault(d => d is not null)
        ?? Each(concept, "coding").Select(c => Text(c, "code")).FirstOrDefault(c => c is not null);

    /// <summary>A dateTime or instant of FHIR; a day alone is its beginning in Finland. Null for less than a day, or none.</summary>
    public static (DateTimeOffset At, bool DayOnly)? Moment(string? text)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day.Year < 1900 ? null : (day.StartsAt(), true);
        return Instant().IsMatch(text) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at.Year is > 1900 and < 2200 ? (at.ToUniversalTime(), false) : null;
    }

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Instant();
}
