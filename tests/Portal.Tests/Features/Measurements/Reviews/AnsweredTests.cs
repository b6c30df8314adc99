using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Reviews;

/// <summary>What the resident is told when a professional has decided: by whom, when and why, and what is still wanted.</summary>
public class AnsweredTests : MeasurementTest
{
    /// <summary>A professional's decision, by the tables: how one decides has tests of its own.</summary>
    async Task Decided(Guid reading, Guid caseId, string state, string? reason)
    {
        var nurse = await Host.SignInProfessional();
        await Db.Write("""
            insert into measurements.review (id, case_id, subject, unit, measure, by, at, decision, readings, days)
            select @id, @caseId, subject, 'keskusta', measure, @by, @now, 'partly', 1, 1 from measurements.reading where id = @reading and latest;
            update measurements.reading set state = @state, reason = @reason, review_id = @id, seen_at = @now where id = @reading and latest
            """, new { id = Guid.CreateVersion7(), caseId, reading, by = nurse.Professional.StaffId, now = Clock.Now, state, reason });
    }

    [Fact]
    public async Task A_refused_reading_says_why_and_who_and_the_home_page_asks_for_another()
    {
        var aino = await Host.SignInResident();
        var entry = Pressure(132, 84);
        var its = await Sent(aino.Resident, entry);
        await Decided(entry.Id, its, "refused", "Mansetti oli liian pieni.");
        var page = await aino.Browser.Open($"/fi/measurements/sent/{its}");
        foreach (var words in (string[])["Ei hyväksytty potilaskertomukseen.", "”Mansetti oli liian pieni.”", "Hoitaja Malli", "Mittaa uudelleen: Verenpaine"]) page.Shows(words);
        (await aino.Browser.Open($"/fi/measurements/reading/{entry.Id}")).Shows("Mansetti oli liian pieni.");
        (await aino.Browser.Open("/fi/my")).Shows("Mittaa uudelleen: Verenpaine");
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.duties.seen");

        Clock.Advance(TimeSpan.FromMinutes(10));
        await Record(aino.Resident, Pressure(130, 82, at: Clock.Now));
        (await aino.Browser.Open("/fi/my")).DoesNotShow("Mittaa uudelleen");
    }

    [Fact]
    public async Task More_that_is_wanted_is_said_in_the_professionals_words()
    {
        var aino = await Host.SignInResident();
        var entry = Pressure(132, 84);
        var its = await Sent(aino.Resident, entry);
        await Decided(entry.Id, its, "wanted", "Mittaa vielä kolmena aamuna.");
        (await aino.Browser.Open("/fi/my")).Shows("Mittaa vielä kolmena aamuna.");
        (await aino.Browser.Open($"/fi/measurements/sent/{its}")).Shows("Ammattilainen pyytää sinulta jotakin");
    }

    [Fact]
    public async Task A_correction_of_what_the_record_has_keeps_both_and_says_which_the_record_has()
    {
        var aino = await Host.SignInResident();
        var entry = Pressure(132, 84);
        var its = await Sent(aino.Resident, entry);
        await Decided(entry.Id, its, "accepted", null);
        var page = await aino.Browser.Open($"/fi/measurements/reading/{entry.Id}");
        page.Shows("Hyväksytty, siirtyy potilaskertomukseen.");
        page = await page.Follow("Korjaa");
        page.Shows("Tulos on jo potilaskertomuksessa.");
        page = await page.Fill("systolic", "123").Press("Tallenna korjaus");
        page.Shows("Korjaus on tallennettu. Ammattilainen katsoo sen.");
        page.Shows("Potilaskertomuksessa on versio 1.");
        Assert.Equal([ReadingState.Accepted, ReadingState.Sent], (await Versions(entry.Id)).Select(v => v.State));

        page = await (await page.Follow("Poista mittaus")).Press("Poista mittaus");
        page.Shows("Pyyntö poistaa mittaus on lähetetty.");
        Assert.Empty(page.All("a[href$='what=correct']"));   // nothing more to change until somebody has looked
    }

    [Fact]
    public async Task A_correction_that_is_dangerous_says_so()
    {
        var aino = await Host.SignInResident();
        var entry = Pressure(132, 84);
        var its = await Sent(aino.Resident, entry);
        var page = await aino.Browser.Open($"/fi/measurements/reading/{entry.Id}?what=correct");
        page = await page.Fill("systolic", "192").Press("Tallenna korjaus");
        page.Shows("Verenpaineesi on hyvin korkea.");
        page.Shows("Tämä lähetettiin heti:");
        Assert.Equal("dangerous-value", (await Stored(its)).UrgencyWhy);
    }

    [Theory]
    [InlineData("sv", "Sparat", "132/84 mmHg, puls 62 /min")]
    [InlineData("en", "Saved", "132/84 mmHg, pulse 62 /min")]
    public async Task It_is_said_in_the_language_of_the_page(string language, string saved, string value)
    {
        var aino = await Host.SignInResident();
        var page = (await aino.Browser.Open($"/{language}/measurements/blood-pressure")).Fill("systolic", "132").Fill("diastolic", "84").Fill("pulse", "62");
        page = await page.Press(language == "sv" ? "Spara" : "Save");
        page.Shows(saved);
        page.Shows(value);
    }
}
