using System.ComponentModel;
using System.Globalization;
using Portal.Platform.Web;

namespace Portal.Features.Login;

/// <summary>
/// What the person had typed on this page before they had to log in. A page asks once, when it is shown:
/// <code>Form ??= await Resumed.Take&lt;BookForm&gt;() ?? new();</code>
/// </summary>
sealed class ResumedForm(KeepForm keepForm, IHttpContextAccessor http)
{
    public const string Parameter = "resume";

    /// <summary>The fields by the names they had in the form; null when there is nothing for this person on this page.</summary>
    public async ValueTask<Dictionary<string, string?[]>?> Take()
    {
        var context = http.HttpContext!;
        return HttpMethods.IsGet(context.Request.Method) && Guid.TryParse(context.Request.Query[Parameter], out var id)
            ? await keepForm.Take(context, id, context.RequestAborted) : null;
    }

    /// <summary>The fields as a form object: <c>Form.Reason</c> or <c>Reason</c> fills property Reason. What does not fit is left out.</summary>
    public async ValueTask<T?> Take<T>() where T : class, new()
    {
        if (await Take() is not { } fields) return null;
        var form = new T();
        foreach (var (name, values) in fields)
        {
            var property = typeof(T).GetProperty(name[(name.LastIndexOf('.') + 1)..]);
            if (property is not { CanWrite: true } || values is not [.., { } last]) continue;
            if (property.PropertyType.IsAssignableFrom(typeof(string[]))) property.SetValue(form, values);
            else if (Convert(last, property.PropertyType) is { } value) property.SetValue(form, value);
        }
        return form;
    }

    static object? Convert(string text, Type type)
    {
        var converter = TypeDescriptor.GetConverter(Nullable.GetUnderlyingType(type) ?? type);
        try { return converter.CanConvertFrom(typeof(string)) ? converter.ConvertFromString(null, CultureInfo.InvariantCulture, text) : null; }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException) { return null; }   // typed, but not such a value
    }
}
