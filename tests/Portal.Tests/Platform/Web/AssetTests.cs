using System.IO.Compression;
using System.Net;
using Portal.Platform.Web;
using Portal.Tests.Platform.Ui;

namespace Portal.Tests.Platform.Web;

public sealed class AssetTests(UiHost host) : IClassFixture<UiHost>
{
    readonly Assets assets = new();

    string Css => assets["portal.css"];

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, br;q=0.1", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("identity", null)]
    [InlineData("", null)]
    public async Task The_smallest_form_that_the_browser_takes_is_sent(string accepted, string? encoding)
    {
        using var answer = await host.Ask(Css, null, ("Accept-Encoding", accepted));
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        Assert.Equal(await Plain(Css), await Unpacked(answer));
    }

    [Theory]
    [InlineData("portal.css", "text/css")]
    [InlineData("portal.js", "text/javascript")]
    [InlineData("offline.js", "text/javascript")]
    [InlineData("mark.svg", "image/svg+xml")]
    [InlineData("app.fi.webmanifest", "application/manifest+json")]
    [InlineData("speculation.json", "application/speculationrules+json")]
    public async Task Each_file_has_its_type_and_may_be_kept_for_ever(string name, string type)
    {
        using var answer = await host.Ask(assets[name]);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, max-age=31536000, immutable", answer.Headers.CacheControl!.ToString());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
    }

    [Fact]
    public async Task The_worker_stands_at_the_root_and_is_looked_at_anew_each_time()
    {
        using var answer = await host.Ask("/offline-worker.js");
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("no-cache", answer.Headers.CacheControl!.ToString());
        Assert.Contains("worker-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single());
        using var again = await host.Ask("/offline-worker.js", null, ("If-None-Match", answer.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
    }

    [Fact]
    public async Task What_the_browser_has_is_not_sent_again()
    {
        using var first = await host.Ask(Css);
        using var second = await host.Ask(Css, null, ("If-None-Match", first.Headers.ETag!.ToString()));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Empty(await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/assets/portal.css")]
    [InlineData("/assets/manifest.json")]
    [InlineData("/assets/../appsettings.json")]
    [InlineData("/assets/%2e%2e/Portal.dll")]
    public async Task Only_what_the_build_named_is_served(string path)
    {
        using var answer = await host.Ask(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_asset_cannot_be_posted_to()
    {
        using var answer = await host.Ask(Css, HttpMethod.Post);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void An_unknown_name_is_a_fault() => Assert.Throws<KeyNotFoundException>(() => assets["nothing.css"]);

    /// <summary>The budget: 40 kB for the first page in all, 8 kB of it style.</summary>
    [Fact]
    public async Task The_first_page_weighs_little()
    {
        async Task<int> Weight(string path)
        {
            using var answer = await host.Ask(path, null, ("Accept-Encoding", "br"));
            return (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;
        }
        Assert.InRange(await Weight(Css), 1_000, 8_000);
        Assert.InRange(await Weight(assets["portal.js"]), 100, 6_000);
        Assert.InRange(await Weight("/fi") + await Weight(Css) + await Weight(assets["portal.js"]) + await Weight(assets["mark.svg"]), 2_000, 40_000);
    }

    async Task<string> Plain(string path)
    {
        using var answer = await host.Ask(path, null, ("Accept-Encoding", "identity"));
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    static async Task<string> Unpacked(HttpResponseMessage answer)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        using var reader = new StreamReader(answer.Content.Headers.ContentEncoding.SingleOrDefault() switch
        {
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            _ => body,
        });
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }
}
