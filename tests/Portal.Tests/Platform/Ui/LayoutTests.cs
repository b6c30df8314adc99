using AngleSharp.Dom;
using Portal.Tests.House;

namespace Portal.Tests.Platform.Ui;

public sealed class LayoutTests(UiHost host) : IClassFixture<UiHost>
{
    static readonly (string, string)[] resident = [("X-Name", "Aino <Virtanen>"), ("X-Person", Guid.Empty.ToString())];

    [Theory]
    [InlineData("fi", "Mitä asiasi koskee?")]
    [InlineData("sv", "Vad gäller ditt ärende?")]
    [InlineData("en", "What is it about?")]
    public async Task The_address_says_the_language(string language, string heading)
    {
        var page = await host.Page($"/{language}");
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(heading, page.QuerySelector("h1")!.TextContent);
        Assert.EndsWith(language == "fi" ? "– Portaali" : language == "sv" ? "– Portalen" : "– Portal", page.Title);
    }

    [Fact]
    public async Task Changing_language_keeps_the_page_and_what_was_asked_of_it()
    {
        var page = await host.Page("/fi/search?q=korva%20%26%20kurkku");
        var links = page.QuerySelectorAll(".langs a");
        Assert.Equal(["/fi/search?q=korva%20%26%20kurkku", "/sv/search?q=korva%20%26%20kurkku", "/en/search?q=korva%20%26%20kurkku"], links.Select(a => a.GetAttribute("href")));
        Assert.Equal(["fi", "sv", "en"], links.Select(a => a.GetAttribute("lang")));
        Assert.Equal("Suomi", page.QuerySelector(".langs [aria-current]")!.TextContent);
    }

    [Fact]
    public async Task A_language_we_do_not_have_is_not_found()
    {
        using var answer = await host.Ask("/de/search");
        Assert.Equal(404, (int)answer.StatusCode);
    }

    [Fact]
    public async Task The_skip_link_leads_to_main_and_comes_first()
    {
        var page = await host.Page("/fi");
        var skip = page.QuerySelector("body a")!;
        Assert.Equal("main", page.GetElementById(skip.GetAttribute("href")![1..])!.LocalName);
    }

    [Fact]
    public async Task The_emergency_numbers_are_on_every_page()
    {
        foreach (var path in (string[])["/fi", "/sv/privacy", "/en/nothing-here"])
            Assert.Equal(["tel:112", "tel:116117"], (await host.Page(path)).QuerySelectorAll(".sos a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public async Task A_visitor_can_log_in_and_come_back_to_the_same_page()
    {
        var page = await host.Page("/sv/search?q=a%26b");
        Assert.Equal("/bff/login?returnUrl=%2Fsv%2Fsearch%3Fq%3Da%2526b", page.QuerySelector(".account a")!.GetAttribute("href"));
        Assert.Empty(page.QuerySelectorAll("session-warning, .main-nav"));
    }

    [Fact]
    public async Task A_professional_finds_the_own_login_and_loses_it_when_in()
    {
        const string link = "footer a[href='/bff/login?scheme=staff&returnUrl=/sv']";
        Assert.NotNull((await host.Page("/sv")).QuerySelector(link));
        Assert.Null((await host.Page("/sv", resident)).QuerySelector(link));
    }

    [Fact]
    public async Task A_person_sees_who_is_logged_in_until_when_and_the_way_out()
    {
        var page = await host.Page("/fi/privacy", resident);
        var account = page.QuerySelector(".account")!;
        Assert.Contains("Aino <Virtanen>", account.TextContent);
        Assert.Contains("Istuntosi päättyy kello 10.32", page.QuerySelector(".session")!.TextContent);
        Assert.StartsWith($"/bff/logout?sid={Guid.Empty}", account.QuerySelector("a")!.GetAttribute("href"));
        var form = page.QuerySelector(".session form")!;
        Assert.Equal(("post", "/bff/session/extend"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Equal("/fi/privacy", form.QuerySelector("input[name=returnUrl]")!.GetAttribute("value"));
        Assert.Equal($"{Guid.Empty}", form.QuerySelector("input[name=sid]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task The_warning_waits_closed_with_its_times_and_words()
    {
        var page = await host.Page("/en/privacy", resident);
        var warning = page.QuerySelector("session-warning")!;
        Assert.Equal("2026-11-24T08:29:00.0000000Z", warning.GetAttribute("data-warn-at"));
        Assert.Equal("2026-11-24T08:02:00.0000000Z", warning.GetAttribute("data-now"));
        Assert.All(warning.QuerySelectorAll("dialog"), dialog =>
        {
            Assert.False(dialog.HasAttribute("open"));
            Assert.Equal("alertdialog", dialog.GetAttribute("role"));
            Assert.NotNull(page.GetElementById(dialog.GetAttribute("aria-labelledby")!));
            Assert.NotNull(page.GetElementById(dialog.GetAttribute("aria-describedby")!));
        });
        Assert.False(warning.QuerySelector("[data-extend]")!.HasAttribute("hidden"));
    }

    [Fact]
    public async Task A_session_at_its_longest_does_not_offer_to_go_on()
    {
        var page = await host.Page("/en/privacy", [.. resident, ("X-Last", "1")]);
        Assert.Null(page.QuerySelector(".session form"));
        Assert.True(page.QuerySelector("[data-extend]")!.HasAttribute("hidden"));
        Assert.False(page.QuerySelector("[data-close]")!.HasAttribute("hidden"));
    }

    [Fact]
    public async Task Residents_and_professionals_have_their_own_links()
    {
        var ours = (await host.Page("/fi", resident)).QuerySelectorAll(".main-nav a").Select(a => a.GetAttribute("href"));
        var theirs = (await host.Page("/fi", ("X-Name", "Hoitaja"), ("X-Staff", Guid.Empty.ToString()))).QuerySelectorAll(".main-nav a").Select(a => a.GetAttribute("href"));
        Assert.Equal(["/fi", "/fi/appointments"], ours);
        Assert.Equal(["/fi/staff/day"], theirs);
    }

    [Fact]
    public async Task A_rooms_strip_stands_between_header_and_main_but_not_on_error_pages()
    {
        var strip = (await host.Page("/fi")).QuerySelector("#strip")!;
        Assert.Equal(("header", "main"), (strip.PreviousElementSibling!.LocalName, strip.NextElementSibling!.LocalName));
        Assert.Null((await host.Page("/fi/nothing-here")).QuerySelector("#strip"));
    }

    [Fact]
    public async Task Nothing_is_inline_and_nothing_comes_from_elsewhere()
    {
        foreach (var path in (string[])["/fi", "/fi/search?q=korva", "/fi/accessibility", "/fi/privacy", "/fi/nothing-here"])
        {
            var page = await host.Page(path, resident);
            Assert.Empty(page.QuerySelectorAll("style, [style], script:not([src])"));
            Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal)));
            Assert.All(page.QuerySelectorAll("script, link[rel=stylesheet], img"), e => Assert.StartsWith("/assets/", e.GetAttribute("src") ?? e.GetAttribute("href")));
            Assert.All(page.QuerySelectorAll("script"), e => Assert.Equal("module", e.GetAttribute("type")));
        }
    }

    [Fact]
    public async Task Ids_are_unique_and_every_control_has_a_name()
    {
        foreach (var path in (string[])["/fi", "/fi/search?q=korva"])
        {
            var page = await host.Page(path, resident);
            Assert.Empty(page.All.Where(e => e.Id is { Length: > 0 }).GroupBy(e => e.Id).Where(same => same.Count() > 1).Select(same => same.Key));
            Assert.All(page.QuerySelectorAll("a, button, input:not([type=hidden])"), e => Assert.NotEqual("", AccessibleName.Of(e)));
        }
    }
}
