using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>What people really type, and the service that must come first.</summary>
public class ServiceSearchTests
{
    static readonly ContentFacade Content = new(CatalogueReader.Read(new ContentOptions().FullPath));

    [Theory]
    [InlineData("lapsen korvakipu", "ear-check-child")]
    [InlineData("verikokeeseen", "laboratory-basic")]
    [InlineData("paastoverikoe", "laboratory-fasting")]
    [InlineData("influenssarokotus", "influenza-vaccination")]
    [InlineData("hammassärky", "dental-urgent")]
    [InlineData("lasten hammastarkastus", "dental-check-child")]
    [InlineData("selkäkivut", "back-pain-physiotherapist")]
    [InlineData("olen raskaana", "maternity-first-visit")]
    [InlineData("ultraääni", "maternity-first-visit")]
    [InlineData("verenpaineen mittaus", "blood-pressure-check")]
    [InlineData("tikkien poisto", "stitches-removal")]
    [InlineData("ahdistaa eikä uni tule", "mental-health-nurse")]
    [InlineData("tupakan lopetus", "smoking-cessation")]
    [InlineData("e-pillerit", "contraception")]
    [InlineData("ajokorttitodistus", "driving-licence-certificate")]
    [InlineData("mummon muisti", "memory-nurse")]
    [InlineData("matkarokotukset", "travel-vaccination")]
    [InlineData("lapsella kuumetta", "nurse-appointment")]
    [InlineData("korona", "nurse-appointment")]
    [InlineData("reseptin uusinta", "doctor-appointment")]
    public void Finnish_words_find_the_service(string words, string id) => FindsFirst(words, "fi", id);

    [Theory]
    [InlineData("barnets öronvärk", "ear-check-child")]
    [InlineData("blodprov", "laboratory-basic")]
    [InlineData("blodtrycket", "blood-pressure-check")]
    [InlineData("vaccin mot influensa", "influenza-vaccination")]
    [InlineData("tandvärk", "dental-urgent")]
    [InlineData("ont i ryggen", "back-pain-physiotherapist")]
    [InlineData("jag är gravid", "maternity-first-visit")]
    [InlineData("körkortsintyg", "driving-licence-certificate")]
    [InlineData("sluta röka", "smoking-cessation")]
    [InlineData("p-piller", "contraception")]
    [InlineData("ta bort stygn", "stitches-removal")]
    [InlineData("sockerbelastning", "glucose-tolerance-test")]
    public void Swedish_words_find_the_service(string words, string id) => FindsFirst(words, "sv", id);

    [Theory]
    [InlineData("my child has earache", "ear-check-child")]
    [InlineData("blood test", "laboratory-basic")]
    [InlineData("flu shot", "influenza-vaccination")]
    [InlineData("toothache", "dental-urgent")]
    [InlineData("back pain", "back-pain-physiotherapist")]
    [InlineData("I am pregnant", "maternity-first-visit")]
    [InlineData("birth control", "contraception")]
    [InlineData("high blood pressure", "blood-pressure-check")]
    [InlineData("quit smoking", "smoking-cessation")]
    [InlineData("depression", "mental-health-nurse")]
    [InlineData("driving licence", "driving-licence-certificate")]
    [InlineData("video call with a doctor", "doctor-video")]
    public void English_words_find_the_service(string words, string id) => FindsFirst(words, "en", id);

    [Theory]
    [InlineData("LAPSEN KORVAKIPU")]
    [InlineData("lapsen   korva-kipu?")]
    [InlineData("korvatulehdus")]
    [InlineData("korvatulehdukset")]
    [InlineData("korvatulhedus")]
    public void Case_punctuation_endings_and_a_slip_of_the_finger_do_not_matter(string words) => FindsFirst(words, "fi", "ear-check-child");

    [Theory]
    [InlineData("hammaslaakari", "dental-check")]
    [InlineData("aitiysneuvola", "maternity-first-visit")]
    public void Letters_without_dots_will_do(string words, string id) =>
        Assert.Contains(id, Content.Find(words, "fi").Select(s => s.Id));

    [Fact]
    public void Another_language_is_tried_when_the_pages_own_has_nothing() => FindsFirst("toothache", "fi", "dental-urgent");

    [Theory]
    [InlineData("")]
    [InlineData("  ?! ")]
    [InlineData("haluan varata ajan")]
    [InlineData("xyzzy qwerty")]
    public void Words_that_say_nothing_find_nothing(string words) => Assert.Empty(Content.Find(words, "fi"));

    [Fact]
    public void A_rare_word_gives_a_short_list() => Assert.InRange(Content.Find("lapsen korvakipu", "fi").Count, 1, 3);

    [Fact]
    public void A_very_long_text_is_answered_too() =>
        Assert.NotEmpty(Content.Find(string.Concat(Enumerable.Repeat("korvakipu yskä ", 5_000)), "fi"));

    [Fact]
    public void Every_service_is_found_by_its_own_name()
    {
        foreach (var language in new[] { "fi", "sv", "en" })
            Assert.All(Content.Services, s => Assert.Contains(s, Content.Find(s.Name.In(language), language).Take(3)));
    }

    static void FindsFirst(string words, string language, string id) =>
        Assert.Equal(id, Content.Find(words, language).FirstOrDefault()?.Id);
}
