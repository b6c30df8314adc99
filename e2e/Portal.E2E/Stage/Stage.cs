using Microsoft.Playwright;
using Portal.DevStack;
using Portal.E2E;

[assembly: AssemblyFixture(typeof(Stage))]

namespace Portal.E2E;

/// <summary>
/// What all journeys share: the whole stack with demo data and the portal as a process of its own, and one browser.
/// Started by the first journey.
/// </summary>
public sealed class Stage : IAsyncDisposable
{
    static readonly OpenQueue content = new();

    // Nobody waits a minute here: a right to act for another is asked about again before everything that is done by it.
    static readonly Lazy<Task<Stack>> stack = new(() => Stack.StartAsync(new StackOptions
    {
        Durable = false, PortalSettings = new Dictionary<string, string> { ["ActingFor__FreshToDo"] = "00:00:00.001", ["Content__Directory"] = content.Folder },
    }));
    static readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> browser = new(StartBrowser);

    /// <summary>The running stack, for a journey that looks at the EHR or the sink, or stops a part.</summary>
    public static Task<Stack> Running() => stack.Value;

    internal static async Task<IBrowser> Browser() => (await browser.Value).Browser;

    static async Task<(IPlaywright, IBrowser)> StartBrowser()
    {
        var path = Chromium.Path();
        Assertions.SetDefaultExpectTimeout(Visitor.Patience);
        var playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = Chromium.Flags, Headless = true }));
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            // A browser that no longer answers goes with its driver.
            await Task.WhenAny(browser.Value.Result.Browser.DisposeAsync().AsTask(), Task.Delay(TimeSpan.FromSeconds(30)));
            browser.Value.Result.Playwright.Dispose();
        }
        if (stack is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await stack.Value.Result.DisposeAsync();
        content.Dispose();
    }
}
