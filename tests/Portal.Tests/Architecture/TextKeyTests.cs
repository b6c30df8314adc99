using System.Text.RegularExpressions;
using Portal.Platform;
using Portal.Platform.Web;

namespace Portal.Tests.Architecture;

/// <summary>Every text in Finnish, Swedish and English, every key that is asked for, and none that nobody asks for.</summary>
public partial class TextKeyTests
{
    static readonly IReadOnlyDictionary<string, Texts> ByClass = typeof(Actor).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(Texts)) && !t.IsAbstract).ToDictionary(t => t.Name, t => (Texts)Activator.CreateInstance(t)!);

    static readonly List<Source> Files = [.. Source.Files("src/Portal", ".cs", ".razor")];

    [Fact]
    public void Each_text_is_there_in_every_language() => Findings.None(ByClass.SelectMany(texts =>
        Compare(texts.Key, Language.All.ToDictionary(l => l.Code, texts.Value.All))));

    [Fact]
    public void Every_file_of_texts_is_read()
    {
        var files = Source.Files("src/Portal", ".resx").Select(f => Path.GetFileName(f.Path).Split('.')[0]).Distinct().Order();
        Assert.NotEmpty(ByClass);
        Assert.Equal(files, ByClass.Keys.Select(c => c[..^"Texts".Length]).Select(n => n == "Error" ? "Errors" : n).Order());
    }

    [Fact]
    public void Every_key_that_is_asked_for_exists()
    {
        List<string> missing = [];
        var asked = 0;
        foreach (var file in Files)
            foreach (var (variable, texts) in VariablesOf(file))
                foreach (var key in TextKeys.AskedOf(variable, file.Text))
                {
                    asked++;
                    if (!texts.All(Language.Finnish).Keys.Any(key.Fits)) missing.Add($"{file.Path}:{file.LineAt(key.Index)} asks for '{key.Key}' of {texts.GetType().Name}");
                }
        Assert.True(asked > 100, $"Only {asked} uses were found.");
        Findings.None(missing);
    }

    [Fact]
    public void No_text_waits_in_vain()
    {
        var asked = Files.SelectMany(f => TextKeys.In(f.Text)).DistinctBy(a => a.Key).ToList();
        var whole = asked.Where(a => !a.HasGaps).Select(a => a.Key).ToHashSet();
        var withGaps = asked.Where(a => a.HasGaps && a.Key.Length > 2).ToList();
        Findings.None(ByClass.SelectMany(t => t.Value.All(Language.Finnish).Keys
            .Where(key => !whole.Contains(key) && !withGaps.Any(a => a.Fits(key))).Select(key => $"{t.Key} has '{key}', which nobody asks for")));
    }

    [Theory]
    [InlineData("T[\"one\"]", "one")]
    [InlineData("@T[$\"mode-{Mode}\"]", "mode-*")]
    [InlineData("T[\"title-\" + Status] T[topic + \"-text\"] texts.In(c, $\"{key}.subject\")", "title-* *-text")]
    [InlineData("T[a.By == \"clinic\" ? \"by-clinic\" : \"by-you\", At(\"x\")]", "by-clinic by-you")]
    [InlineData("T[outcome switch { O.Late => \"too-late\", _ => \"taken\" }]", "too-late taken")]
    [InlineData("texts[\"other\"] MyT[\"not\"]", "")]
    public void Keys_are_found_in_code(string code, string keys) => Assert.Equal(keys, string.Join(' ', TextKeys.AskedOf("T", code).Select(a => a.Key)));

    [Fact]
    public void A_key_with_a_gap_fits_what_fills_it()
    {
        var asked = Assert.Single(TextKeys.AskedOf("T", "T[$\"mode-{Mode}-x\"]"));
        Assert.True(asked.Fits("mode-phone-x"));
        Assert.False(asked.Fits("mode-phone"));
    }

    [Theory]
    [InlineData("fi:a=1;b=2 sv:a=1 en:a=1;b=2", "b")]
    [InlineData("fi:a=1 sv:a= en:a=1", "a")]
    [InlineData("fi:a={0} sv:a={0} en:a=nothing", "a")]
    [InlineData("fi:a={0} sv:a={0} en:a={0}", null)]
    public void A_missing_text_is_found(string texts, string? key)
    {
        var languages = texts.Split(' ').Select(l => l.Split(':')).ToDictionary(l => l[0],
            l => (IReadOnlyDictionary<string, string>)l[1].Split(';').Select(t => t.Split('=')).ToDictionary(t => t[0], t => t[1]));
        var found = Compare("Test", languages).ToList();
        if (key is null) Assert.Empty(found);
        else Assert.Contains($"'{key}'", Assert.Single(found));
    }

    static IEnumerable<string> Compare(string name, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> languages)
    {
        foreach (var key in languages.Values.SelectMany(l => l.Keys).Distinct())
        {
            var missing = languages.Where(l => string.IsNullOrWhiteSpace(l.Value.GetValueOrDefault(key))).Select(l => l.Key).ToList();
            if (missing.Count > 0) yield return $"{name} has no '{key}' in {string.Join(", ", missing)}";
            else if (languages.Values.Select(l => string.Join(' ', Gaps().Matches(l[key]).Select(m => m.Groups[1].Value).Distinct().Order())).Distinct().Count() > 1)
                yield return $"{name} '{key}' has other {{0}}, {{1}}… in one language than in another";
        }
    }

    /// <summary>What a file declares; a page whose base class declares T has its room's texts.</summary>
    static IEnumerable<(string Variable, Texts Texts)> VariablesOf(Source file)
    {
        var declared = TextKeys.Variables(file.Text).Where(v => ByClass.ContainsKey(v.Class)).Select(v => (v.Variable, ByClass[v.Class])).ToList();
        if (declared.Any(v => v.Variable == "T")) return declared;
        return ByClass.TryGetValue($"{file.Room}Texts", out var own) ? declared.Append(("T", own)) : declared;
    }

    [GeneratedRegex(@"\{(\d+)(?:[,:][^{}]*)?\}")]
    private static partial Regex Gaps();
}
