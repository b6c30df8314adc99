using System.Text.RegularExpressions;

namespace Portal.Tests.Architecture;

/// <summary>
/// A place in the sources that asks for a text: <c>T["key"]</c>, <c>T[late ? "a" : "b"]</c>, <c>T[$"mode-{mode}"]</c>,
/// <c>T["title-" + status]</c>. What is computed stands as a pattern that at least one key must fit.
/// </summary>
sealed partial record TextUse(string File, string Texts, string Pattern)
{
    public bool Fits(string key) => Regex.IsMatch(key, $"^{Pattern}$");

    /// <param name="file">Its name, for the report.</param>
    /// <param name="source">Razor or C#.</param>
    /// <param name="names">What variables of text types are called in this room: name → type.</param>
    public static IEnumerable<TextUse> In(string file, string source, IReadOnlyDictionary<string, string> names)
    {
        foreach (Match start in Asked().Matches(source))
        {
            if (!names.TryGetValue(start.Groups["name"].Value, out var texts)) continue;
            var key = FirstArgument(source, start.Index + start.Length);
            if (start.Groups["in"].Success) key = FirstArgument(source, start.Index + start.Length + key.Length + 1);
            foreach (var pattern in Patterns(key)) yield return new(file, texts, pattern);
        }
        foreach (Match item in NavItem().Matches(source)) yield return new(file, item.Groups["type"].Value, Regex.Escape(item.Groups["key"].Value));
    }

    /// <summary>The variables of text types that a source declares.</summary>
    public static IEnumerable<(string Name, string Type)> Declared(string source, IReadOnlySet<string> types) =>
        from Match match in Declaration().Matches(source)
        where types.Contains(match.Groups["type"].Value)
        select (match.Groups["name"].Value, match.Groups["type"].Value);

    static IEnumerable<string> Patterns(string key)
    {
        var choice = key.IndexOf('?') is >= 0 and var at && key.IndexOf(':') > at ? key[(at + 1)..] : key;
        var joined = WithoutStrings(choice).Contains('+');
        foreach (Match literal in Literal().Matches(choice))
        {
            var text = literal.Groups["text"].Value;
            var pattern = literal.Groups["computed"].Success ? string.Join(".+", Hole().Split(text).Select(Regex.Escape)) : Regex.Escape(text);
            yield return joined ? $".*{pattern}.*" : pattern;
        }
    }

    static string WithoutStrings(string code) => Literal().Replace(code, "");

    /// <summary>Up to the comma or the closing bracket that ends it.</summary>
    static string FirstArgument(string source, int from)
    {
        var (depth, quoted) = (0, false);
        for (var i = from; i < source.Length; i++)
        {
            var c = source[i];
            if (c == '"' && source[i - 1] != '\\') quoted = !quoted;
            if (quoted) continue;
            if (c is '[' or '(' or '{') depth++;
            if (c is ']' or ')' or '}' && depth-- == 0 || c is ',' && depth == 0) return source[from..i];
        }
        return source[from..];
    }

    [GeneratedRegex(@"\b(?<name>\w+)(?:\[|(?<in>\.In\())(?=[^\]]*"")")]
    private static partial Regex Asked();

    [GeneratedRegex(@"AddNavItem<(?<type>\w+)>\([^""]*""(?<key>[^""]+)""")]
    private static partial Regex NavItem();

    [GeneratedRegex(@"\b(?<type>\w+Texts) (?<name>\w+)\b")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<computed>\$)?""(?<text>(?:[^""\\]|\\.)*)""")]
    private static partial Regex Literal();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();
}
