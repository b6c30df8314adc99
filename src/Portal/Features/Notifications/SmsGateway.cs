using System.Net;
using System.Net.Http.Json;

namespace Portal.Features.Notifications;

/// <summary>What became of a message at the next post. Not known is <see cref="RouteUnavailable"/>.</summary>
enum RouteResult
{
    Sent,

    /// <summary>This address does not take messages. Trying again is no use.</summary>
    Failed,
}

/// <summary>The gateway or mail server did not take the message now and may later.</summary>
sealed class RouteUnavailable(string code) : Exception(code);

/// <summary>Sends text messages through the county's gateway.</summary>
sealed class SmsGateway(IHttpClientFactory http, NotificationOptions options)
{
    public const string HttpName = "sms";

    /// <param name="id">The same for every try of one message.</param>
    public async Task<RouteResult> Send(Guid id, string to, string text, string language, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, options.SmsUrl)
        {
            Content = JsonContent.Create(new { to, text, from = options.Sender, language, reference = id }),
        };
        request.Headers.Add("Idempotency-Key", id.ToString());
        if (options.SmsToken is { } token) request.Headers.Authorization = new("Bearer", token);
        try
        {
            using var answer = await http.CreateClient(HttpName).SendAsync(request, ct);
            if (answer.IsSuccessStatusCode) return RouteResult.Sent;
            return answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity
                ? RouteResult.Failed
                : throw new RouteUnavailable($"sms: answered {(int)answer.StatusCode}");
        }
        catch (HttpRequestException) { throw new RouteUnavailable("sms: no connection"); }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested) { throw new RouteUnavailable("sms: no answer in time"); }
    }
}
