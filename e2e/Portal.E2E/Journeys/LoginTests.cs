using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>Login and logout as a person meets them, at the real identity provider.</summary>
public class LoginTests : Journey
{
    [Theory(Timeout = Longest), MemberData(nameof(Setting.Ways), MemberType = typeof(Setting))]
    public async Task A_resident_logs_in_sees_their_sessions_and_logs_out(Setting setting)
    {
        var visitor = await Arrive(setting);
        await visitor.Open("/sessions");
        await visitor.IsAccessible();
        await visitor.Page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).First.ClickAsync();
        await visitor.LogIn("timo");

        Assert.EndsWith("/fi/sessions", visitor.Page.Url);
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await visitor.IsAccessible();
        await visitor.FitsTheScreen();
    }

    [Theory(Timeout = Longest), MemberData(nameof(Setting.Ways), MemberType = typeof(Setting))]
    public async Task Who_changes_their_mind_at_the_provider_is_told_and_led_on(Setting setting)
    {
        var visitor = await Arrive(setting);
        await visitor.Page.GotoAsync("/bff/login?returnUrl=/fi/sessions");
        await visitor.Page.Locator("button[name=error][value=access_denied]").ClickAsync();
        await visitor.Page.WaitForURLAsync("**/fi/login/problem/*");
        await visitor.IsAccessible();
        await visitor.FitsTheScreen();
    }
}
