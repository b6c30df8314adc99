using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Portal.Tests.House;

/// <summary>What a screen reader calls a control: aria-labelledby, aria-label, its label, its text, in this order.</summary>
static class AccessibleName
{
    public static string Of(IElement element)
    {
        if (element.GetAttribute("aria-labelledby") is { Length: > 0 } ids)
            return string.Join(' ', ids.Split(' ').Select(id => element.Owner?.GetElementById(id)).OfType<IElement>().Select(Page.Words));
        if (element.GetAttribute("aria-label") is { Length: > 0 } label) return label;
        return element switch
        {
            IHtmlInputElement { Type: "submit" } submit => submit.Value,
            IHtmlInputElement or IHtmlTextAreaElement or IHtmlSelectElement => Label(element),
            _ => Page.Words(element),
        };
    }

    static string Label(IElement field)
    {
        var outside = field.Id is { Length: > 0 } id ? field.Owner?.QuerySelectorAll<IHtmlLabelElement>("label").FirstOrDefault(l => l.HtmlFor == id) : null;
        var label = outside ?? field.Closest("label");
        return label is null ? "" : Page.Words(label);
    }
}
