using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Platform.Jobs;

namespace Portal.Platform.Ehr;

/// <summary>A resource as the EHR has it now, with the tag that names this version of it.</summary>
sealed record FhirCurrent(JsonObject Resource, string? ETag);

/// <summary>
/// Reads and writes single FHIR R4 resources under ids that the portal gives. What went wrong comes as an exception:
/// <see cref="JobRefused"/> when the EHR understood and said no, <see cref="EhrUnavailable"/> when trying again may help.
/// </summary>
sealed class FhirClient(IHttpClientFactory http, EhrToken token, EhrOptions options)
{
    const string MediaType = "application/fhir+json";

    /// <summary>The resource, or null when there is none or it was deleted.</summary>
    public async Task<FhirCurrent?> Read(string type, Guid id, CancellationToken ct)
    {
        using var answer = await Send(() => Request(HttpMethod.Get, type, id), ct);
        if (answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) return null;
        await Succeed(answer, null, ct);
        return await Parse(answer, ct) is JsonObject resource
            ? new FhirCurrent(resource, answer.Headers.ETag?.ToString())
            : throw new EhrUnavailable(EhrUnavailable.NoAnswer);
    }

    /// <summary>
    /// Puts the resource under its type and id. <paramref name="over"/> is the version it replaces; null means that
    /// there must be none yet.
    /// </summary>
    /// <exception cref="EhrChanged">There is another version than the one to be replaced.</exception>
    public async Task Put(string type, Guid id, JsonObject resource, FhirCurrent? over, CancellationToken ct)
    {
        var json = resource.ToJsonString();
        using var answer = await Send(() =>
        {
            var request = Request(HttpMethod.Put, type, id);
            request.Content = new StringContent(json, Encoding.UTF8, MediaType);
            if (over is null) request.Headers.TryAddWithoutValidation("If-None-Match", "*");
            else if (over.ETag is { } tag) request.Headers.TryAddWithoutValidation("If-Match", tag);
            return request;
        }, ct);
        await Succeed(answer, resource, ct);
    }

    /// <summary>Puts what the portal knows over what is there, and sends nothing when that changes nothing.</summary>
    public async Task Merge(string type, Guid id, JsonObject ours, CancellationToken ct)
    {
        for (var again = false; ; again = true)
        {
            var there = await Read(type, id, ct);
            var merged = FhirMerge.Over(there?.Resource, ours);
            if (there is not null && JsonNode.DeepEquals(merged, there.Resource)) return;
            try { await Put(type, id, merged, there, ct); return; }
            catch (EhrChanged) when (!again) { }   // another delivery for the same person was first
        }
    }

    /// <summary>
    /// Asks below the base address (a search) and reads at most so many bytes of the answer. A form goes by POST, so that what
    /// is asked for stands in no address and no log.
    /// </summary>
    /// <returns>The answer and its length.</returns>
    /// <exception cref="EhrUnavailable">Also when the answer is too long or no JSON.</exception>
    public async Task<(JsonObject Answer, long Bytes)> Ask(string path, IReadOnlyList<KeyValuePair<string, string>>? form, long most, CancellationToken ct)
    {
        using var answer = await Send(() =>
        {
            var request = Request(form is null ? HttpMethod.Get : HttpMethod.Post, path);
            if (form is not null) request.Content = new FormUrlEncodedContent(form);
            return request;
        }, ct, HttpCompletionOption.ResponseHeadersRead);
        if (!answer.IsSuccessStatusCode) throw EhrUnavailable.Answered((int)answer.StatusCode);
        using var held = new MemoryStream();
        await using var body = await answer.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = await body.ReadAsync(buffer, ct)) > 0;)
            {
                if (held.Length + read > most) throw new EhrUnavailable(EhrUnavailable.Unreadable);
                held.Write(buffer, 0, read);
            }
            held.Position = 0;
            return (JsonNode.Parse(held, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject ?? throw new EhrUnavailable(EhrUnavailable.Unreadable), held.Length);
        }
        catch (JsonException) { throw new EhrUnavailable(EhrUnavailable.Unreadable); }
        catch (Exception e) when (e is HttpRequestException or IOException) { throw new EhrUnavailable(EhrUnavailable.NoAnswer); }
    }

    HttpRequestMessage Request(HttpMethod method, string type, Guid id) => Request(method, $"{type}/{id}");

    HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, $"{options.BaseUrl.TrimEnd('/')}/{path}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(MediaType));
        return request;
    }

    /// <summary>Sends with the token; once more with a new one when the EHR does not take the old.</summary>
    async Task<HttpResponseMessage> Send(Func<HttpRequestMessage> make, CancellationToken ct, HttpCompletionOption until = HttpCompletionOption.ResponseContentRead)
    {
        for (var again = false; ; again = true)
        {
            var bearer = await token.Get(ct);
            using var request = make();
            request.Headers.Authorization = new("Bearer", bearer);
            var answer = await EhrCall.Try(() => http.CreateClient(EhrSetup.HttpName).SendAsync(request, until, ct), ct);
            if (answer.StatusCode != HttpStatusCode.Unauthorized) return answer;
            answer.Dispose();
            token.Forget(bearer);
            if (again) throw EhrUnavailable.Answered(401);
        }
    }

    /// <summary>
    /// Only what says that this very resource is wrong is a refusal. Rights, addresses and versions that the EHR does
    /// not (yet) have are put right outside, and the delivery must then go on by itself.
    /// </summary>
    static async Task Succeed(HttpResponseMessage answer, JsonObject? sent, CancellationToken ct)
    {
        if (answer.IsSuccessStatusCode) return;
        throw answer.StatusCode switch
        {
            HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed => new EhrChanged(),
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity or HttpStatusCode.RequestEntityTooLarge =>
                new JobRefused($"refused {(int)answer.StatusCode}: {OperationOutcome.Words(await Parse(answer, ct), sent)}"),
            _ => EhrUnavailable.Answered((int)answer.StatusCode),
        };
    }

    static async Task<JsonNode?> Parse(HttpResponseMessage answer, CancellationToken ct)
    {
        try { return await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync(ct), cancellationToken: ct); }
        catch (JsonException) { return null; }
    }
}
