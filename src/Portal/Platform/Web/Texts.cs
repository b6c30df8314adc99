using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Portal.Platform.Web;

/// <summary>
/// The texts of one room, from its <c>Room.fi.resx</c>, <c>Room.sv.resx</c> and <c>Room.en.resx</c>, in the request's
/// language. A key without a text is a fault of the program and throws; a test finds it first.
/// A room declares its texts as <c>sealed class BookingTexts() : Texts("Features.Booking.Booking");</c>
/// </summary>
abstract class Texts(string resource)
{
    readonly ResourceManager texts = new($"Portal.{resource}", Assembly.GetExecutingAssembly());

    /// <summary>The text of a key, e.g. <c>T["choose-time"]</c>.</summary>
    public string this[string key] => In(CultureInfo.CurrentUICulture, key);

    /// <summary>The text of a key with <c>{0}</c>, <c>{1}</c>… filled in, in the language's own forms.</summary>
    public string this[string key, params object?[] values] => string.Format(CultureInfo.CurrentCulture, this[key], values);

    /// <summary>The text in a given language: for messages sent to a person whose language is not the request's.</summary>
    public string In(CultureInfo culture, string key) =>
        texts.GetString(key, culture) ?? throw new KeyNotFoundException($"{resource} has no text '{key}' in {culture.TwoLetterISOLanguageName}.");

    public string In(CultureInfo culture, string key, params object?[] values) => string.Format(culture, In(culture, key), values);
}
