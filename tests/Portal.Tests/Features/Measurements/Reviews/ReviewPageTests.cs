using Portal.Features.Cases;
using Portal.Features.Measurements;
using Portal.Features.Measurements.Reviews;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Reviews;

/// <summary>A nurse goes through a submission: one form, one press.</summary>
public sealed class ReviewPageTests : ReviewTest
{
    const string Finish = "Hyväksy, vastaa ja päätä asia";

    [Fact]
    public async Task An_ordinary_week_is_accepted_answered_and_ended_in_one_press()
    {
        var aino = await Host.SignInResident();
        var (id, entries) = await SentWeek(aino.Resident);
        var nurse = await Host.SignInProfessional();
        var page = await nurse.Browser.Open(PageOf(id));

        // Of days 2–7: upper 129, 130, 128, 129, 130, 128 in the morning, 127, 126 … in the evening: 774 + 759 of 12 = 127.75; lower 77.
        page.Shows("128/77 mmHg");
        page.Shows("laskettu 12 mittauksesta; mitattu 7 päivänä, ensimmäinen jätetty pois");
        page.Shows("100 % (12/12) (tavoite alle 135/85)");
        page.Shows("aamulla 129/78, illalla 127/76");
        Assert.Contains("Arvosi ovat tavoitteessa", page.Find("textarea[name=answer]").TextContent);
        Assert.Equal(14, page.All("tr[data-reading]").Count);
        Assert.False(page.Find(".review-part > details").HasAttribute("open"));   // nothing in them that the summary does not tell
        page = await page.Press(Finish);
        page.Shows("Asia on päätetty.");
        Assert.StartsWith("/fi/staff/worklist", page.Path);

        foreach (var entry in entries) Assert.Equal(ReadingState.Accepted, (await Latest(entry.Id)).State);
        var review = Assert.Single(await Reviews());
        Assert.Equal((ReviewDecision.Accepted, 14, 7, 128m, 77m, 61m, true), (review.Decision, review.Readings, review.Days, review.Mean1!.Value, review.Mean2!.Value, review.Mean3!.Value, review.FirstDayOut));
        Assert.All(await Versions(entries[0].Id), r => Assert.Equal(review.Id, r.ReviewId));
        var ended = await Stored(id);
        Assert.Equal((CaseState.Closed, "measurements-reviewed", "Verenpaine: keskiarvo 128/77 mmHg. Mittauksia 14, päiviä 7. Ensimmäinen päivä ei ole mukana keskiarvossa."), (ended.State, ended.Outcome, ended.Summary));
        Assert.Contains("Arvosi ovat tavoitteessa", (await Conversation(aino.Resident, id))[^1].Text);
        Assert.Equal([.. Enumerable.Repeat("reading:1", 14), "review:0"], await News());
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from jobs.job where queue = 'ehr-cases'"));
        var lines = await Audit.LinesOf(aino.Id);
        Assert.Equal(14, lines.Count(l => l.Action == "measurements.reading.accepted" && l.Staff == nurse.Professional.StaffId));
        foreach (var action in (string[])["measurements.submission.seen", "measurements.submission.reviewed", "cases.case.taken", "cases.case.closed"]) Assert.Contains(lines, l => l.Action == action);
        // The answer is not looked for below all that was sent.
        Assert.Equal(["messages", "readings"], (await (await Host.SignInResident()).Browser.Open($"/fi/measurements/sent/{id}")).All("main section > h2").Select(h => h.Id));
    }

    [Fact]
    public async Task The_marked_ones_are_left_out_with_their_reason()
    {
        var aino = await Host.SignInResident();
        var (odd, other) = (Pressure(182, 110, at: At(7, 30, -1)), Pressure(128, 78, at: At(20, day: -1)));
        var id = await Sent(aino.Resident, odd, other);
        var nurse = await Host.SignInProfessional();
        var page = await nurse.Browser.Open(PageOf(id));
        page = await page.Choose("Jätä pois su 22.11. 7.30").Fill("answer", "Kiitos mittauksista!").Press(Finish);
        Assert.Equal(422, (int)page.Status);
        page.Shows("Valitse syy tai kirjoita se.");
        Assert.Equal("Kiitos mittauksista!", page.Find("textarea[name=answer]").TextContent.Trim());
        Assert.Equal(ReadingState.Seen, (await Latest(odd.Id)).State);

        page = await page.Fill($"why-{odd.Id}", "not-rested").Press(Finish);
        page.Shows("Asia on päätetty.");
        var (left, kept) = (await Latest(odd.Id), await Latest(other.Id));
        Assert.Equal((ReadingState.Refused, "Mitattu rasituksen jälkeen tai ilman lepoa"), (left.State, left.Reason));
        Assert.Equal(ReadingState.Accepted, kept.State);
        var review = Assert.Single(await Reviews());
        Assert.Equal((ReviewDecision.Partly, 1, 128m), (review.Decision, review.Readings, review.Mean1!.Value));
        Assert.Equal(["reading:1"], await News());   // the mean of one is the reading itself
        Assert.Equal("Kiitos mittauksista!\n\nEn hyväksynyt näitä mittauksia:\n– su 22.11. 7.30, 182/110: Mitattu rasituksen jälkeen tai ilman lepoa", (await Conversation(aino.Resident, id))[^1].Text);
    }

    [Fact]
    public async Task Ones_own_words_are_a_reason_too()
    {
        var aino = await Host.SignInResident();
        var odd = Pressure(182, 110, at: At(7, 30, -1));
        var id = await Sent(aino.Resident, odd);
        var page = await (await Host.SignInProfessional()).Browser.Open(PageOf(id));
        await page.Choose("Jätä pois").Fill($"own-{odd.Id}", "Sovimme puhelimessa.").Fill("answer", "Hei!").Press(Finish);
        Assert.Equal("Sovimme puhelimessa.", (await Latest(odd.Id)).Reason);
        Assert.Equal("Verenpaine: mittauksia ei lisätty potilaskertomukseen.\nPois jätettyjä mittauksia: 1.", (await Stored(id)).Summary);
        Assert.Empty(await News());
    }

    [Fact]
    public async Task What_the_resident_corrects_meanwhile_stops_it_and_is_shown()
    {
        var aino = await Host.SignInResident();
        var (one, two) = (Pressure(132, 84, at: At(7, 0, -1)), Pressure(130, 80, at: At(20, 0, -1)));
        var id = await Sent(aino.Resident, one, two);
        var page = await (await Host.SignInProfessional()).Browser.Open(PageOf(id));
        await Change(aino.Resident, one.Id, 1, one with { Values = [123, 84, null] });
        page = await page.Fill("answer", "Kaikki hyvin.").Press(Finish);

        Assert.Equal(409, (int)page.Status);
        page.Shows("Mittaukset ovat muuttuneet");
        page.Shows("su 22.11. 7.00: korjattu 132/84 mmHg → 123/84 mmHg");
        page.Shows("Aiemmin: 132/84 mmHg");
        Assert.Equal("Kaikki hyvin.", page.Find("textarea[name=answer]").TextContent.Trim());
        Assert.True((await Stored(id)).IsOpen);
        Assert.Null((await Stored(id)).Holder);
        Assert.Empty(await Reviews());
        Assert.DoesNotContain(await Conversation(aino.Resident, id), m => m.Side == "professional");

        (await page.Press(Finish)).Shows("Asia on päätetty.");
        Assert.Equal((ReadingState.Accepted, 2), ((await Latest(one.Id)).State, (await Latest(one.Id)).Version));
        Assert.Equal(127m, (await Reviews())[0].Mean1);   // of 123 and 130
    }

    [Fact]
    public async Task More_is_asked_for_and_what_comes_is_looked_at_with_the_rest()
    {
        var aino = await Host.SignInResident();
        var first = Pressure(132, 84, at: At(7, 0, -1));
        var id = await Sent(aino.Resident, first);
        var nurse = await Host.SignInProfessional();
        var page = await (await nurse.Browser.Open(PageOf(id))).Fill("want", "days").Press("Pyydä lisää");
        page.Shows("Vastaus on lähetetty.");
        var wanted = await Latest(first.Id);
        Assert.Equal((ReadingState.Wanted, "Lisää mittauspäiviä"), (wanted.State, wanted.Reason));
        Assert.Equal((WaitsFor.Resident, true), ((await Stored(id)).WaitsFor, (await Stored(id)).IsOpen));
        Assert.Equal(ReviewDecision.More, Assert.Single(await Reviews()).Decision);
        Assert.Empty(await News());
        Assert.Contains("Tarvitsen vielä muutaman", (await Conversation(aino.Resident, id))[^1].Text);

        var second = Pressure(130, 82, at: At(7, 30));
        Assert.Equal(id, await Sent(aino.Resident, second));
        Assert.Equal(WaitsFor.Us, (await Stored(id)).WaitsFor);
        page = await (await nurse.Browser.Open(PageOf(id))).Fill("answer", "Kiitos!").Press(Finish);
        page.Shows("Asia on päätetty.");
        Assert.Equal(2, (await Reviews())[1].Readings);
        Assert.Equal((ReadingState.Accepted, null), ((await Latest(first.Id)).State, (await Latest(first.Id)).Reason));
    }

    [Fact]
    public async Task A_dangerous_value_is_told_and_no_answer_is_suggested()
    {
        var aino = await Host.SignInResident();
        var plan = await OrderedWeek(aino.Id);
        var kept = await Record(aino.Resident, Pressure(192, 122, at: At(7), plan: plan));
        var page = await (await Host.SignInProfessional()).Browser.Open(PageOf(kept.CaseId!.Value));
        page.Shows("vaararaja: ");
        Assert.True(page.Find(".review-part > details").HasAttribute("open"));
        Assert.Equal("", page.Find("textarea[name=answer]").TextContent.Trim());
        page = await page.Press(Finish);
        Assert.Equal(422, (int)page.Status);
        page.Shows("Kirjoita vastaus tai valitse vastauspohja.");
        page = await page.Fill("template", "measurements-high-contact").PressValue("do", "template");
        Assert.Contains("selvästi yli tavoitteen", page.Find("textarea[name=answer]").TextContent);
        (await page.Press(Finish)).Shows("Asia on päätetty.");
    }

    [Fact]
    public async Task The_drawing_has_a_name_and_a_sentence_and_the_last_year_can_be_seen()
    {
        var aino = await Host.SignInResident();
        var (id, _) = await SentWeek(aino.Resident);
        var page = await (await Host.SignInProfessional()).Browser.Open(PageOf(id));
        var svg = page.Find("svg[role=img]");
        Assert.Equal(["Verenpaine, mmHg", "Mittauksia 14, päiviä 7. Yläpaine: keskiarvo 128, pienin 126, suurin 130. Alapaine: keskiarvo 77, pienin 76, suurin 78."],
            svg.GetAttribute("aria-labelledby")!.Split(' ').Select(part => page.Document.GetElementById(part)!.TextContent));
        Assert.Equal("Mittaukset: Verenpaine", page.Find(".review table caption").TextContent);
        page = await page.Follow("Näytä viimeinen vuosi, Verenpaine");
        page.Shows("Viimeinen vuosi, viikoittain");
        Assert.Equal(2, page.All("svg[role=img]").Count);
        Assert.Contains(await Audit.LinesOf(aino.Id), l => l.Action == "measurements.series.seen");
    }

    [Fact]
    public async Task What_was_withdrawn_or_never_came_is_said()
    {
        var aino = await Host.SignInResident();
        var its = await Opened(aino.Resident, null, CaseChannel.Measurements);
        var page = await (await Host.SignInProfessional()).Browser.Open(PageOf(its.Id));
        page.Shows("Mittauksia ei ole tullut.");
        Assert.Empty(page.All("button[name=do][value=finish]"));
    }

    [Fact]
    public async Task The_resident_is_answered_in_their_language()
    {
        var aino = await Host.SignInResident();
        await Record(aino.Resident, [Pressure(160, 95, at: At(7, 30, -1))]);
        var ids = await Db.Read<Guid>("select id from measurements.reading");
        var (_, id) = await Host.Get<SendReadings>().Handle(aino.Resident, Guid.CreateVersion7(), "nurse-advice", ids, null, "sv", null, Ct);
        var page = await (await Host.SignInProfessional()).Browser.Open(PageOf(id!.Value));
        Assert.Contains("Tack för dina mätningar!", page.Find("textarea[name=answer]").TextContent);
        await page.Choose("Jätä pois").Fill($"why-{ids[0]}", "device").Press(Finish);
        Assert.EndsWith("Jag godkände inte de här mätningarna:\n– sön 22.11 7.30, 160/95: Mätaren eller dess läge har troligen gett fel siffra", (await Conversation(aino.Resident, id.Value))[^1].Text);
        Assert.Equal("Mätaren eller dess läge har troligen gett fel siffra", (await Latest(ids[0])).Reason);
    }
}
