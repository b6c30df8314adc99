using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Portal.E2E;

/// <summary>What can be checked by a machine of WCAG 2.2 AA, and that nothing sticks out of the screen.</summary>
static class Accessible
{
    static readonly AxeRunOptions Rules = new()
    {
        RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
        ResultTypes = [ResultType.Violations],
    };

    /// <summary>A script in a page that no longer answers would be waited for without end, and the whole run with it.</summary>
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Fails with each violation and where it is. Checks the page as it now stands.</summary>
    public static async Task IsAccessible(this Visitor visitor)
    {
        // axe needs scripts. Without JavaScript the page as it stands is laid before a second browser that has it.
        if (visitor.Setting.JavaScript) await Check(visitor.Page, visitor.Setting);
        else await CheckCopy(visitor);
    }

    /// <summary>Nothing has to be scrolled sideways (WCAG 1.4.10).</summary>
    public static async Task FitsTheScreen(this Visitor visitor)
    {
        var (wide, screen) = (await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth").WaitAsync(Longest), await visitor.Page.EvaluateAsync<int>("document.documentElement.clientWidth").WaitAsync(Longest));
        Assert.True(wide <= screen, $"{visitor.Page.Url} ({visitor.Setting}) is {wide} pixels wide on a screen of {screen}.");
    }

    static async Task CheckCopy(Visitor visitor)
    {
        var (html, url) = (await visitor.Page.ContentAsync(), visitor.Page.Url);
        await using var reader = await Visitor.Arrive(visitor.Setting with { JavaScript = true });
        await reader.Page.RouteAsync("**/*", route => route.Request.ResourceType switch
        {
            "document" => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = html }),
            "script" => route.AbortAsync(),
            _ => route.ContinueAsync(),
        });
        await reader.Page.GotoAsync(url);
        await Check(reader.Page, visitor.Setting);
    }

    static async Task Check(IPage page, Setting setting)
    {
        var found = await page.RunAxe(Rules).WaitAsync(Longest);
        Assert.NotEmpty(found.Passes);   // it really ran
        Assert.True(found.Violations.Length == 0, $"{page.Url} ({setting}) has {found.Violations.Length} kinds of violations:\n" + string.Join('\n', found.Violations.Select(v =>
            $"{v.Id} ({v.Impact}): {v.Help}\n" + string.Join('\n', v.Nodes.Select(n => $"    {n.Target}  {n.Html}\n      {string.Join("; ", n.Any.Concat(n.All).Concat(n.None).Select(c => c.Message))}")))));
    }
}
