using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Logging;

namespace Portal.Platform.Http;

/// <summary>
/// One log line for each request to another system: method, address without its query, status, milliseconds. National
/// ids in an address are blotted out; a request may say itself what is shown of its path. No headers, no bodies.
/// </summary>
sealed partial class QuietHttpLog(ILogger<QuietHttpLog> log) : IHttpClientLogger
{
    /// <summary>What a log shows instead of the path, where the path itself is somebody's or a secret.</summary>
    public static readonly HttpRequestOptionsKey<string> ShownPath = new("portal.shown-path");

    public object? LogRequestStart(HttpRequestMessage request) => null;

    public void LogRequestStop(object? context, HttpRequestMessage request, HttpResponseMessage response, TimeSpan elapsed) =>
        Answered(request.Method.Method, Shown(request), (int)response.StatusCode, elapsed.TotalMilliseconds);

    public void LogRequestFailed(object? context, HttpRequestMessage request, HttpResponseMessage? response, Exception exception, TimeSpan elapsed) =>
        Failed(request.Method.Method, Shown(request), exception.GetType().Name, elapsed.TotalMilliseconds);

    static string Shown(HttpRequestMessage request) =>
        request.Options.TryGetValue(ShownPath, out var path) ? request.RequestUri?.GetLeftPart(UriPartial.Authority) + path : Address(request.RequestUri);

    public static string Address(Uri? uri) =>
        uri is null ? "?" : HetuLike().Replace(uri.GetLeftPart(UriPartial.Path), found => found.Groups["id"].Success ? found.Value : "******");

    // An id of ours may have the signs of a national id in it: it is recognised first, and left as it is.
    [GeneratedRegex(@"(?<id>[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})|\d{6}(?:[-+A-FU-Y]|%2B)\d{3}[0-9A-Y]", RegexOptions.IgnoreCase)]
    private static partial Regex HetuLike();

    [LoggerMessage(Level = LogLevel.Information, Message = "{Method} {Address} answered {Status} in {Milliseconds:F0} ms")]
    partial void Answered(string method, string address, int status, double milliseconds);
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Address} failed with {Kind} after {Milliseconds:F0} ms")]
    partial void Failed(string method, string address, string kind, double milliseconds);
}

static class QuietHttpLogSetup
{
    /// <summary>Replaces the framework's own request logging, which writes whole addresses.</summary>
    public static IHttpClientBuilder UseQuietLog(this IHttpClientBuilder client)
    {
        client.Services.TryAddSingleton<QuietHttpLog>();
        return client.RemoveAllLoggers().AddLogger<QuietHttpLog>();
    }
}
