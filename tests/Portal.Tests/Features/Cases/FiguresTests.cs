using System.Net;
using AngleSharp.Dom;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases;

/// <summary>The figures of a day as those who lead read them, over a day that residents and a nurse have lived.</summary>
public sealed class FiguresTests : CaseTest
{
    /// <summary>Helsinki time of the test's Monday.</summary>
    void ItIs(int hour, int minute) => Clock.Set(ManualClock.Morning.AddHours(hour - 8).AddMinutes(minute));

    async Task Do(Actor actor, Action<Work> act)
    {
        await using var work = Host.Get<PortalDb>().As(actor);
        act(work);
        await work.Commit(Ct);
    }

    async Task<Case> Opened(Actor actor, string queue) =>
        await Stored((await Cases.Open(actor, new(Host.Get<ContentFacade>().Queue(queue)!, CaseChannel.Chat, "Hei", "fi"), Ct)).Id);

    Task Answered(Professional nurse, Case its) => Cases.Post(nurse, its, Guid.CreateVersion7(), "Vastaus", Ct);

    /// <summary>Five contacts: answered in 6 and in 40 minutes, abandoned, called after an hour, and still waiting; and one of another unit.</summary>
    async Task ADay()
    {
        var (aino, mikko, tuula) = (await Host.SignInResident(1), await Host.SignInResident(2), await Host.SignInResident(3));
        var (nurse, guest) = ((await Host.SignInProfessional()).Professional, NewGuest());
        var first = await Opened(aino.Resident);
        ItIs(8, 6);
        await Answered(nurse, first);
        ItIs(8, 10);
        var second = await Opened(mikko.Resident);
        ItIs(8, 50);
        await Answered(nurse, second);
        ItIs(9, 0);
        var left = await Opened(guest);
        ItIs(9, 5);
        await Do(guest, work => Cases.Close(work, left, "left"));
        ItIs(9, 30);
        var called = await Opened(tuula.Resident);
        await Opened(tuula.Resident, "rantakyla-nurse");
        ItIs(9, 40);
        await Do(nurse, work => Cases.Turn(work, called, CaseChannel.Callback, Clock.Now.AddHours(2), null, null));
        ItIs(10, 0);
        await Opened(aino.Resident);
        ItIs(10, 30);
        await Do(nurse, work => Cases.Close(work, called, "answered", "Sovimme ajasta."));
        ItIs(10, 31);
    }

    async Task<Page> Figures(string role, string query = "", string unit = "keskusta", string language = "fi") =>
        await (await Host.SignInProfessional(unit, role)).Browser.Open($"/{language}/staff/figures{query}");

    static string Value(Page page, string figure) =>
        page.All("table.table tbody tr").Single(row => row.QuerySelector("th")!.TextContent.Trim().EndsWith(figure, StringComparison.Ordinal)).QuerySelector("td b")!.TextContent.Replace('\u00a0', ' ');

    static IEnumerable<(string, string)> Chart(Page page, int which) =>
        page.All(".chart")[which].QuerySelectorAll("tbody tr").Select(row => (row.QuerySelector("th")!.TextContent, row.QuerySelector("td")!.TextContent));

    [Fact]
    public async Task A_head_nurse_reads_how_the_day_goes()
    {
        await ADay();
        var page = await Figures("head-nurse", "?queue=nurse-advice");
        page.Shows("maanantai 23. marraskuuta 2026 · Keskustan terveysaseman hoitaja");
        Assert.Equal("1", Value(page, "Odottaa nyt"));
        page.Shows("Näistä luvattu aika on mennyt: 1.");
        Assert.Equal("5", Value(page, "Tuli yhteydenottoja"));
        Assert.Equal("3 (60 %)", Value(page, "On saanut vastauksen"));
        Assert.Equal("40 min", Value(page, "Ensimmäinen vastaus, mediaani"));
        Assert.Equal("56 min", Value(page, "Ensimmäinen vastaus, 90 %"));
        Assert.Equal("1 (25 %)", Value(page, "Lupaus pidettiin"));   // of the first, the second, the called and the waiting one
        Assert.Equal("1 (20 %)", Value(page, "Chat vaihtui takaisinsoitoksi"));
        Assert.Equal("1 (20 %)", Value(page, "Lähti ennen vastausta"));
        Assert.Equal("1 (20 %)", Value(page, "Otti uudelleen yhteyttä"));
        page.DoesNotShow("peitetty, jotta");
    }

    [Fact]
    public async Task The_hours_are_drawn_and_told()
    {
        await ADay();
        var page = await Figures("head-nurse");
        Assert.Equal([("8", "2"), ("9", "2"), ("10", "1"), ("11", "0")], Chart(page, 0).Take(4));
        Assert.Equal([("8", "23 min"), ("9", "1 t 0 min"), ("10", "–")], Chart(page, 1).Take(3));
        var drawing = page.All(".chart svg")[0];
        Assert.Equal(3, drawing.QuerySelectorAll("rect").Length);
        Assert.Equal(["Yhteydenotot tunneittain", "Eniten yhteydenottoja tuli kello 8–9: 2."],
            drawing.GetAttribute("aria-labelledby")!.Split(' ').Select(id => drawing.QuerySelector($"#{id}")!.TextContent));
    }

    [Fact]
    public async Task A_manager_sees_every_queue_but_no_small_number()
    {
        await ADay();
        var page = await Figures("manager", "?queue=nurse-advice", language: "en");
        page.Shows("Numbers from 1 to 4 are hidden");
        Assert.Equal(("1–4", "5", "too few to show", "–"), (Value(page, "Waiting now"), Value(page, "Contacts received"), Value(page, "Answered"), Value(page, "First answer, median")));
        Assert.Equal([("8", "1–4"), ("9", "1–4"), ("10", "1–4"), ("11", "0")], Chart(page, 0).Take(4));
        Assert.All(Chart(page, 1), hour => Assert.Equal("–", hour.Item2));
        Assert.Equal(3, page.All(".chart rect.untold").Count);

        Assert.Equal("6", Value(await Figures("manager", language: "en"), "Contacts received"));
        Assert.Equal("1–4", Value(await Figures("manager", "?queue=rantakyla-nurse", language: "en"), "Contacts received"));
    }

    [Fact]
    public async Task Another_units_queue_is_not_found_and_its_contacts_are_not_counted()
    {
        await ADay();
        foreach (var address in (string[])["?queue=rantakyla-nurse", "?queue=no-such", ".csv?queue=rantakyla-nurse"])
            Assert.Equal(HttpStatusCode.NotFound, (await Figures("head-nurse", address)).Status);
        Assert.Equal("5", Value(await Figures("head-nurse"), "Tuli yhteydenottoja"));
        Assert.Equal("1", Value(await Figures("head-nurse", unit: "rantakyla"), "Tuli yhteydenottoja"));
        Assert.Equal("0", Value(await Figures("head-nurse", unit: "laboratorio"), "Tuli yhteydenottoja"));   // a unit without a queue
    }

    [Fact]
    public async Task Another_day_is_chosen_and_what_came_of_it_is_as_known_now()
    {
        await ADay();
        Clock.Advance(TimeSpan.FromDays(1));
        var today = await Figures("head-nurse");
        Assert.Equal(("0", "–", "1"), (Value(today, "Tuli yhteydenottoja"), Value(today, "Ensimmäinen vastaus, mediaani"), Value(today, "Odottaa nyt")));

        var yesterday = await today.Choose("ma 23.11.").Press("Näytä luvut");
        Assert.Equal("5", Value(yesterday, "Tuli yhteydenottoja"));
        yesterday.DoesNotShow("Odottaa nyt");
        Assert.Equal("0", Value(await Figures("head-nurse", "?date=2026-11-22"), "Tuli yhteydenottoja"));
        (await Figures("head-nurse", "?date=2027-01-01")).Shows("tiistai 24. marraskuuta 2026");
        (await Figures("head-nurse", "?date=nonsense")).Shows("tiistai 24. marraskuuta 2026");
    }

    [Fact]
    public async Task A_contact_is_repeated_for_72_hours_in_any_queue_also_from_the_same_browser()
    {
        var (aino, mikko, guest) = (await Host.SignInResident(1), await Host.SignInResident(2), NewGuest());
        await Opened(mikko.Resident);
        Clock.Advance(TimeSpan.FromHours(1));
        foreach (var actor in (Actor[])[aino.Resident, guest]) await Opened(actor, "child-family");
        Clock.Advance(TimeSpan.FromHours(72));   // an hour too long for the first of them
        foreach (var actor in (Actor[])[aino.Resident, mikko.Resident, guest, NewGuest()]) await Opened(actor);
        Assert.Equal("2 (50 %)", Value(await Figures("head-nurse"), "Otti uudelleen yhteyttä"));
    }

    [Theory]
    [InlineData("fi", ';', "Päivä;Jono;Tunti;Tuli;Vastattu;Ensimmäinen vastaus, mediaani (min);")]
    [InlineData("en", ',', "Day,Queue,Hour,Received,Answered,\"First answer, median (min)\",")]
    public async Task The_file_opens_in_a_spreadsheet_and_hides_small_numbers_from_everybody(string language, char separator, string header)
    {
        await ADay();
        var page = await Figures("head-nurse", language: language);
        var file = await page.Follow(language == "fi" ? "Lataa luvut taulukkona (CSV)" : "Download the figures as a table (CSV)");
        Assert.Equal(("text/csv", "figures-2026-11-23.csv"), (file.Response.Content.Headers.ContentType!.MediaType, file.Response.Content.Headers.ContentDisposition!.FileName));
        var lines = (await file.Response.Content.ReadAsStringAsync(Ct)).TrimStart('\ufeff').TrimEnd().Split("\r\n");
        Assert.StartsWith(header, lines[0]);
        Assert.Equal(["2026-11-23", "nurse-advice", "", "5", "1–4", "", "", "1–4"], lines[1].Split(separator).Take(8));
        Assert.Equal(["2026-11-23", "nurse-advice", "8", "1–4", ""], lines[2].Split(separator).Take(5));
        Assert.All(lines.Skip(1), line => Assert.Equal(13, line.Split(separator).Length));
        Assert.Equal(2 + 8, lines.Length);
    }
}
