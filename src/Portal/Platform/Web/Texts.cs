using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Portal.Platform.Web;

/// <summary>
/// The texts of one room, from its <c>Room.fi.resx</c>, <c>Room.sv.resx</c> and <c>Room.en.resx</c>, in the request's
/// language. A key without a text is a fault of the program and throws, it never falls back to another language; a test
/// finds it first.
/// A room declares its texts as <c>sealed class BookingTexts() : Texts("Features.Booking.Booking");</c>
/// </summary>
abstract class Texts(string resource)
{
    readonly FrozenDictionary<string, FrozenDictionary<string, string>> byLanguage =
        Language.All.ToFrozenDictionary(l => l.Code, l => Load(resource, l.Code));

    /// <summary>The text of a key, e.g. <c>T["choose-time"]</c>.</summary>
    public string this[string key] => In(CultureInfo.CurrentUICulture, key);

    /// <summary>The text of a key with <c>{0}</c>, <c>{1}</c>… filled in, in the language's own forms.</summary>
    public string this[string key, params object?[] values] => string.Format(CultureInfo.CurrentCulture, this[key], values);

    /// <summary>The text in a given language: for messages sent to a person whose language is not the request's.</summary>
    public string In(CultureInfo culture, string key)
    {
        // A culture that is none of ours (a job's thread, say) reads Finnish, as Language.Current does.
        var texts = byLanguage.GetValueOrDefault(culture.TwoLetterISOLanguageName) ?? byLanguage[Language.Finnish.Code];
        return texts.GetValueOrDefault(key)
            ?? throw new KeyNotFoundException($"{resource} has no text '{key}' in {culture.TwoLetterISOLanguageName}.");
    }

    public string In(CultureInfo culture, string key, params object?[] values) => string.Format(culture, In(culture, key), values);

    /// <summary>All keys and texts of a language, for the test that compares the languages.</summary>
    public IReadOnlyDictionary<string, string> All(Language language) => byLanguage[language.Code];

    /// <summary>The satellite assembly of exactly this language: parents are not tried, there is no neutral language.</summary>
    static FrozenDictionary<string, string> Load(string resource, string language)
    {
        var manager = new ResourceManager($"Portal.{resource}", Assembly.GetExecutingAssembly());
        using var set = manager.GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true, tryParents: false)
            ?? throw new MissingManifestResourceException($"{resource}.{language}.resx is missing.");
        return set.Cast<DictionaryEntry>().ToFrozenDictionary(e => (string)e.Key, e => (string)e.Value!);
    }
}
