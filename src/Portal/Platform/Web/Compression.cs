using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Portal.Platform.Web;

/// <summary>
/// Compresses pages and JSON as they are sent, at the fastest level: it saves most of the bytes for little time. Assets
/// come compressed from the build.
/// On BREACH (guessing a secret from the size of compressed answers that also hold the guess): the antiforgery token is
/// masked anew for every answer and the session's key is never in one. For what else a page may hold, answers to requests
/// that another site made the browser send stay uncompressed: the attack needs thousands of those.
/// </summary>
static class Compression
{
    public static void AddCompression(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<BrotliCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(o => o.Level = CompressionLevel.Fastest);
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = ["text/html", "application/json", "application/problem+json", "application/fhir+json"];
        });
    }

    public static void UseCompression(this WebApplication app) =>
        app.UseWhen(context => !FromAnotherSite(context.Request), branch => branch.UseResponseCompression());

    static bool FromAnotherSite(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" or "same-site";
}
