using System.Net;
using Portal.Platform.Web;
using Portal.Tests.Platform.Ui;

namespace Portal.Tests.Platform.Web;

/// <summary>Compression, prefetch and cookies: how a page travels.</summary>
public sealed class DeliveryOfPagesTests(UiHost host) : IClassFixture<UiHost>
{
    static readonly (string, string) person = ("X-Person", Guid.Empty.ToString());

    [Theory]
    [InlineData("same-origin", true)]
    [InlineData("none", true)]
    [InlineData("cross-site", false)]
    [InlineData("same-site", false)]
    public async Task A_page_that_another_site_asked_for_is_not_compressed(string site, bool compressed)
    {
        using var answer = await host.Ask("/fi", null, ("Accept-Encoding", "br"), ("Sec-Fetch-Site", site));
        Assert.Equal(compressed ? ["br"] : [], answer.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task Only_visitors_may_prefetch()
    {
        using var visitor = await host.Ask("/fi");
        using var signedIn = await host.Ask("/fi", null, person);
        using var file = await host.Ask(new Assets()["portal.css"]);
        Assert.Equal($"\"{new Assets()["speculation.json"]}\"", visitor.Headers.GetValues("Speculation-Rules").Single());
        Assert.False(signedIn.Headers.Contains("Speculation-Rules"));
        Assert.False(file.Headers.Contains("Speculation-Rules"));
    }

    [Fact]
    public async Task Only_pages_open_to_everyone_are_marked_for_prefetch()
    {
        var page = await host.Page("/fi");
        var marked = page.QuerySelectorAll("a[data-prefetch]").Select(a => a.GetAttribute("href")!).ToList();
        Assert.Contains("/fi/booking", marked);
        Assert.DoesNotContain(marked, href => href.Contains("/appointments") || href.StartsWith("/bff", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Over_https_the_form_cookie_is_bound_to_this_host()
    {
        await using var secure = new UiHost("Development", "https://portal.example.fi");
        using var answer = await secure.Ask("/fi/dev/ui");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.StartsWith("__Host-portal-form=", cookie);
        Assert.All((string[])["secure", "httponly", "samesite=lax", "path=/"], part => Assert.Contains(part, cookie));
    }

    [Fact]
    public async Task A_visitor_who_only_reads_gets_no_cookie()
    {
        foreach (var path in (string[])["/fi", "/fi/search?q=korva", "/fi/accessibility", "/fi/privacy"])
        {
            using var answer = await host.Ask(path);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }
    }

    [Fact]
    public async Task What_was_searched_for_stays_out_of_the_log()
    {
        using var answer = await host.Ask("/fi/search?q=salattuvaiva");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(host.Log.All, line => line.Contains("salattuvaiva"));
    }

    [Fact]
    public async Task The_bare_address_leads_to_the_browsers_language()
    {
        using var answer = await host.Ask("/", null, ("Accept-Language", "de, sv;q=0.8, en;q=0.5"));
        Assert.Equal("/sv", answer.Headers.Location!.ToString());
    }
}
