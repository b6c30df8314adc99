using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Portal.Tests.House;

/// <summary>A page as a person meets it: texts, links, fields and buttons by the names they are called by.</summary>
sealed class Page(Browser browser, Uri address, HttpResponseMessage response, IDocument document)
{
    public Uri Address => address;
    public string Path => address.PathAndQuery;
    public HttpStatusCode Status => response.StatusCode;
    public HttpResponseMessage Response => response;
    public IDocument Document => document;

    /// <summary>Where the answer wanted to lead, when that is not on this machine and so was not followed.</summary>
    public Uri? LeadsTo => response.Headers.Location;

    /// <summary>The visible words of the page's main part, or of all of it when it has none.</summary>
    public string Text => Words((IElement?)document.QuerySelector("main") ?? document.Body!);

    public string Title => document.Title ?? "";

    public string Heading => Words(Find("h1"));

    /// <summary>The one element of a CSS selector.</summary>
    public IElement Find(string selector) => All(selector) switch
    {
        [var one] => one,
        var many => throw new InvalidOperationException($"{Path} has {many.Count} elements '{selector}', not one.{Shown}"),
    };

    public IReadOnlyList<IElement> All(string selector) => [.. document.QuerySelectorAll(selector)];

    public bool Has(string words) => Text.Contains(words, StringComparison.Ordinal);

    /// <summary>Fails, with the page's words, when these are not among them.</summary>
    public void Shows(string words) => Assert.True(Has(words), $"{Path} does not say '{words}'.{Shown}");

    public void DoesNotShow(string words) => Assert.False(Has(words), $"{Path} says '{words}'.{Shown}");

    /// <summary>Follows the link of this name, or, when there is none, the only one whose name contains it.</summary>
    public Task<Page> Follow(string link) =>
        browser.Go(new HttpRequestMessage(HttpMethod.Get, new Uri(address, Named("a[href]", link).GetAttribute("href")!)), address);

    /// <summary>Types into the field of this label (or of this name, as the form sends it).</summary>
    public Page Fill(string field, string value)
    {
        switch (Named("input:not([type=hidden]), textarea, select", field))
        {
            case IHtmlInputElement input: input.Value = value; break;
            case IHtmlTextAreaElement area: area.Value = value; break;
            case IHtmlSelectElement select: select.Value = value; break;
        }
        return this;
    }

    /// <summary>Picks the radio button, check box or list item of this label.</summary>
    public Page Choose(string label)
    {
        switch (Named("input[type=radio], input[type=checkbox], option", label))
        {
            case IHtmlInputElement { Type: "radio" } radio:
                foreach (var other in document.QuerySelectorAll<IHtmlInputElement>("input[type=radio]"))
                    if (other.Name == radio.Name && other.Form == radio.Form) other.IsChecked = other == radio;
                break;
            case IHtmlInputElement box: box.IsChecked = true; break;
            case IHtmlOptionElement option: option.IsSelected = true; break;
        }
        return this;
    }

    /// <summary>Takes the tick out of a check box.</summary>
    public Page Clear(string label)
    {
        ((IHtmlInputElement)Named("input[type=checkbox]", label)).IsChecked = false;
        return this;
    }

    /// <summary>Changes what the page's buttons and hidden fields of this name send: what a person with a debugger does.</summary>
    public Page WithField(string name, string value)
    {
        foreach (var field in All($"input[type=hidden][name='{name}'], button[name='{name}']")) field.SetAttribute("value", value);
        return this;
    }

    /// <summary>Presses the first button whose name contains these words: the same time may stand in two lists.</summary>
    public Task<Page> PressFirst(string button) => PressOn(First("button, input[type=submit]", button), button);

    /// <summary>Follows the first link whose name contains these words.</summary>
    public Task<Page> FollowFirst(string link) =>
        browser.Go(new HttpRequestMessage(HttpMethod.Get, new Uri(address, First("a[href]", link).GetAttribute("href")!)), address);

    IElement First(string selector, string name) => All(selector).FirstOrDefault(e => AccessibleName.Of(e).Contains(name, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"{Path} has no '{selector}' called '{name}'.{Shown}");

    /// <summary>Presses the button of this name: sends its form as it now stands, or does what its link does.</summary>
    public Task<Page> Press(string button) => PressOn(Named("button, input[type=submit], a[role=button]", button), button);

    Task<Page> PressOn(IElement pressed, string button)
    {
        if (pressed is IHtmlAnchorElement) return Follow(button);
        return Send(pressed);
    }

    /// <summary>Presses the button that sends this value, where the name would say too much to spell out.</summary>
    public Task<Page> PressValue(string name, string value) => Send(Find($"button[name='{name}'][value='{value}']"));

    Task<Page> Send(IElement pressed)
    {
        var form = ((pressed as IHtmlButtonElement)?.Form ?? (pressed as IHtmlInputElement)?.Form)
            ?? throw new InvalidOperationException($"The button '{AccessibleName.Of(pressed)}' belongs to no form.");
        var sent = form.GetSubmission((IHtmlElement)pressed)
            ?? throw new InvalidOperationException($"The form of '{AccessibleName.Of(pressed)}' cannot be sent.");
        var request = new HttpRequestMessage(sent.Method == AngleSharp.Io.HttpMethod.Post ? HttpMethod.Post : HttpMethod.Get, new Uri(sent.Target.Href));
        if (request.Method == HttpMethod.Post)
        {
            request.Content = new StreamContent(sent.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", sent.MimeType);
            request.Headers.TryAddWithoutValidation("Origin", address.GetLeftPart(UriPartial.Authority));
        }
        return browser.Go(request, address);
    }

    IElement Named(string selector, string name)
    {
        var candidates = All(selector);
        var exact = candidates.Where(e => AccessibleName.Of(e) == name || e.GetAttribute("name") == name).ToList();
        if (exact.Count == 0) exact = [.. candidates.Where(e => AccessibleName.Of(e).Contains(name, StringComparison.Ordinal))];
        return exact.Count == 1 ? exact[0] : throw new InvalidOperationException(
            $"{Path} has {exact.Count} of '{selector}' called '{name}', not one. There are: {string.Join(" · ", candidates.Select(AccessibleName.Of))}{Shown}");
    }

    string Shown => $"\nThe page ({(int)Status}): {(Text.Length > 1_500 ? Text[..1_500] + "…" : Text)}";

    /// <summary>The text of an element with its white space as a reader sees it.</summary>
    public static string Words(IElement element)
    {
        var text = new StringBuilder();
        Read(element, text);
        return string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    static void Read(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText words) text.Append(words.Data);
            if (child is not IElement element || element.HasAttribute("hidden") || element is IHtmlScriptElement or IHtmlStyleElement) continue;
            var apart = !Inline.Contains(element.LocalName);
            if (apart) text.Append(' ');
            Read(element, text);
            if (apart) text.Append(' ');
        }
    }

    static readonly HashSet<string> Inline = ["a", "abbr", "b", "bdi", "code", "em", "i", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u"];
}
