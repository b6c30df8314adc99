using Microsoft.Playwright;

namespace Portal.E2E.Accessibility;

/// <summary>Every component in every state, as /dev/ui shows them.</summary>
public class ComponentPageTests : Journey
{
    public static TheoryData<Setting> Appearances =>
    [
        new Setting(Screen.Phone), new Setting(Screen.Desktop), new Setting(Screen.Desktop, "sv"), new Setting(Screen.Desktop, "en"),
        new Setting(Screen.Phone, JavaScript: false),
        new Setting(Screen.Phone) { Colors = ColorScheme.Dark }, new Setting(Screen.Desktop) { Colors = ColorScheme.Dark },
        new Setting(Screen.Desktop) { ForcedColors = ForcedColors.Active }, new Setting(Screen.Narrow),
    ];

    [Theory(Timeout = Longest), MemberData(nameof(Appearances))]
    public async Task Every_component_is_accessible_in_every_state(Setting setting)
    {
        var visitor = await Arrive(setting);
        Assert.Equal(200, (await visitor.Open("/dev/ui")).Status);
        await visitor.IsAccessible();
        await visitor.FitsTheScreen();
    }

    /// <summary>The check is only worth what it finds.</summary>
    [Fact(Timeout = Longest)]
    public async Task A_planted_violation_is_found()
    {
        var visitor = await Arrive(new Setting(Screen.Desktop));
        await visitor.Open("/dev/ui");
        await visitor.Page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/assets/none\"><button></button>')");
        var found = await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(visitor.IsAccessible);
        Assert.Contains("image-alt", found.Message);
        Assert.Contains("button-name", found.Message);
        visitor.Troubles.Clear();
    }

    [Fact(Timeout = Longest)]
    public async Task A_planted_overflow_is_found()
    {
        var visitor = await Arrive(new Setting(Screen.Narrow));
        await visitor.Open("/dev/ui");
        await visitor.Page.EvaluateAsync("document.querySelector('main').insertAdjacentHTML('beforeend', '<hr width=\"900\">')");
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(visitor.FitsTheScreen);
    }

    [Fact(Timeout = Longest)]
    public async Task A_planted_script_is_stopped_and_noticed()
    {
        var visitor = await Arrive(new Setting(Screen.Desktop));
        await visitor.Open("/dev/ui");
        await visitor.Page.EvaluateAsync("document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.planted = 1' }))");
        Assert.False(await visitor.Page.EvaluateAsync<bool>("'planted' in window"));
        Assert.Contains(visitor.Troubles, trouble => trouble.Contains("Content Security Policy"));
        visitor.Troubles.Clear();
    }
}
