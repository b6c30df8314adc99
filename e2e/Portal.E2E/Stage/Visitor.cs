using Microsoft.Playwright;
using Portal.DevStack;

namespace Portal.E2E;

/// <summary>
/// A person at their device. Keeps an eye on what a person would not see: errors in the console, violations of the
/// Content-Security-Policy, files that are missing. Any of these fails the journey.
/// </summary>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>For what has no limit of its own in Playwright, where a page or the browser may no longer answer.</summary>
    static readonly TimeSpan longest = TimeSpan.FromSeconds(30);

    /// <summary>Milliseconds for which something on a page is waited for, on a machine that has much else to do.</summary>
    internal const float Patience = 15_000;

    readonly List<string> troubles = [];
    readonly IBrowserContext context;

    public IPage Page { get; }
    public Setting Setting { get; }
    public Uri Portal { get; }

    Visitor(IBrowserContext context, IPage page, Setting setting, Uri portal)
    {
        (this.context, Page, Setting, Portal) = (context, page, setting, portal);
        page.Console += (_, message) => { if (message.Type == "error" && !IsAnsweredStatus(message.Text)) troubles.Add($"console: {message.Text} ({message.Location})"); };
        page.PageError += (_, error) => troubles.Add($"script: {error}");
        page.RequestFailed += (_, request) => { if (request.Failure != "net::ERR_ABORTED") troubles.Add($"{request.Method} {request.Url}: {request.Failure}"); };
        page.Response += (_, response) => { if (response.Status >= 400 && response.Request.ResourceType != "document") troubles.Add($"{response.Status} {response.Url}"); };
    }

    /// <summary>Troubles so far. A journey that provokes one on purpose takes it out.</summary>
    public List<string> Troubles => troubles;

    public static async Task<Visitor> Arrive(Setting setting)
    {
        var stack = await Stage.Running();
        var portal = stack.Environment["Portal__PublicUrl"];
        var context = await (await Stage.Browser()).NewContextAsync(new()
        {
            BaseURL = portal,
            JavaScriptEnabled = setting.JavaScript,
            Locale = setting.Language switch { "sv" => "sv-FI", "en" => "en-GB", _ => "fi-FI" },
            TimezoneId = "Europe/Helsinki",
            ColorScheme = setting.Colors,
            ForcedColors = setting.ForcedColors,
            ReducedMotion = ReducedMotion.Reduce,
            ViewportSize = setting.Screen switch
            {
                Screen.Phone => new() { Width = 390, Height = 844 },
                Screen.Narrow => new() { Width = 320, Height = 640 },
                _ => new() { Width = 1280, Height = 800 },
            },
            IsMobile = setting.Screen != Screen.Desktop,
            HasTouch = setting.Screen != Screen.Desktop,
        });
        context.SetDefaultTimeout(Patience);
        return new Visitor(context, await context.NewPageAsync(), setting, new Uri(portal));
    }

    /// <summary>Opens a page of the portal by its address without the language: <c>/booking</c>.</summary>
    public async Task<IResponse> Open(string path) =>
        await Page.GotoAsync($"/{Setting.Language}{(path == "/" ? "" : path)}", new() { WaitUntil = WaitUntilState.Load }) ?? throw new InvalidOperationException($"{path} gave no answer.");

    /// <summary>Logs in as a demo resident at the identity provider, from wherever the portal asks for it.</summary>
    public async Task LogIn(string person)
    {
        await Page.Locator($"button[name=person][value={person}]").ClickAsync();
        await Page.WaitForURLAsync(url => new Uri(url).Authority == Portal.Authority);
    }

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>A picture to be looked at, when somebody wants to: with PORTAL_SCREENS set.</summary>
    public Task Look(string name) => Environment.GetEnvironmentVariable("PORTAL_SCREENS") is null ? Task.CompletedTask : Photograph($"{name}-{Setting}");

    internal async Task Photograph(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Repository.Root, "TestResults", "screens")).FullName;
        var file = Path.Combine(folder, string.Concat(name.Select(c => char.IsLetterOrDigit(c) ? c : '-')));
        await Page.ScreenshotAsync(new() { Path = file + ".png", FullPage = true });
        await File.WriteAllTextAsync(file + ".html", await Page.ContentAsync().WaitAsync(longest));
        TestContext.Current.TestOutputHelper?.WriteLine($"{Page.Url}\nScreenshot: {file}.png");
    }

    public async ValueTask DisposeAsync() => await context.DisposeAsync().AsTask().WaitAsync(longest);

    // The browser tells in the console what it shows anyway: that a page answered 404, say.
    static bool IsAnsweredStatus(string text) => text.StartsWith("Failed to load resource: the server responded with a status of", StringComparison.Ordinal);
}
