using System.Diagnostics;
using Portal.DevStack;
using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>The content itself: what the reader cannot know about it.</summary>
public class ContentFilesTests
{
    static readonly Catalogue Content = CatalogueReader.Read(new ContentOptions().FullPath);

    [Fact]
    public void Every_file_is_valid_and_has_been_read()
    {
        var directory = new ContentOptions().FullPath;
        Assert.Equal(Directory.GetFiles(Path.Combine(directory, "services")).Length, Content.Services.Count);
        Assert.Equal(Directory.GetFiles(Path.Combine(directory, "units")).Length, Content.Units.Count);
        Assert.Equal(Directory.GetFiles(Path.Combine(directory, "queues")).Length, Content.Queues.Count);
        Assert.Equal(Directory.GetFiles(Path.Combine(directory, "replies")).Length, Content.Replies.Count);
        Assert.Equal(Directory.GetFiles(Path.Combine(directory, "measurements")).Length, Content.Measures.Count);
        Assert.Equal(Directory.GetFiles(Path.Combine(directory, "plans")).Length, Content.PlanTemplates.Count);
        Assert.True(Content.Services.Count >= 25);
        Assert.True(Content.Units.Count >= 6);
    }

    [Fact]
    public async Task A_file_that_was_deleted_goes_from_the_copy_beside_the_program_too()
    {
        var (output, units) = (Directory.CreateTempSubdirectory("portal-test-").FullName, Repository.Folder("content", "units"));
        try
        {
            var copy = Directory.CreateDirectory(Path.Combine(output, "content", "units")).FullName;
            var kept = Path.GetFileName(Directory.GetFiles(units)[0]);
            foreach (var name in new[] { kept, "long-gone.yaml" }) await File.WriteAllTextAsync(Path.Combine(copy, name), "");
            using var build = Process.Start(new ProcessStartInfo("dotnet",
                ["msbuild", Repository.PortalProject, "-t:MirrorContent", $"-p:OutDir={output}/", "-nodeReuse:false", "-v:quiet"])
            { WorkingDirectory = Repository.Root, Environment = { ["TMPDIR"] = output } })!;   // the SDK leaves folders behind in it
            await build.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, build.ExitCode);
            Assert.Equal([kept], Directory.GetFiles(copy).Select(Path.GetFileName));
        }
        finally { Directory.Delete(output, recursive: true); }
    }

    [Fact]
    public void Every_group_title_unit_and_municipality_code_is_used()
    {
        Assert.Equal(Content.Groups, Content.Services.Select(s => s.Group).Distinct());
        Assert.Equal(Ids(Content.Titles.Select(t => t.Id)), Ids(Content.Services.Select(s => s.Who.Id)));
        Assert.Equal(Ids(Content.Units.Select(u => u.Id)), Ids(Content.Services.SelectMany(s => s.Units).Select(u => u.Id)));
    }

    static IEnumerable<string> Ids(IEnumerable<string> ids) => ids.Distinct().Order();

    // Words that only one of the three languages has: a text in the wrong place is caught by them.
    static readonly Dictionary<string, string[]> Telling = new()
    {
        ["fi"] = ["ja", "tai", "ei", "jos", "sinulle", "mukaan", "ennen", "sekä", "ota", "kerro", "sinulla", "soita"],
        ["sv"] = ["och", "eller", "inte", "du", "är", "för", "med", "som", "på", "ta", "berätta"],
        ["en"] = ["and", "or", "not", "you", "the", "with", "when", "your", "if", "bring", "tell", "call"],
    };

    [Fact]
    public void Every_text_is_in_its_own_language()
    {
        Assert.All(Texts(), t => Assert.True(IsIn("fi", t.Fi) && IsIn("sv", t.Sv) && IsIn("en", t.En), $"{t.Fi} | {t.Sv} | {t.En}"));
        Assert.False(IsIn("sv", "Ota mukaan lista lääkkeistäsi."));
        Assert.False(IsIn("en", "Ta med en lista över dina läkemedel."));
        Assert.False(IsIn("fi", "Bring a list of your medicines."));
    }

    static bool IsIn(string language, string text)
    {
        var words = text.ToLowerInvariant().Split([' ', '.', ',', '?', '(', ')'], StringSplitOptions.RemoveEmptyEntries);
        return !Telling.Where(other => other.Key != language).SelectMany(other => other.Value).Intersect(words).Any();
    }

    [Fact]
    public void Sentences_end_and_names_do_not()
    {
        Assert.All(Sentences(), t => Assert.All([t.Fi, t.Sv, t.En], text => Assert.EndsWith(".", text)));
        Assert.All(Names(), t => Assert.All([t.Fi, t.Sv, t.En], text => Assert.False(text.EndsWith('.'), text)));
    }

    [Fact]
    public void A_reader_gets_short_sentences()
    {
        foreach (var text in Sentences().SelectMany(t => new[] { t.Fi, t.Sv, t.En }))
            Assert.All(text.Split(". "), sentence => Assert.True(sentence.Split(' ').Length <= 45, sentence));
        Assert.All(Content.Services, s => Assert.True(s.Summary.Fi.Split(". ").Length <= 3, s.Id));
    }

    [Fact]
    public void A_rule_about_food_medicine_or_fever_says_where_it_comes_from()
    {
        string[] clinical = ["syömättä", "tupakkaa", "kuumetta", "lääkkeesi tavalliseen", "aamun lääkkeet", "minuuttia ennen", "verenohennus"];
        var rules = Content.Services.SelectMany(s => s.Preparation.Select(p => (s.Id, Item: p)))
            .Where(p => clinical.Any(word => p.Item.Text.Fi.Contains(word, StringComparison.OrdinalIgnoreCase)) && p.Item.Source is null)
            .Select(p => $"{p.Id}: {p.Item.Text.Fi}");
        Assert.Equal([], rules);
    }

    static IEnumerable<LocalText> Names() =>
        Content.Services.Select(s => s.Name).Concat(Content.Units.Select(u => u.Name))
            .Concat(Content.Groups.Select(g => g.Name)).Concat(Content.Queues.Select(q => q.Name)).Concat(Content.Replies.Select(r => r.Name))
            .Concat(Content.CrisisHelp.Select(h => h.Title)).Concat(Content.Titles.Select(t => t.Name)).Append(Content.County)
            .Concat(Content.Measures.SelectMany(m => m.Quantities.Select(q => q.Name).Concat(m.Contexts.Select(c => c.Name)).Append(m.Name)))
            .Concat(Content.PlanTemplates.Select(p => p.Name));

    static IEnumerable<LocalText> Sentences() =>
        Content.Services.SelectMany(s => (LocalText?[])
                [s.Summary, s.Audience.Text, s.Price, s.ReasonHint, s.Request?.Text, s.Urgent?.Text, .. s.Preparation.Select(p => p.Text)])
            .Concat(Content.Units.SelectMany(u => (LocalText?[])[u.HoursNote, .. u.Accessibility, .. u.Arrival.Select(a => a.Text)]))
            .Concat(Content.Queues.SelectMany(q => (LocalText?[])[q.Summary, q.Urgent?.Text, q.Price]))
            .Concat(Content.CrisisHelp.SelectMany(h => h.Lines.Select(l => l.Text).Append(h.Text)))
            .Concat(Content.Measures.SelectMany(m => m.Limits.Select(l => l.Text).Concat(m.How)))
            .Concat(Content.PlanTemplates.SelectMany(p => p.Limits.Select(l => l.Text).Append(p.Text)))
            .OfType<LocalText>();

    static IEnumerable<LocalText> Texts() => Names().Concat(Sentences()).Concat(Content.Replies.Select(r => r.Text));

    [Fact]
    public void Every_queue_has_replies_for_each_part_of_a_conversation()
    {
        var facade = new ContentFacade(Content);
        Assert.All(Content.Queues, q => Assert.Equal(Enum.GetValues<ReplyKind>(), facade.Replies(q.Id).Select(r => r.Kind).Distinct()));
    }

    [Fact]
    public void Help_names_the_numbers_that_everybody_should_know()
    {
        foreach (var help in Content.CrisisHelp)
            foreach (var language in new[] { "fi", "sv", "en" })
            {
                Assert.Equal("112", help.Lines[0].Tel(language));
                Assert.Contains("116117", help.Lines.Select(l => l.Tel(language)));
            }
        var crisis = Content.CrisisHelp.Single(h => h.Kind == CrisisKind.Crisis);
        Assert.Equal(("0925250111", "0925250112"), (crisis.Lines[1].Tel("fi"), crisis.Lines[1].Tel("sv")));
    }
}
