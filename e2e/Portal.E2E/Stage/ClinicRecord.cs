using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Portal.E2E;

/// <summary>The patient record from behind: what the clinic's own people change in it.</summary>
static class ClinicRecord
{
    static readonly HttpClient http = new();

    /// <summary>The Observation of a reading that has been delivered, as it is after the change.</summary>
    public static async Task Change(string reading, Action<JsonObject> change)
    {
        var address = $"http://localhost:{(await Stage.Running()).Ports.Ehr}/clinic/Observation/{reading}";
        var observation = (await http.GetFromJsonAsync<JsonObject>(address))!;
        change(observation);
        using var answer = await http.PutAsync(address, new StringContent(observation.ToJsonString(), Encoding.UTF8, "application/fhir+json"));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
