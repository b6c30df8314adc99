using System.Text.Json.Nodes;

namespace Portal.Platform.Ehr;

/// <summary>
/// Puts what the portal knows over what the EHR has, and leaves alone what the clinic has added: other identifiers,
/// extensions, tags and labels, and every element the portal does not send.
/// </summary>
static class FhirMerge
{
    /// <param name="there">The resource as it is in the EHR; null when there is none.</param>
    /// <param name="ours">The resource as the portal would have it.</param>
    /// <param name="owned">Elements that are the portal's to take away, too, when <paramref name="ours"/> lacks them.</param>
    public static JsonObject Over(JsonObject? there, JsonObject ours, params ReadOnlySpan<string> owned)
    {
        if (there is null) return ours;
        var merged = there.DeepClone().AsObject();
        foreach (var name in owned) merged.Remove(name);
        foreach (var (name, value) in ours)
            merged[name] = name switch
            {
                "meta" => Meta(there["meta"] as JsonObject ?? [], (JsonObject)value!),
                "identifier" => Union(there[name], value, "system"),
                "extension" => Union(there[name], value, "url"),
                _ => value?.DeepClone(),
            };
        return merged;
    }

    static JsonObject Meta(JsonObject there, JsonObject ours)
    {
        var merged = there.DeepClone().AsObject();
        foreach (var (name, value) in ours)
            merged[name] = name == "profile" ? Addresses(there[name], value) : Union(there[name], value, "system");   // tag, security
        return merged;
    }

    static JsonArray Addresses(JsonNode? there, JsonNode? ours) =>
        [.. (there as JsonArray ?? []).Concat(ours as JsonArray ?? []).Select(item => item?.ToString()).Distinct().Select(item => (JsonNode?)item)];

    /// <summary>Theirs, except those of a kind that ours has, then ours.</summary>
    static JsonArray Union(JsonNode? there, JsonNode? ours, string kind)
    {
        var mine = ours as JsonArray ?? [];
        var kinds = mine.Select(item => item?[kind]?.ToString()).ToHashSet();
        return [.. (there as JsonArray ?? []).Where(item => !kinds.Contains(item?[kind]?.ToString())).Concat(mine).Select(item => item?.DeepClone())];
    }
}
