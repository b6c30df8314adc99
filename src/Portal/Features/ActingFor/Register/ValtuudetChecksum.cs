using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Features.ActingFor.Register;

/// <summary>The header that signs a request to Suomi.fi Valtuudet: HMAC-SHA-256 over the path and query as sent, and the time.</summary>
static class ValtuudetChecksum
{
    public const string HeaderName = "X-AsiointivaltuudetAuthorization";

    /// <summary>The register refuses a time more than five minutes from its own.</summary>
    public static string Timestamp(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static string Of(string key, string pathAndQuery, string timestamp) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{pathAndQuery} {timestamp}")));

    /// <summary>Signs the request's own address: nothing of it may change after this.</summary>
    public static void Sign(HttpRequestMessage request, string clientId, string key, DateTimeOffset now)
    {
        var timestamp = Timestamp(now);
        request.Headers.TryAddWithoutValidation(HeaderName, $"{clientId} {timestamp} {Of(key, request.RequestUri!.PathAndQuery, timestamp)}");
    }
}
