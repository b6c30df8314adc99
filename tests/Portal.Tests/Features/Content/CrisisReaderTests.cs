using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>Every check of the words of crisis and their help, proved by content that breaks it.</summary>
public sealed class CrisisReaderTests : IDisposable
{
    readonly SampleContent content = new();

    public void Dispose() => content.Dispose();

    [Fact]
    public void Words_and_help_are_read_whole()
    {
        var catalogue = content.Read();
        Assert.Equal([CrisisKind.Crisis, CrisisKind.Emergency], catalogue.CrisisWords.Select(w => w.Kind));
        Assert.Equal(["haluan ... kuolla", "självmord*", "kill myself"], catalogue.CrisisWords[0].Phrases.Select(p => p.Written));
        Assert.Null(catalogue.CrisisWords[0].Source.SignOff);
        var help = catalogue.CrisisHelp[0];
        Assert.Equal((CrisisKind.Crisis, "Hjälp", "Call."), (help.Kind, help.Title.Sv, help.Text.En));
        Assert.Equal(("0925250112", "Kristelefon."), (help.Lines.Single().Tel("sv"), help.Lines.Single().Text.Sv));
    }

    [Theory]
    [InlineData("[rintakip*]", "[kip*]", "[2].words.fi has 'kip*': write small letters")]
    [InlineData("[rintakip*]", "['*kipu']", "has '*kipu'")]
    [InlineData("[rintakip*]", "[Rintakipu]", "has 'Rintakipu'")]
    [InlineData("[rintakip*]", "[rinta  kipu]", "has 'rinta  kipu'")]
    [InlineData("[haluan ... kuolla]", "[... kuolla]", "has '... kuolla'")]
    [InlineData("[haluan ... kuolla]", "[haluan ...]", "has 'haluan ...'")]
    [InlineData("[haluan ... kuolla]", "[haluan ... ... kuolla]", "has 'haluan ... ... kuolla'")]
    [InlineData("sv: [andas inte]", "sv: []", "[2].words.sv must be a list with at least one item")]
    [InlineData(", en: [kill myself]", "", "crisis-words.yaml:2: [1].words.en is missing")]
    [InlineData("kill myself", "rintakip*", "crisis-words.yaml: 'rintakip*' is there 2 times")]
    [InlineData("kind: emergency", "kind: crisis", "crisis-words.yaml: must have emergency once")]
    public void A_fault_in_the_words_is_named(string old, string with, string problem) => content.Refuses("crisis-words.yaml", old, with, problem);

    [Theory]
    [InlineData("sv: 09 2525 0112", "sv: ring oss", "[1].lines[1].phone.sv is 'ring oss', but must be a phone number")]
    [InlineData("kind: emergency", "kind: crisis", "crisis-help.yaml: must have emergency once")]
    [InlineData("title: { fi: Apua, sv: Hjälp, en: Help }", "title: { fi: Apua, sv: Apua, en: Help }", "title.sv is the same as the Finnish")]
    public void A_fault_in_the_help_is_named(string old, string with, string problem) => content.Refuses("crisis-help.yaml", old, with, problem);
}
