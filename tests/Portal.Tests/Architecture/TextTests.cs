using System.Text.RegularExpressions;
using Portal.DevStack;
using Portal.Platform.Web;

namespace Portal.Tests.Architecture;

/// <summary>Every text exists in every language, and every text that the code asks for exists.</summary>
public partial class TextTests
{
    static readonly IReadOnlyDictionary<string, Texts> all = typeof(Texts).Assembly.GetTypes()
        .Where(t => t.BaseType == typeof(Texts)).ToDictionary(t => t.Name, t => (Texts)Activator.CreateInstance(t)!);

    public static TheoryData<string> Rooms => [.. all.Keys];

    [Theory, MemberData(nameof(Rooms))]
    public void Every_language_has_the_same_keys(string room)
    {
        var finnish = all[room].All(Language.Finnish).Keys.Order().ToList();
        Assert.NotEmpty(finnish);
        Assert.All(Language.All, language => Assert.Equal(finnish, all[room].All(language).Keys.Order()));
    }

    [Theory, MemberData(nameof(Rooms))]
    public void No_text_is_empty_or_padded(string room) => Assert.All(Language.All, language =>
        Assert.All(all[room].All(language), text => Assert.True(text.Value.Length > 0 && text.Value.Trim() == text.Value, $"{language.Code} {text.Key}: '{text.Value}'")));

    [Theory, MemberData(nameof(Rooms))]
    public void A_text_takes_the_same_values_in_every_language(string room) => Assert.All(all[room].All(Language.Finnish), text =>
        Assert.All(Language.All, language => Assert.Equal((text.Key, Holes(text.Value)), (text.Key, Holes(all[room].All(language)[text.Key])))));

    [Fact]
    public void Every_text_asked_for_exists()
    {
        var uses = Uses().ToList();
        Assert.All(all.Keys, room => Assert.Contains(uses, use => use.Texts == room)); // or this guard sees nothing
        Assert.Empty(Missing(uses));
    }

    [Fact]
    public void Every_file_of_texts_belongs_to_a_room()
    {
        var files = Directory.EnumerateFiles(Repository.PortalProject, "*.fi.resx", SearchOption.AllDirectories).Where(IsSource);
        Assert.Equal(all.Count, files.Count());
    }

    [Theory]
    [InlineData("""T["no-such-text"]""")]
    [InlineData("""T[late ? "log-in" : "no-such-text", name]""")]
    [InlineData("""T[$"no-such-{kind}"]""")]
    [InlineData("""T["no-such-" + kind]""")]
    [InlineData("""T.In(culture, "no-such-text")""")]
    [InlineData("""builder.AddNavItem<UiTexts>(Audience.Everyone, "no-such-text", "x", 1)""")]
    public void A_text_that_is_missing_is_caught(string source) =>
        Assert.Single(Missing(TextUse.In("Canary.razor", source, new Dictionary<string, string> { ["T"] = "UiTexts" })));

    [Theory]
    [InlineData("""T["log-in"]""")]
    [InlineData("""T[$"notice-{tone.ToString().ToLowerInvariant()}", a[0]]""")]
    [InlineData("""T["notice-" + tone]""")]
    public void A_text_that_exists_is_let_through(string source)
    {
        var uses = TextUse.In("Canary.razor", source, new Dictionary<string, string> { ["T"] = "UiTexts" }).ToList();
        Assert.Single(uses);
        Assert.Empty(Missing(uses));
    }

    [Fact]
    public void A_missing_text_never_falls_back_to_another_language() =>
        Assert.Throws<KeyNotFoundException>(() => all["UiTexts"].In(Language.Swedish.Culture, "no-such-text"));

    static IEnumerable<string> Missing(IEnumerable<TextUse> uses) =>
        from use in uses where !all[use.Texts].All(Language.Finnish).Keys.Any(use.Fits) select $"{use.File}: {use.Texts} has no {use.Pattern}";

    static IEnumerable<TextUse> Uses()
    {
        var types = all.Keys.ToHashSet();
        var files = Directory.EnumerateFiles(Repository.PortalProject, "*.*", SearchOption.AllDirectories)
            .Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal)).Where(IsSource)
            .Select(f => (Name: Path.GetRelativePath(Repository.PortalProject, f), Source: Comments().Replace(File.ReadAllText(f), "")));
        foreach (var room in files.GroupBy(f => string.Join('/', f.Name.Split(Path.DirectorySeparatorChar).Take(2))))
        {
            // A page inherits its T from another file of the room, so a name counts in the whole room.
            var names = room.SelectMany(f => TextUse.Declared(f.Source, types)).Distinct().ToDictionary(d => d.Name, d => d.Type);
            foreach (var use in room.SelectMany(f => TextUse.In(f.Name, f.Source, names))) yield return use;
        }
    }

    static bool IsSource(string file) => !Regex.IsMatch(Path.GetRelativePath(Repository.PortalProject, file), @"^(bin|obj|wwwroot)\b");

    static string Holes(string text) => string.Join(' ', Hole().Matches(text).Select(m => m.Value).Distinct().Order());

    [GeneratedRegex(@"^[ \t]*//[^\n]*$|@\*[\s\S]*?\*@", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Hole();
}
