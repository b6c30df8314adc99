using System.Collections;

namespace Portal.Platform.Ui;

/// <summary>
/// What is wrong with a posted form, in the order of the page. The page fills it
/// (<c>errors.Add("Reason", T["reason-too-long"])</c>); <c>PostForm</c> hands it to every field, and <c>ErrorSummary</c>
/// and the page's title show it. A field keeps its first message only: one thing to mend at a time.
/// </summary>
public sealed class FormErrors : IEnumerable<FormErrors.Item>
{
    /// <param name="Field">The field's name, or empty when the whole form is meant.</param>
    /// <param name="Message">What to do about it, in the reader's language.</param>
    public readonly record struct Item(string Field, string Message);

    readonly List<Item> items = [];

    public bool Any => items.Count > 0;

    public void Add(string field, string message)
    {
        if (For(field) is null) items.Add(new(field, message));
    }

    /// <summary>A fault of no single field, e.g. "someone else took the time".</summary>
    public void AddForPage(string message) => items.Add(new("", message));

    public string? For(string field) => items.Where(i => i.Field == field && field.Length > 0).Select(i => i.Message).FirstOrDefault();

    public IEnumerator<Item> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
