using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Portal.DevStack.DemoData;

/// <summary>A demo person who uses the running portal as people do, without JavaScript: what they leave behind is real.</summary>
sealed class DemoVisitor(string portal) : IDisposable
{
    readonly IBrowsingContext browser = BrowsingContext.New(Configuration.Default.WithDefaultLoader().WithDefaultCookies());

    /// <param name="scheme">residents or staff: at which provider they identify.</param>
    public async Task LogIn(string person, string scheme, CancellationToken ct)
    {
        var choice = await Open($"/bff/login?{(scheme == "staff" ? "scheme=staff&" : "")}returnUrl=%2Ffi", ct);
        await Read(await Find<IHtmlButtonElement>(choice, $"button[name=person][value={person}]").SubmitAsync());
    }

    public async Task<IDocument> Open(string path, CancellationToken ct) => await Read(await browser.OpenAsync(portal + path, ct));

    /// <summary>Fills the form of this name, picks what is to be picked, and presses a button (the first when none is said).</summary>
    public static async Task<IDocument> Send(IDocument page, string form, Dictionary<string, string> fields, string button = "button")
    {
        var its = Find<IHtmlFormElement>(page, $"form:has(input[name=_handler][value={form}])");
        foreach (var (name, value) in fields)
            foreach (var field in its.QuerySelectorAll($"[name={name}]"))
                switch (field)
                {
                    case IHtmlInputElement { Type: "radio" or "checkbox" } choice: choice.IsChecked = choice.Value == value; break;
                    case IHtmlInputElement input: input.Value = value; break;
                    case IHtmlTextAreaElement area: area.Value = value; break;
                    case IHtmlSelectElement select: select.Value = value; break;
                }
        return await Read(await Find<IHtmlElement>(its, button).SubmitAsync());
    }

    static T Find<T>(IParentNode within, string selector) where T : class, IElement =>
        within.QuerySelector(selector) as T ?? throw new InvalidOperationException($"The demo found no {selector} at {(within as IDocument ?? (within as IElement)?.Owner)?.Url}.");

    static Task<IDocument> Read(IDocument page) => page.StatusCode is System.Net.HttpStatusCode.OK ? Task.FromResult(page)
        : throw new InvalidOperationException($"The demo met {(int)page.StatusCode} at {page.Url}: {page.QuerySelector(".error-summary, h1")?.TextContent.Trim()}");

    public void Dispose() => browser.Dispose();
}
