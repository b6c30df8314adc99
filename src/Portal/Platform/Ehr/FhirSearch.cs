using System.Text.Json.Nodes;

namespace Portal.Platform.Ehr;

/// <summary>What a search has found.</summary>
/// <param name="Cut">There is more than was asked to be read.</param>
sealed record FhirFound(IReadOnlyList<JsonObject> Resources, bool Cut);

/// <summary>
/// Searches the EHR, page after page, and never further than its bounds: so many pages and bytes. Pages of another server, and
/// one that was read already, are not followed.
/// </summary>
sealed class FhirSearch(FhirClient ehr, EhrOptions options)
{
    /// <param name="query">Behind the question mark; must hold no identifier of a person.</param>
    /// <exception cref="EhrUnavailable">It does not answer, or with something that is not a result of a search.</exception>
    public async Task<FhirFound> Find(string type, string query, int mostPages, long mostBytes, CancellationToken ct)
    {
        List<JsonObject> found = [];
        HashSet<string> read = [];
        for (var path = $"{type}?{query}"; ;)
        {
            read.Add(path);
            var (bundle, bytes) = await ehr.Ask(path, null, mostBytes, ct);
            mostBytes -= bytes;
            found.AddRange(Entries(bundle, type));
            if (Next(bundle) is not { } next) return new(found, Cut: false);
            if (read.Count == mostPages || !next.StartsWith($"{type}?", StringComparison.Ordinal) || read.Contains(next)) return new(found, Cut: true);
            path = next;
        }
    }

    /// <summary>By a form, for what may stand in no address: the first page.</summary>
    public async Task<IReadOnlyList<JsonObject>> FindByForm(string type, IReadOnlyList<KeyValuePair<string, string>> form, long mostBytes, CancellationToken ct) =>
        [.. Entries((await ehr.Ask($"{type}/_search", form, mostBytes, ct)).Answer, type)];

    static IEnumerable<JsonObject> Entries(JsonObject bundle, string type)
    {
        if (Text(bundle["resourceType"]) != "Bundle") throw new EhrUnavailable(EhrUnavailable.Unreadable);
        return (bundle["entry"] as JsonArray ?? []).OfType<JsonObject>().Select(e => e["resource"]).OfType<JsonObject>().Where(r => Text(r["resourceType"]) == type);
    }

    /// <summary>The next page's path below the base address; an address elsewhere as it is.</summary>
    string? Next(JsonObject bundle)
    {
        var next = (bundle["link"] as JsonArray ?? []).OfType<JsonObject>().FirstOrDefault(l => Text(l["relation"]) == "next")?["url"];
        var root = $"{options.BaseUrl.TrimEnd('/')}/";
        return Text(next) is not { } url ? null : url.StartsWith(root, StringComparison.Ordinal) ? url[root.Length..] : url;
    }

    /// <exception cref="EhrUnavailable">A text that is none: JSON can hold half of a surrogate pair.</exception>
    static string? Text(JsonNode? node)
    {
        try { return node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null; }
        catch (InvalidOperationException) { throw new EhrUnavailable(EhrUnavailable.Unreadable); }
    }
}
