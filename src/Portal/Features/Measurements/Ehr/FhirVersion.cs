using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Platform;
using Portal.Platform.Ehr;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Ehr;

/// <summary>What the portal's own resources carry: which version of which kind of thing they are.</summary>
sealed class FhirVersion(PublicAddress portal)
{
    public const string Reading = "reading", Part = "reading-part", Review = "review", Plan = "plan", Provenance = "provenance";

    public JsonObject Meta(string kind, int version, params ReadOnlySpan<string?> profiles)
    {
        var meta = new JsonObject { ["tag"] = new JsonArray(Fhir.Coding(System(kind), version.ToString(CultureInfo.InvariantCulture))) };
        JsonArray known = [];
        foreach (var profile in profiles)
            if (profile is not null) known.Add((JsonNode)profile);
        if (known.Count > 0) meta["profile"] = known;
        return meta;
    }

    /// <summary>The version of a kind that the portal has put there; 0 when it is none of the portal's.</summary>
    public int Of(JsonObject resource, string kind) => ((resource["meta"] as JsonObject)?["tag"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(tag => tag["system"] is JsonValue system && system.TryGetValue<string>(out var text) && text == System(kind))
        .Select(tag => tag["code"] is JsonValue code && code.TryGetValue<string>(out var text) && int.TryParse(text, CultureInfo.InvariantCulture, out var version) ? version : 0)
        .DefaultIfEmpty().Max();

    /// <summary>It is the portal's, of this kind, and about this person: only such a thing may be put over.</summary>
    public bool IsOurs(JsonObject resource, string kind, PersonId subject) =>
        Of(resource, kind) > 0 && (kind == Provenance || (resource[kind == Plan ? "for" : "subject"] as JsonObject)?["reference"]?.ToString() == $"Patient/{subject}");

    string System(string kind) => portal.Of($"/fhir/{kind}-version");
}
