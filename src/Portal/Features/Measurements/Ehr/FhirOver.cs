using System.Net;
using System.Text.Json.Nodes;
using Portal.Platform.Ehr;

namespace Portal.Features.Measurements.Ehr;

/// <summary>A version over the one before it, in resources to which both sides write; and their narrative.</summary>
static class FhirOver
{
    /// <summary>The author of a note that the portal itself makes.</summary>
    public const string Portal = "Portal";

    static readonly string[] ourContained = [FhirHands.Hand, FhirHands.Measurer, FhirHands.Professional, "device", "unit"];

    /// <summary>A paragraph a line, as the XHTML that FHIR asks for.</summary>
    public static string Div(IEnumerable<string> lines) =>
        $"<div xmlns=\"http://www.w3.org/1999/xhtml\">{string.Concat(lines.Select(line => $"<p>{WebUtility.HtmlEncode(Fhir.Text(line))}</p>"))}</div>";

    /// <summary>Ours, with what the clinic has added meanwhile: its notes, extensions, labels and elements that are not ours.</summary>
    public static JsonObject Of(JsonObject? there, JsonObject ours, params ReadOnlySpan<string> owned)
    {
        if (there is null) return ours;
        var merged = FhirMerge.Over(there, ours, owned);
        Both(there, ours, merged, "note", note => !IsOurNote(note));
        Both(there, ours, merged, "contained", one => !ourContained.Contains(one["id"]?.ToString()));
        Both(there, ours, merged, "interpretation", one => FhirJson.Code(one, FhirReading.Interpretation) is not (FhirReading.OffScaleHigh or FhirReading.OffScaleLow));
        Both(there, ours, merged, "extension", one => one["url"]?.ToString() is not (FhirReading.BodyPosition or FhirReading.BasedOn));
        return merged;
    }

    static void Both(JsonObject there, JsonObject ours, JsonObject merged, string name, Func<JsonObject, bool> theirs)
    {
        List<JsonNode?> all = [.. (ours[name] as JsonArray ?? []).Select(item => item?.DeepClone()), .. (there[name] as JsonArray ?? []).OfType<JsonObject>().Where(theirs).Select(item => item.DeepClone())];
        if (all.Count > 0) merged[name] = new JsonArray([.. all]);
        else merged.Remove(name);
    }

    /// <summary>The patient's words, those of whoever entered them for the patient, or the portal's own.</summary>
    public static bool IsOurNote(JsonObject note) =>
        note["authorString"]?.ToString() == Portal
        || (note["authorReference"] as JsonObject)?["reference"]?.ToString() is { } author && (author.StartsWith("Patient/", StringComparison.Ordinal) || author == $"#{FhirHands.Hand}");
}
