using System.Net;
using Portal.Features.Cases;
using Portal.Features.Measurements;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements;

/// <summary>Sending drafts, what has been sent, and one reading: corrected and withdrawn.</summary>
public class SendPageTests : MeasurementTest
{
    const string Send = "/fi/measurements/send";

    [Fact]
    public async Task Drafts_are_sent_with_a_few_words_and_the_page_says_how_they_stand()
    {
        var aino = await Host.SignInResident();
        var (one, two) = (Pressure(132, 84), Pressure(128, 80, at: At(7, 40)));
        await Record(aino.Resident, one, two);
        var page = await aino.Browser.Open(Send);
        Assert.Equal(2, page.All("input[type=checkbox][checked]").Count);
        page = await page.Clear("128/80 mmHg, tänään klo 7.40").Choose(Queue.Name.Fi).Fill("text", "Lääke vaihtui.").Press("Lähetä");
        page.Shows("Mittaukset on lähetetty");
        page.Shows("Lääke vaihtui.");
        page.Shows("Verenpaine: 132/84 mmHg");
        page.DoesNotShow("128/80");
        var sent = await Latest(one.Id);
        Assert.Equal((ReadingState.Sent, ReadingState.Draft), (sent.State, (await Latest(two.Id)).State));
        var its = await Stored(sent.CaseId!.Value);
        Assert.Equal((CaseChannel.Measurements, "measurements", "nurse-advice"), (its.Channel, its.Area, its.Queue));
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.readings.sent" && l.Object == its.Id);
        Assert.Contains($"/fi/measurements/sent/{its.Id}", (await aino.Browser.Open("/fi/my")).All("a").Select(a => a.GetAttribute("href")));
        (await aino.Browser.Open("/fi/measurements")).Shows("1 lähetetty");
    }

    [Fact]
    public async Task More_joins_what_has_not_been_answered_words_and_all()
    {
        var aino = await Host.SignInResident();
        var first = await Sent(aino.Resident, Pressure(132, 84));
        var more = Pressure(138, 88, at: At(7, 50));
        await Record(aino.Resident, more);
        var page = await (await aino.Browser.Open(Send)).Choose(Queue.Name.Fi).Fill("text", "Vielä yksi.").Press("Lähetä");
        Assert.Contains($"/sent/{first}", page.Path);
        Assert.Equal(first, (await Latest(more.Id)).CaseId);
        Assert.Contains(await Conversation(aino.Resident, first), m => m.Text == "Vielä yksi.");
    }

    [Fact]
    public async Task A_plans_readings_go_to_whoever_ordered_it()
    {
        var aino = await Host.SignInResident();
        var plan = await OrderedWeek(aino.Id);
        var entry = Pressure(132, 84, plan: plan);
        await Record(aino.Resident, entry);
        var page = await aino.Browser.Open(Send);
        Assert.Empty(page.All("input[type=radio]"));
        page.Shows("Verenpaine: Verenpaineviikko");
        await page.Press("Lähetä");
        Assert.Equal(At(16, day: 9), (await Stored((await Latest(entry.Id)).CaseId!.Value)).PromisedAt);
    }

    [Fact]
    public async Task Pressing_twice_sends_once_and_leads_to_the_same_page()
    {
        var aino = await Host.SignInResident();
        await Record(aino.Resident, Pressure(132, 84));
        var page = (await aino.Browser.Open(Send)).Choose(Queue.Name.Fi);
        var (a, b) = (await page.Press("Lähetä"), await page.Press("Lähetä"));
        Assert.Equal(a.Path.Split('?')[0], b.Path.Split('?')[0]);
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from cases.case", null));
    }

    [Fact]
    public async Task Two_tabs_at_once_send_one_submission()
    {
        var aino = await Host.SignInResident();
        var entries = Enumerable.Range(0, 20).Select(i => Pressure(132, 84, at: At(7, i))).ToArray();
        await Record(aino.Resident, entries);
        var send = Host.Get<SendReadings>();
        var sent = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => send.Handle(aino.Resident, Guid.CreateVersion7(), "nurse-advice", [.. entries.Select(e => e.Id)], "Hei", "fi", null, Ct)));
        Assert.Single(sent, s => s.Outcome == SendReadings.Outcome.Sent);
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from cases.case", null));
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from cases.message", null));
    }

    [Fact]
    public async Task A_draft_of_a_watched_plan_that_is_corrected_to_a_dangerous_value_is_sent_at_once()
    {
        var aino = await Host.SignInResident();
        var entry = Pressure(132, 84, plan: await OrderedWeek(aino.Id));
        await Record(aino.Resident, entry);
        var page = await (await aino.Browser.Open($"/fi/measurements/reading/{entry.Id}?what=correct")).Fill("systolic", "192").Press("Tallenna korjaus");
        page.Shows("Tämä lähetettiin heti:");
        var sent = await Latest(entry.Id);
        Assert.Equal((ReadingState.Sent, "dangerous-value"), (sent.State, (await Stored(sent.CaseId!.Value)).UrgencyWhy));
    }

    [Fact]
    public async Task Nothing_chosen_and_nobody_chosen_are_said_beside_the_fields()
    {
        var aino = await Host.SignInResident();
        await Record(aino.Resident, Pressure(132, 84));
        var page = await (await aino.Browser.Open(Send)).Clear("132/84 mmHg").Fill("text", "Hei").Press("Lähetä");
        page.Shows("Valitse ainakin yksi mittaus.");
        page.Shows("Valitse, kenelle lähetät.");
        Assert.Equal("Hei", page.Find("#text").TextContent.Trim());
    }

    [Fact]
    public async Task Somebody_elses_drafts_are_not_sent_and_their_pages_not_found()
    {
        var (aino, other) = (await Host.SignInResident(), await Host.SignInResident(2));
        var (theirs, mine) = (Pressure(132, 84), Pressure(120, 80));
        await Record(aino.Resident, theirs);
        await Record(other.Resident, mine);
        var page = (await other.Browser.Open(Send)).Choose(Queue.Name.Fi);
        page.Find("input[name=ids]").SetAttribute("value", $"{theirs.Id}");
        page = await page.Press("Lähetä");
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
        Assert.Equal(ReadingState.Draft, (await Latest(theirs.Id)).State);
        var its = await Sent(aino.Resident, Pressure(133, 85));
        foreach (var path in (string[])[$"/fi/measurements/sent/{its}", $"/fi/measurements/reading/{theirs.Id}"])
            Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.Open(path)).Status);
    }

    [Fact]
    public async Task A_message_goes_on_with_the_matter()
    {
        var aino = await Host.SignInResident();
        var its = await Sent(aino.Resident, Pressure(132, 84));
        var page = await (await aino.Browser.Open($"/fi/measurements/sent/{its}")).Fill("text", "Unohdin sanoa.").Press("Lähetä viesti");
        page.Shows("Unohdin sanoa.");
        page = await page.Fill("text", " ").Press("Lähetä viesti");
        page.Shows("Kirjoita viesti.");
        Assert.Equal(HttpStatusCode.BadRequest, (await page.Fill("text", "nolla \0").Press("Lähetä viesti")).Status);
    }

    [Fact]
    public async Task A_reading_is_corrected_on_its_page()
    {
        var aino = await Host.SignInResident();
        var entry = Pressure(132, 84);
        await Record(aino.Resident, entry);
        var page = await (await aino.Browser.Open($"/fi/measurements/reading/{entry.Id}")).Follow("Korjaa");
        Assert.Equal("132", page.Find("#systolic").GetAttribute("value"));
        page = await page.Fill("systolic", "123").Press("Tallenna korjaus");
        page.Shows("Korjaus on tallennettu.");
        page.Shows("Versio 1");
        Assert.Equal([132m, 123m], (await Versions(entry.Id)).Select(r => r.Value1!.Value));
        Assert.Equal(entry.MeasuredAt, (await Latest(entry.Id)).MeasuredAt);
    }

    [Fact]
    public async Task A_correction_that_changes_nothing_or_comes_late_is_said()
    {
        var aino = await Host.SignInResident();
        var entry = Pressure(132, 84);
        await Record(aino.Resident, entry);
        var page = await aino.Browser.Open($"/fi/measurements/reading/{entry.Id}?what=correct");
        (await page.Press("Tallenna korjaus")).Shows("Mikään ei muuttunut.");
        await Change(aino.Resident, entry.Id, 1, Pressure(130, 84, id: entry.Id));
        page = await page.Fill("systolic", "123").Press("Tallenna korjaus");
        page.Shows("Mittaus on muuttunut sen jälkeen");
        Assert.Equal("123", page.Find("#systolic").GetAttribute("value"));
        Assert.Equal(2, (await Versions(entry.Id)).Count);
    }

    [Fact]
    public async Task A_reading_is_withdrawn_after_a_question()
    {
        var aino = await Host.SignInResident();
        var entry = Pressure(132, 84);
        var its = await Sent(aino.Resident, entry);
        var page = await (await aino.Browser.Open($"/fi/measurements/reading/{entry.Id}")).Follow("Poista mittaus");
        var late = page.Fill("why", "Väärä mansetti");
        page = await late.Press("Poista mittaus");
        page.Shows("Mittaus on poistettu.");
        Assert.Equal((ReadingState.Withdrawn, "Väärä mansetti"), await Latest(entry.Id) is var r ? (r.State, r.Words) : default);
        Assert.Equal("withdrawn", (await Stored(its)).Outcome);
        (await late.Press("Poista mittaus")).Shows("Mittaus on muuttunut sen jälkeen");
        (await aino.Browser.Open($"/fi/measurements/sent/{its}")).Shows("kaikki mittaukset on poistettu");
    }

    [Fact]
    public async Task Drafts_that_wait_for_days_are_a_duty_on_the_home_page()
    {
        var aino = await Host.SignInResident();
        await Record(aino.Resident, Pressure(132, 84));
        (await aino.Browser.Open("/fi/my")).DoesNotShow("odottaa lähettämistä");
        Clock.Advance(TimeSpan.FromDays(2));
        aino = await Host.SignInResident();
        (await aino.Browser.Open("/fi/my")).Shows("Yksi mittaus odottaa lähettämistä");
    }
}
