using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Portal.E2E.Journeys;

/// <summary>
/// What the patient record already holds: laboratory results and the clinic's own measurements, read with the professional's
/// words and the source, in the chart of one's own readings too; by oneself, by a daughter, and by a young person's mother.
/// </summary>
public class RecordValuesTests : ActingJourney
{
    public sealed record Known(string Test, string First, string Last, string Comment, string Pressure);

    static readonly Known thyroid = new("P-TSH", "4,1 mU/l", "2,2 mU/l", "Bra. Fortsätt med samma dos.", "124/78"),
        sugar = new("B-HbA1c-IFCC", "55 mmol/mol", "51 mmol/mol", "Suunta on oikea. Lääkitys pysyy ennallaan.", "146/82");

    [Theory(Timeout = Longest), InlineData(Screen.Phone, "sv", "karin"), InlineData(Screen.Desktop, "fi", "veikko")]
    public async Task Results_are_read_with_the_professionals_words_and_stand_in_the_chart_marked_by_their_source(Screen screen, string language, string person)
    {
        var its = person == "karin" ? thyroid : sugar;
        var visitor = await LogInAt(new(screen, language, JavaScript: screen == Screen.Desktop), person, "/measurements");
        var page = visitor.Page;
        await page.Locator("main a[href$='/measurements/results']").ClickAsync();
        await IsHeard(visitor, its);
        await Check(visitor);
        await visitor.Look("record-results");

        await visitor.Enter(1, "07:30", 128, 80);
        await visitor.Open("/measurements/blood-pressure?range=year");
        var chart = page.Locator("figure.line-chart");
        await Assertions.Expect(chart.Locator("path.other")).ToHaveCountAsync(2);                   // both lines have it, by its shape
        await Assertions.Expect(chart.Locator("figcaption")).ToContainTextAsync(language == "sv" ? "Ring: ur patientjournalen." : "Rengas: potilaskertomuksesta.");
        await chart.Locator("summary").ClickAsync();
        Assert.Matches($"row \".*{its.Pressure}.*Keskustan terveysasema", await chart.AriaSnapshotAsync());
        await Check(visitor);
        await visitor.Look("record-chart");
    }

    [Theory(Timeout = Longest), MemberData(nameof(Two))]
    public async Task A_daughter_reads_her_fathers_results_and_he_sees_that_she_did(Setting setting)
    {
        var daughter = await LogIn(setting, "tuula", "/measurements");
        await daughter.Open($"/acting?returnUrl=/{setting.Language}/measurements");
        await ChooseAtSuomiFi(daughter, "veikko");
        await daughter.Open("/measurements/results");
        await BannerNames(daughter, "veikko");
        await Assertions.Expect(daughter.Page.Locator("main .lead")).ToContainTextAsync(Registers.Name("veikko"));
        await IsHeard(daughter, sugar);
        await Check(daughter);
        await daughter.Look("record-daughter");

        var father = await LogInAt(setting, "veikko", "/acting/mirror");
        await Assertions.Expect(father.Page.Locator("main")).ToContainTextAsync("katsoi laboratoriotuloksiasi");
        await Check(father);
    }

    [Theory(Timeout = Longest), MemberData(nameof(Two))]
    public async Task A_mother_sees_of_her_teenagers_results_what_the_teenager_lets_her(Setting setting)
    {
        var mother = await LogIn(setting, "aino", "/measurements");
        await Choose(mother, "helmi");
        await mother.Open("/measurements/results");
        await mother.Page.WaitForURLAsync("**/acting/not-allowed");              // at 14 it is hers to decide

        var herself = await LogInAt(setting, "helmi", "/measurements/results");
        await Assertions.Expect(herself.Page.Locator("main")).ToContainTextAsync("P-Ferrit");
        await Assertions.Expect(herself.Page.Locator("main")).ToContainTextAsync("B-Hb");
        await Check(herself);
        await Allow(herself, true);
        await Check(herself);
        await mother.Open("/measurements/results");
        await Assertions.Expect(mother.Page.Locator("main")).ToContainTextAsync("P-Ferrit");
        await Assertions.Expect(mother.Page.Locator("main")).Not.ToContainTextAsync("B-Hb");   // of this she told the professional that it stays between them
        await Assertions.Expect(mother.Page.Locator("main")).ToContainTextAsync("Osa tiedoista ei ole näkyvissä.");
        await Check(mother);
        await mother.Look("record-mother");

        await Allow(herself, false);
        await mother.Open("/measurements/results");
        await Assertions.Expect(mother.Page.Locator("main")).Not.ToContainTextAsync("P-Ferrit");
    }

    /// <summary>The young person's own switch: what her guardians see of her measurements.</summary>
    static async Task Allow(Visitor young, bool allowed)
    {
        await young.Open("/acting/growing-up");
        await young.Page.Locator("input[name=allow][value=measurements]").SetCheckedAsync(allowed);
        await young.Page.Locator("form:has([name=allow]) .buttons button").ClickAsync();
        await young.Page.WaitForURLAsync("**/acting/growing-up?done=saved");
    }

    /// <summary>The drawing is one picture that says its first and last value; a row of the table has the day, the source, the value and the comment.</summary>
    static async Task IsHeard(Visitor visitor, Known its)
    {
        var section = visitor.Page.Locator("section.card").Filter(new() { Has = visitor.Page.GetByRole(AriaRole.Heading, new() { Name = its.Test, Exact = true }) });
        var tree = await section.AriaSnapshotAsync();
        Assert.Matches($"img \"{its.Test}.*{its.First}.*{its.Last}", tree);
        Assert.Matches($"table \"{its.Test}", tree);
        Assert.Matches($"row \".*Lintuveden laboratorio {its.Last}.*{Regex.Escape(its.Comment)}", tree);
        await Assertions.Expect(section.GetByRole(AriaRole.Rowheader).Filter(new() { HasText = "Lintuveden laboratorio" })).Not.ToHaveCountAsync(0);
    }
}
