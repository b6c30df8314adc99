using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Portal.E2E;

/// <summary>The simulated registers from behind: what in reality a citizen or a birthday does to them. People by their demo id.</summary>
static class Registers
{
    static readonly HttpClient http = new();

    /// <summary>All journeys share the register: whoever changes it gives back what was there.</summary>
    public static Task Born(string person, DateOnly on) => Control(HttpMethod.Put, $"/control/persons/{person}", new { birthDate = on });

    public static Task Give(string principal, string @delegate, string issue) => Control(HttpMethod.Post, "/control/mandates", new { principal, @delegate, issue });

    /// <summary>The principal ends the mandates given to the delegate, as at suomi.fi/valtuudet.</summary>
    public static async Task End(string principal, string @delegate)
    {
        var ended = 0;
        foreach (var mandate in (await http.GetFromJsonAsync<JsonArray>(await Address("/control/mandates")))!)
            if (mandate!["principal"]!.ToString() == Hetu(principal) && mandate["delegate"]!.ToString() == Hetu(@delegate))
            {
                await Control(HttpMethod.Delete, $"/control/mandates/{mandate["id"]}");
                ended++;
            }
        Assert.True(ended > 0, $"{principal} has given {@delegate} no mandate.");
    }

    public static string Hetu(string person) => Person(person)["hetu"]!.ToString();

    public static string Name(string person) => $"{Person(person)["givenNames"]} {Person(person)["familyName"]}";

    static JsonNode Person(string id) => people.Value.Single(r => r!["id"]!.ToString() == id)!;

    static readonly Lazy<JsonArray> people = new(() => JsonNode.Parse(File.ReadAllText(DevStack.Repository.People))!["residents"]!.AsArray());

    static async Task<string> Address(string path) => $"http://localhost:{(await Stage.Running()).Ports.Valtuudet}{path}";

    static async Task Control(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, await Address(path)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path}: {await answer.Content.ReadAsStringAsync()}");
    }
}
