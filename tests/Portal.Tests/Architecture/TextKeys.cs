using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Tests.Architecture;

/// <summary>Finds the keys of texts that a file asks for, as in <c>T["choose-time"]</c> and <c>T[$"mode-{mode}"]</c>.</summary>
static partial class TextKeys
{
    /// <summary>A key as written: whole, or with "*" for the gaps where a value comes in.</summary>
    public sealed record Asked(string Key, int Index)
    {
        Regex? Pattern { get; } = Key.Contains('*') ? new($"^{Regex.Escape(Key).Replace(@"\*", ".+")}$") : null;
        public bool HasGaps => Pattern is not null;
        public bool Fits(string key) => Pattern?.IsMatch(key) ?? key == Key;
    }

    /// <summary>The keys asked of a variable of texts, T by custom.</summary>
    public static IEnumerable<Asked> AskedOf(string variable, string text)
    {
        foreach (Match start in Regex.Matches(text, $@"(?<![\w.""]){variable}(\.In\([\w.]+, |\[)"))
            foreach (var asked in In(FirstArgument(text, start.Index + start.Length)))
                yield return asked with { Index = start.Index };
    }

    /// <summary>Every literal of a file that could be a key, or a part of one that is put together.</summary>
    public static IEnumerable<Asked> In(string text) => Literal().Matches(text).Select(m =>
    {
        var key = m.Groups["interpolated"].Success ? Gap().Replace(m.Groups["key"].Value, "*") : m.Groups["key"].Value;
        return new Asked($"{(m.Groups["before"].Success ? "*" : "")}{key}{(m.Groups["after"].Success ? "*" : "")}", m.Index);
    }).Where(asked => asked.Key.Any(char.IsAsciiLetterOrDigit));

    /// <summary>The variables of texts that a file declares, with the name of their class.</summary>
    public static IEnumerable<(string Variable, string Class)> Variables(string text) =>
        Declaration().Matches(text).Select(m => (m.Groups[2].Value, m.Groups[1].Value)).Distinct();

    static string FirstArgument(string text, int from)
    {
        var (depth, quoted) = (0, false);
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '"') quoted = !quoted;
            if (quoted) continue;
            if (text[i] is '(' or '[' or '{') depth++;
            if (depth == 0 && text[i] is ']' or ')' or ',') return Comparison().Replace(text[from..i], "");
            if (text[i] is ')' or ']' or '}') depth--;
        }
        return "";
    }

    [GeneratedRegex("""(?<before>\+\s*)?(?<interpolated>\$)?"(?<key>(?:[a-z0-9.-]|\{[^{}"]*(?:"[^"]*"[^{}"]*)*\})+)"(?<after>\s*\+)?""")]
    private static partial Regex Literal();

    [GeneratedRegex("""(==|!=|\bis|\bcase)\s*"[^"]*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Comparison();

    [GeneratedRegex(@"\b([A-Z]\w*Texts) (\w+)(?=\s*(?:[,)=;{]|$))", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"\{[^{}]*\}")]
    private static partial Regex Gap();
}
