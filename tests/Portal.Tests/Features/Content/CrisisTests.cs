using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>Sentences that must bring up the help, and sentences that must not, as people write them.</summary>
public class CrisisTests
{
    static readonly Catalogue Catalogue = CatalogueReader.Read(new ContentOptions().FullPath);
    static readonly ContentFacade Content = new(Catalogue);

    [Theory]
    [InlineData("Olen miettinyt itsemurhaa")]
    [InlineData("ITSEMURHA-ajatuksia on ollut")]
    [InlineData("mä vaan haluun kuolla")]
    [InlineData("Haluaisin vain kuolla pois")]
    [InlineData("En enää jaksa. en halua enää elää")]
    [InlineData("pelkaan etta tapan itseni")]
    [InlineData("Olen alkanut taas viillellä, siis viiltelyä joka päivä")]
    [InlineData("satutan itseäni kun ahdistaa")]
    [InlineData("En ole itsetuhoinen")] // "not" is not heard
    [InlineData("Mieheni lyö minua, pelkään henkeni puolesta")]
    [InlineData("Poikani uhkaili tappaa minut")]
    [InlineData("minut raiskattiin viikonloppuna")]
    [InlineData("Jag vill inte leva längre")]
    [InlineData("vill bara dö")]
    [InlineData("Jag tänker på självmord varje dag")]
    [InlineData("jag har tankar pa sjalvmordsforsok")]
    [InlineData("min man slår mig")]
    [InlineData("jag skär mig själv")]
    [InlineData("I want to kill myself")]
    [InlineData("i dont want to live anymore")]
    [InlineData("I don’t want to be alive")]
    [InlineData("Having suicidal thoughts")]
    [InlineData("I have been self-harming, cutting myself again")]
    [InlineData("everyone would be better off without me")]
    [InlineData("my husband hits me")]
    public void Words_of_a_crisis_are_met(string text) => Assert.Equal(CrisisKind.Crisis, Content.CrisisIn(text));

    [Theory]
    [InlineData("Minulla on kova rintakipu")]
    [InlineData("rintakipua ollut aamusta asti")]
    [InlineData("Rintaa puristaa ja hikoiluttaa")]
    [InlineData("isä ei hengitä!!")]
    [InlineData("en saa kunnolla henkeä")]
    [InlineData("Vauvalla on vaikeuksia hengittää")]
    [InlineData("äiti on tajuton lattialla")]
    [InlineData("se ei herää")]
    [InlineData("suupieli roikkuu ja puhe puuroutuu")]
    [InlineData("otti liikaa lääkkeitä")]
    [InlineData("haavasta vuotaa paljon verta")]
    [InlineData("Jag har ont i bröstet")]
    [InlineData("hon andas inte")]
    [InlineData("han far ingen luft")]
    [InlineData("pappa är medvetslös")]
    [InlineData("jag får inte luft")]
    [InlineData("såret slutar inte blöda")]
    [InlineData("I have chest pain")]
    [InlineData("there is a pain in my chest")]
    [InlineData("she is not breathing")]
    [InlineData("I can't breathe")]
    [InlineData("cant really breathe")]
    [InlineData("He had a stroke I think, face is drooping")]
    [InlineData("my son is unconscious")]
    [InlineData("it won't stop bleeding")]
    [InlineData("haluan kuolla, otin yliannostuksen")] // both: the one that cannot wait
    public void Words_of_an_emergency_are_met(string text) => Assert.Equal(CrisisKind.Emergency, Content.CrisisIn(text));

    [Theory]
    [InlineData("Mistä löydän hengitysharjoituksen?")]
    [InlineData("Hengitysharjoitus auttoi hyvin, kiitos")]
    [InlineData("Asiani koskee rintasyöpäseulontaa")]
    [InlineData("rintaruokinta ei onnistu")]
    [InlineData("Hammas on kuollut ja pitäisi paikata")]
    [InlineData("Odottelen ja tapan aikaa")]
    [InlineData("Haluan uusia reseptin ja varata ajan")]
    [InlineData("tajuttoman hyvä palvelu")]
    [InlineData("Nenä vuotaa runsaasti ja kurkku on kipeä")]
    [InlineData("Vatsaa kouristelee hiukan")]
    [InlineData("Sain ruokamyrkytyksen viime kesänä")]
    [InlineData("Isäni kuoli keväällä ja suren")]
    [InlineData("verenpaine on 145/90 ja lääke loppui")]
    [InlineData("En halua antaa verta")]
    [InlineData("Pohkeessa suonenveto, jalka väsyy")]
    [InlineData("Hej, jag vill boka tid till rådgivningen")]
    [InlineData("Min tand är död, kan den lagas?")]
    [InlineData("Andningsövningarna hjälpte")]
    [InlineData("svullna körtlar på halsen")]
    [InlineData("jag har valt en tid, är den vald nu?")]
    [InlineData("krampar i vaden på natten")]
    [InlineData("Jag ammar och bröstet är ömt")]
    [InlineData("breathing exercises helped")]
    [InlineData("Is food poisoning contagious?")]
    [InlineData("I have blood pressure and chest x-ray results")]
    [InlineData("I can't go on Monday, could I come on Tuesday?")]
    [InlineData("something to kill the pain")]
    [InlineData("I want to change my diet")]
    [InlineData("my grandmother died last year")]
    [InlineData("dead tooth")]
    [InlineData("How do I quit smoking?")]
    [InlineData("")]
    [InlineData("!?… 112")]
    public void Ordinary_words_bring_up_nothing(string text) => Assert.Null(Content.CrisisIn(text));

    [Fact]
    public void Every_phrase_is_found_in_itself_and_with_words_around_it()
    {
        foreach (var phrase in Catalogue.CrisisWords.SelectMany(kind => kind.Phrases))
        {
            var said = phrase.Written.Replace("*", "").Replace("... ", "");
            Assert.True(Content.CrisisIn($"Hei! {said.ToUpperInvariant()}, kiitos") is not null, phrase.Written);
            Assert.True(phrase.IsIn(PlainWords.Of(phrase.Written.Replace("*", "xyz").Replace("...", "yksi, kaksi kolme"))), phrase.Written);
        }
    }

    [Fact]
    public void Emoji_and_broken_characters_do_not_hide_words()
    {
        Assert.Equal(CrisisKind.Crisis, Content.CrisisIn("😢itsemurha😢"));
        Assert.Equal(CrisisKind.Crisis, Content.CrisisIn("\ud83d itsemurha \ude22"));
        Assert.Null(Content.CrisisIn("\ud83d"));
    }

    [Fact]
    public void A_gap_is_no_longer_than_three_words()
    {
        var phrase = new CrisisPhrase("haluan ... kuolla");
        Assert.True(phrase.IsIn(PlainWords.Of("haluan yksi kaksi kolme kuolla")));
        Assert.False(phrase.IsIn(PlainWords.Of("haluan yksi kaksi kolme neljä kuolla")));
        Assert.False(phrase.IsIn(PlainWords.Of("kuolla haluan")));
        Assert.False(phrase.IsIn(["haluan"]));
    }

    /// <summary>Were the matching not in proportion to the text, the run would stand here for hours: no clock is asked.</summary>
    [Fact]
    public void No_text_makes_it_slow()
    {
        foreach (var worst in new[] { "en saa ", "vill inte ", "a", "haluan ", "wish want to ", "\u0301", " ", "pain in in in " })
        {
            Assert.Null(Content.CrisisIn(string.Concat(Enumerable.Repeat(worst, 100_000 / worst.Length))));
        }
    }

    [Fact]
    public void There_is_help_for_each_kind() =>
        Assert.All(Enum.GetValues<CrisisKind>(), kind => Assert.Equal(kind, Content.HelpIn(kind).Kind));
}
