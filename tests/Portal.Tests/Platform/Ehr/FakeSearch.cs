using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Portal.Tests.Platform.Ehr;

/// <summary>Searches of <see cref="FakeEhr"/>: patients by identifier, observations by patient and category, in pages.</summary>
static class FakeSearch
{
    public static bool Is(HttpRequest request) => request.Path.Value is "/fhir/Observation" or "/fhir/Patient/_search";

    public static async Task<JsonObject> Answer(HttpRequest request, string type, IReadOnlyList<JsonObject> all, string address, int pageSize)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync() : null;
        string? Asked(string name) => form?[name].FirstOrDefault() ?? request.Query[name].FirstOrDefault();
        var found = all.Where(r => r["resourceType"]!.ToString() == type
            && (Asked("identifier") is not { } identifier || (r["identifier"] as JsonArray ?? []).Any(i => $"{i!["system"]}|{i["value"]}" == identifier))
            && (Asked("patient") is not { } patient || r["subject"]?["reference"]?.ToString() == patient)
            && (Asked("category") is not { } category || (r["category"] as JsonArray ?? []).Any(c => c!["coding"]![0]!["code"]!.ToString() == category))).ToList();
        var offset = int.Parse(Asked("_offset") ?? "0");
        var bundle = new JsonObject
        {
            ["resourceType"] = "Bundle", ["type"] = "searchset", ["total"] = found.Count,
            ["entry"] = new JsonArray([.. found.Skip(offset).Take(pageSize).Select(r => (JsonNode)new JsonObject { ["resource"] = r })]),
        };
        if (offset + pageSize < found.Count)
        {
            var rest = request.Query.Where(q => q.Key != "_offset").Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value.ToString())}");
            bundle["link"] = new JsonArray(new JsonObject { ["relation"] = "next", ["url"] = $"{address}/fhir/{type}?{string.Join('&', rest.Append($"_offset={offset + pageSize}"))}" });
        }
        return bundle;
    }
}
