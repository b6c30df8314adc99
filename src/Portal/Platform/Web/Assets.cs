using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace Portal.Platform.Web;

/// <summary>
/// What the client build made (embedded, see Client.targets), read once at start and kept in memory with its compressed
/// forms: a few tens of kilobytes. A page asks for a file by its logical name (<c>Assets["portal.css"]</c>) and gets the
/// address with the content's hash, so a browser may keep it for ever.
/// </summary>
sealed class Assets
{
    const string Folder = "assets";

    /// <summary>A worker acts for the folder that it is served from, and its address never changes: it is looked at anew each time.</summary>
    public const string Worker = "/offline-worker.js";
    readonly FrozenDictionary<string, string> addresses;
    readonly FrozenDictionary<string, Asset> files;

    sealed record Asset(string ContentType, string ETag, byte[] Plain, byte[] Brotli, byte[] Gzip);

    public Assets()
    {
        var names = JsonSerializer.Deserialize<Dictionary<string, string>>(Read("manifest.json"))!;
        addresses = names.ToFrozenDictionary(n => n.Key, n => $"/{Folder}/{n.Value}");
        files = names.Values.ToFrozenDictionary(
            file => $"/{Folder}/{file}",
            file => new Asset(TypeOf(file), $"\"{file}\"", Read(file), Read(file + ".br"), Read(file + ".gz")));
    }

    /// <summary>The address of a file by its logical name; an unknown name is a fault of the program.</summary>
    public string this[string name] => addresses[name];

    /// <summary>Answers a request for an asset; false when there is no such file.</summary>
    public async Task<bool> Serve(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (!files.TryGetValue(path == Worker ? this[Worker[1..]] : path, out var asset)) return false;
        var headers = context.Response.Headers;
        headers.CacheControl = path == Worker ? "no-cache" : "public, max-age=31536000, immutable";
        headers.ETag = asset.ETag;
        headers.Vary = HeaderNames.AcceptEncoding;
        if (context.Request.Headers.IfNoneMatch == asset.ETag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }
        var (encoding, body) = Choose(context.Request, asset);
        if (encoding is not null) headers.ContentEncoding = encoding;
        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(body, context.RequestAborted);
        return true;
    }

    /// <summary>Brotli, then gzip, then as it is: the smallest that the browser takes (RFC 9110 §12.5.3).</summary>
    static (string? Encoding, byte[] Body) Choose(HttpRequest request, Asset asset)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        bool Takes(string encoding) => accepted.FirstOrDefault(a => a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            is { } named ? named.Quality != 0 : accepted.Any(a => a.Value == "*" && a.Quality != 0);
        return Takes("br") ? ("br", asset.Brotli) : Takes("gzip") ? ("gzip", asset.Gzip) : (null, asset.Plain);
    }

    static byte[] Read(string file)
    {
        using var from = typeof(Assets).Assembly.GetManifestResourceStream($"{Folder}/{file}")
            ?? throw new InvalidOperationException($"The portal was built without {Folder}/{file}. In client/: npm ci, then npm run build; then build the portal.");
        using var to = new MemoryStream();
        from.CopyTo(to);
        return to.ToArray();
    }

    static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".webmanifest" => "application/manifest+json",
        ".json" => "application/speculationrules+json", // the only JSON that a browser asks for
        var other => throw new InvalidOperationException($"No content type for {other} files."),
    };
}

static class AssetServing
{
    /// <summary>Serves the client's files. Loads them at once, so that a portal without its look does not start.</summary>
    public static void UseAssets(this WebApplication app)
    {
        var assets = app.Services.GetRequiredService<Assets>();
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/assets") || context.Request.Path == Assets.Worker, branch => branch.Run(async context =>
        {
            var reading = HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method);
            if (!reading || !await assets.Serve(context)) context.Response.StatusCode = StatusCodes.Status404NotFound;
        }));
    }
}
