using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.DevStack;

namespace Portal.Tests.House;

/// <summary>
/// The simulated registers from behind: what in reality a citizen, a court or a power cut does to them. People by their
/// demo id or national id. Every test starts with <see cref="Reset"/>, because the run shares them.
/// </summary>
sealed class Registers(Stack neighbours)
{
    static readonly HttpClient Http = new();
    static readonly Lazy<Dictionary<string, string>> Hetus = new(() =>
        JsonNode.Parse(File.ReadAllText(Repository.People))!["residents"]!.AsArray()
            .Where(r => r!["hetu"] is not null).ToDictionary(r => r!["id"]!.ToString(), r => r!["hetu"]!.ToString()));

    public string Valtuudet => $"http://localhost:{neighbours.Ports.Valtuudet}";
    public string Population => $"http://localhost:{neighbours.Ports.Population}";

    /// <summary>The national id of a demo person.</summary>
    public static string Hetu(string person) => Hetus.Value[person];

    /// <summary>People, mandates, clock, settings, sessions and faults as at the start.</summary>
    public Task Reset() => Control(HttpMethod.Post, "/control/reset");

    /// <summary>The clock of both registers; null is the real one.</summary>
    public Task SetClock(DateTimeOffset? now) => Control(HttpMethod.Put, "/control/clock", new { now });

    /// <summary>Any of: custody, nonDisclosure, deathDate, guardians ([{ id, matters }]), municipality, address, language…</summary>
    public Task Change(string person, object changes) => Control(HttpMethod.Put, $"/control/persons/{person}", changes);

    /// <summary>E.g. <c>new { includeReasons = true }</c>, <c>new { childAgeLimit = 15 }</c>.</summary>
    public Task Set(object settings) => Control(HttpMethod.Put, "/control/settings", settings);

    /// <summary>The principal gives the delegate a mandate.</summary>
    public Task Give(string principal, string @delegate, string issue, DateOnly? from = null, DateOnly? until = null) =>
        Control(HttpMethod.Post, "/control/mandates", new { principal, @delegate, issue, validFrom = from, validUntil = until });

    /// <summary>The principal ends all mandates given to the delegate, as at suomi.fi/valtuudet.</summary>
    public async Task End(string principal, string @delegate)
    {
        var mandates = await Http.GetFromJsonAsync<JsonArray>($"{Valtuudet}/control/mandates");
        foreach (var mandate in mandates!.Where(m => m!["principal"]!.ToString() == Hetu(principal) && m["delegate"]!.ToString() == Hetu(@delegate)))
            await Control(HttpMethod.Delete, $"/control/mandates/{mandate!["id"]}");
    }

    /// <summary>Spoils the next answers of a register (<see cref="Valtuudet"/> or <see cref="Population"/>).</summary>
    /// <param name="path">Of requests whose path begins so.</param>
    /// <param name="answer">"garbled" or "dropped".</param>
    public Task Fault(string register, int? status = null, int delay = 0, string? answer = null, int count = 1, string path = "/") =>
        Send(HttpMethod.Post, $"{register}/faults", JsonSerializer.SerializeToNode(new { status, delay, answer, count, path })!.AsObject()
            .Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value));

    /// <summary>How many ordered faults have not been used up.</summary>
    public async Task<int> FaultsLeft(string register) =>
        (await Http.GetFromJsonAsync<JsonArray>($"{register}/faults"))!.Sum(order => order!["left"]!.GetValue<int>());

    Task Control(HttpMethod method, string path, object? body = null) => Send(method, Valtuudet + path, body);

    static async Task Send(HttpMethod method, string address, object? body)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {address}: {await answer.Content.ReadAsStringAsync()}");
    }
}
