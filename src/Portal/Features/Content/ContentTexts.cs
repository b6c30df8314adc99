using System.Text.RegularExpressions;

namespace Portal.Features.Content;

/// <summary>How the texts of a content file are read: three languages each, and clinical rules with their source.</summary>
static partial class ContentTexts
{
    static readonly string[] languages = ["fi", "sv", "en"];

    /// <summary>A text whose three languages must differ: an untranslated copy is a fault.</summary>
    public static LocalText Local(this ContentFields fields, string key) => fields.Inner(key, Local);

    public static LocalText? OptionalLocal(this ContentFields fields, string key) => fields.OptionalInner(key, Local);

    public static LocalText Local(ContentFields fields)
    {
        var text = Names(fields);
        if (text.Sv != "" && text.Sv == text.Fi) fields.Fault("sv", "is the same as the Finnish: translate it");
        if (text.En != "" && text.En == text.Fi) fields.Fault("en", "is the same as the Finnish: translate it");
        if (text.En != "" && text.En == text.Sv) fields.Fault("en", "is the same as the Swedish: translate it");
        return text;
    }

    /// <summary>A name, which may be the same in two languages.</summary>
    public static LocalText Names(ContentFields fields) => new(fields.Text("fi"), fields.Text("sv"), fields.Text("en"));

    /// <summary>A street or a city: it has no English name, so English shows the Finnish one.</summary>
    public static LocalText PlaceName(ContentFields fields)
    {
        var fi = fields.Text("fi");
        return new(fi, fields.Text("sv"), fi);
    }

    public static LocalWords Words(ContentFields fields)
    {
        var words = languages.Select(fields.Texts).ToList();
        return new(words[0], words[1], words[2]);
    }

    public static string Phone(this ContentFields fields) =>
        fields.Text("phone", PhoneForm(), "a phone number of digits and single spaces");

    /// <summary>A number for each language; often the same.</summary>
    public static LocalText Phones(ContentFields fields)
    {
        var phones = languages.Select(l => fields.Text(l, PhoneForm(), "a phone number of digits and single spaces")).ToList();
        return new(phones[0], phones[1], phones[2]);
    }

    /// <summary>The source of a clinical rule, if the text beside it is one. A source needs a sign-off, pending or given.</summary>
    public static ClinicalSource? OptionalSource(this ContentFields fields) =>
        fields.Has("source") || fields.Has("sign_off") ? fields.Source() : null;

    public static ClinicalSource Source(this ContentFields fields)
    {
        var source = fields.Text("source");
        if (fields.Is("sign_off", "pending")) return new(source, null);
        return new(source, fields.Inner("sign_off", f => new SignOff(f.Text("by"), f.Date("on"))));
    }

    public static Coordinates At(this ContentFields fields)
    {
        var at = fields.Inner("coordinates", f => new Boxed(new(f.Degrees("lat", -90, 90), f.Degrees("lon", -180, 180))));
        return at?.Value ?? default;
    }

    sealed record Boxed(Coordinates Value);

    [GeneratedRegex("^[0-9]+( [0-9]+)*$")]
    private static partial Regex PhoneForm();
}
