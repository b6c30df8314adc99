using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Offline;

/// <summary>Calls as a device makes them.</summary>
public abstract class ReadingsApiTest : MeasurementTest
{
    internal static Dictionary<string, object?> One(Guid id, string systolic, string diastolic, string at = "2026-11-23T07:30:00+02:00", bool confirmed = false) => new()
    {
        ["id"] = id, ["measure"] = "blood-pressure", ["at"] = at, ["values"] = new Dictionary<string, string> { ["systolic"] = systolic, ["diastolic"] = diastolic }, ["confirmed"] = confirmed,
    };

    internal static string Json(params object[] readings) => JsonSerializer.Serialize(readings);

    internal static string Text(JsonNode node, string name) => node[name]!.GetValue<string>();

    internal static async Task<JsonNode> Owner(SignedInResident who)
    {
        using var answer = await who.Browser.Get("/api/readings/owner", ("X-CSRF", "1"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!;
    }

    internal static async Task<string> TagOf(SignedInResident who) => Text(await Owner(who), "tag");

    internal static HttpRequestMessage Request(string tag, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/readings", UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in ((string, string)[])[("X-CSRF", "1"), ("X-Readings-Of", tag), .. headers]) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    internal static async Task<JsonArray> Send(SignedInResident who, string tag, params object[] readings)
    {
        using var answer = await who.Browser.Send(Request(tag, Json(readings)));
        var body = await answer.Content.ReadAsStringAsync(Ct);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{answer.StatusCode} {body}");
        return JsonNode.Parse(body)!["readings"]!.AsArray();
    }

    internal static async Task IsRefused(SignedInResident who, string tag, HttpStatusCode status, string type, params (string Name, string Value)[] headers)
    {
        using var answer = await who.Browser.Send(Request(tag, Json(One(Guid.NewGuid(), "132", "84")), headers));
        Assert.Equal((status, type), (answer.StatusCode, Text(JsonNode.Parse(await answer.Content.ReadAsStringAsync(Ct))!, "type")));
    }

    internal Task<int> Count() => Db.ReadOne<int>("select count(*)::int from measurements.reading");
}
