using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Tests.Platform.Ui;

namespace Portal.Tests.Platform.Web;

public sealed partial class ErrorPageTests(UiHost host) : IClassFixture<UiHost>
{
    [Theory]
    [InlineData("/fi/nothing-here", "", "Sivua ei löytynyt")]
    [InlineData("/sv/nothing-here", "fi", "Sidan hittades inte")]
    [InlineData("/nothing-here", "en-GB,en;q=0.9", "Page not found")]
    [InlineData("/nothing-here", "de", "Sivua ei löytynyt")]
    public async Task What_is_not_there_is_told_in_the_readers_language(string path, string accepted, string heading)
    {
        using var answer = await host.Ask(path, null, ("Accept-Language", accepted));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains(heading, await Text(answer));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_fault_has_a_reference_that_the_log_has_too(string method)
    {
        using var answer = await host.Ask("/fi/boom", new HttpMethod(method));
        var text = await Text(answer);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Contains("Vika on meillä, ei sinussa.", text);
        var reference = Reference().Match(text).Value;
        Assert.NotEqual("", reference);
        Assert.Contains(host.Log.Errors, line => line.Contains(reference, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_fault_tells_nothing_of_its_inside()
    {
        using var answer = await host.Ask("/fi/boom");
        Assert.DoesNotContain("secret", await Text(answer));
    }

    [Theory]
    [InlineData("/fi/boom")]
    [InlineData("/fi/nothing-here")]
    public async Task An_error_page_keeps_the_security_headers_and_is_not_stored(string path)
    {
        using var answer = await host.Ask(path);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }

    [Fact]
    public async Task Another_client_gets_the_problem_as_data()
    {
        using var answer = await host.Ask("/api/boom");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = JsonDocument.Parse(await Text(answer)).RootElement;
        Assert.Equal(500, problem.GetProperty("status").GetInt32());
        Assert.Matches(Reference(), problem.GetProperty("reference").GetString()!);
        Assert.DoesNotContain("secret", problem.ToString());
    }

    [Theory]
    [InlineData(400, "Lähetys ei onnistunut")]
    [InlineData(401, "Sinulla ei ole oikeutta tälle sivulle")]
    [InlineData(403, "Sinulla ei ole oikeutta tälle sivulle")]
    [InlineData(405, "Lähetys ei onnistunut")]
    [InlineData(413, "Lähetys oli liian suuri")]
    [InlineData(429, "Liian monta pyyntöä")]
    [InlineData(502, "Palvelussa on vika")]
    [InlineData(503, "Palvelu on hetken poissa käytöstä")]
    public async Task Every_status_has_words(int status, string heading)
    {
        using var answer = await host.Ask($"/fi/status/{status}");
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(heading, await Text(answer));
    }

    [Fact]
    public async Task A_form_without_its_token_gets_a_page_that_says_what_to_do()
    {
        using var answer = await host.Ask("/fi/privacy", HttpMethod.Post);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("lataa se uudelleen", await Text(answer));
    }

    [Fact]
    public async Task The_component_page_is_for_development_only()
    {
        using var answer = await host.Ask("/fi/dev/ui");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Sivua ei löytynyt", await Text(answer));

        await using var development = new UiHost("Development");
        using var shown = await development.Ask("/fi/dev/ui");
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
    }

    static async Task<string> Text(HttpResponseMessage answer) => WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

    [GeneratedRegex("[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}")]
    private static partial Regex Reference();
}
