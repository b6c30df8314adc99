using System.Text.RegularExpressions;

namespace Portal.Features.Content;

/// <summary>Reads <c>crisis-words.yaml</c> and <c>crisis-help.yaml</c>, each a list with one item for each kind.</summary>
static partial class CrisisReader
{
    public static CrisisWords Words(ContentFields f) => new(
        f.Word<CrisisKind>("kind"),
        f.Inner("words", words => (string[])[.. Phrases(words, "fi"), .. Phrases(words, "sv"), .. Phrases(words, "en")])
            ?.Select(written => new CrisisPhrase(written)).ToList() ?? [],
        f.Source());

    static IReadOnlyList<string> Phrases(ContentFields f, string language)
    {
        var all = f.Texts(language);
        foreach (var faulty in all.Where(written => !IsWellWritten(written.Split(' '))))
            f.Fault(language, $"has '{faulty}': write small letters, '*' only after four letters or more, '...' only between words");
        return all;
    }

    static bool IsWellWritten(string[] tokens) =>
        tokens.Select((token, i) => Word().IsMatch(token) || token == "..." && i > 0 && i < tokens.Length - 1 && tokens[i - 1] != "...").All(well => well);

    public static CrisisHelp Help(ContentFields f) => new(
        f.Word<CrisisKind>("kind"),
        f.Local("title"),
        f.Local("text"),
        f.Each("lines", line => new HelpLine(line.Inner("phone", ContentTexts.Phones), line.Local("text"))),
        f.Source());

    // A stem of three letters would be met in half the words of a language.
    [GeneratedRegex(@"^(?:[\p{Ll}'-]+|[\p{Ll}'-]*\p{Ll}{4}\*)$")]
    private static partial Regex Word();
}
