using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>What everybody sees before logging in.</summary>
public class PublicPagesTests : Journey
{
    [Theory(Timeout = Longest), MemberData(nameof(Setting.Languages), MemberType = typeof(Setting))]
    public async Task The_open_pages_are_accessible_in_every_language(Setting setting)
    {
        var visitor = await Arrive(setting);
        foreach (var path in new[] { "/", "/search", "/booking", "/accessibility", "/privacy", "/login" })
        {
            Assert.Equal(200, (await visitor.Open(path)).Status);
            Assert.Equal(setting.Language, await visitor.Page.Locator("html").GetAttributeAsync("lang"));
            await visitor.IsAccessible();
            await visitor.FitsTheScreen();
        }
    }

    [Theory(Timeout = Longest), MemberData(nameof(Setting.Ways), MemberType = typeof(Setting))]
    public async Task An_address_that_is_not_there_says_so_and_leads_on(Setting setting)
    {
        var visitor = await Arrive(setting);
        Assert.Equal(404, (await visitor.Open("/no-such-page")).Status);
        await visitor.IsAccessible();
        await visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.ClickAsync();
        await visitor.Page.WaitForURLAsync($"**/{setting.Language}");
    }

    [Fact(Timeout = Longest)]
    public async Task The_root_leads_to_the_browsers_language()
    {
        var visitor = await Arrive(new Setting(Screen.Desktop, "sv"));
        await visitor.Page.GotoAsync("/");
        Assert.EndsWith("/sv", visitor.Page.Url);
    }

    [Theory(Timeout = Longest)]
    [InlineData(Screen.Phone)]
    [InlineData(Screen.Desktop)]
    public async Task The_first_press_of_tab_offers_to_skip_to_the_content(Screen screen)
    {
        var visitor = await Arrive(new Setting(screen));
        await visitor.Open("/");
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(visitor.Page.Locator("a[href='#main']")).ToBeFocusedAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.Page.WaitForURLAsync("**#main");
    }
}
