using System.ComponentModel;
using System.Globalization;

namespace Portal.Features.Login;

/// <summary>
/// What a person had typed on a page before they had to log in. The page asks for it once, when it is shown:
/// <c>(await Login.KeptForm(Http))?["reason"]</c>, or as a form object: <c>Form ??= (await Login.KeptForm(Http))?.As&lt;BookForm&gt;() ?? new();</c>
/// </summary>
sealed record KeptForm(IReadOnlyDictionary<string, string?[]> Fields)
{
    /// <summary>The query parameter by which the page's address names it after the login.</summary>
    public const string Parameter = "resume";

    /// <summary>The field of this name; the last of several; null when it was not sent.</summary>
    public string? this[string name] => Fields.GetValueOrDefault(name)?.LastOrDefault();

    /// <summary>The fields as an object: <c>Form.Reason</c> or <c>Reason</c> fills property Reason. What does not fit is left out.</summary>
    public T As<T>() where T : class, new()
    {
        var form = new T();
        foreach (var (name, values) in Fields)
        {
            var property = typeof(T).GetProperty(name[(name.LastIndexOf('.') + 1)..]);
            if (property is not { CanWrite: true } || values is not [.., { } last]) continue;
            if (property.PropertyType.IsAssignableFrom(typeof(string[]))) property.SetValue(form, values);
            else if (Value(last, property.PropertyType) is { } value) property.SetValue(form, value);
        }
        return form;
    }

    static object? Value(string text, Type type)
    {
        var converter = TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type);
        try { return converter.CanConvertFrom(typeof(string)) ? converter.ConvertFromString(null, CultureInfo.InvariantCulture, text) : null; }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException) { return null; }   // typed, but not such a value
    }
}
