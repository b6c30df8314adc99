using System.Net;
using System.Text.Json;

namespace Portal.Features.ActingFor.Register;

/// <summary>What came over the line; no status when nothing did in time.</summary>
readonly record struct RawReply(HttpStatusCode? Status, byte[] Body)
{
    /// <summary>Required members and nulls are checked: what a register leaves out is not made up here.</summary>
    static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Trying again at once may help.</summary>
    public bool MayPass => Status is null or >= HttpStatusCode.InternalServerError;

    /// <summary>The body of a 200; null when it is another answer or cannot be read.</summary>
    public T? Json<T>() where T : class
    {
        if (Status != HttpStatusCode.OK) return null;
        try { return JsonSerializer.Deserialize<T>(Body, Strict); }
        catch (JsonException) { return null; }
    }
}

/// <summary>A request to a register, within its time whatever happens.</summary>
static class RegisterCall
{
    /// <param name="make">Makes the request anew for each try: it carries an id and a time of its own.</param>
    /// <param name="tries">All of them together have the one <paramref name="timeout"/>.</param>
    public static async Task<RawReply> Send(HttpClient client, Func<HttpRequestMessage> make, TimeSpan timeout, int tries, CancellationToken ct)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(ct);
        inTime.CancelAfter(timeout);
        for (; ; tries--)
        {
            var reply = await Try(client, make, inTime.Token, ct);
            if (!reply.MayPass || tries <= 1 || inTime.IsCancellationRequested) return reply;
        }
    }

    static async Task<RawReply> Try(HttpClient client, Func<HttpRequestMessage> make, CancellationToken inTime, CancellationToken ct)
    {
        using var request = make();
        try
        {
            using var answer = await client.SendAsync(request, inTime);
            return new(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(inTime));
        }
        catch (HttpRequestException) { return new(null, []); }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { return new(null, []); }
    }
}
