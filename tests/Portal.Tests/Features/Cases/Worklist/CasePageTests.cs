using Portal.Features.Cases;
using Portal.Features.Cases.Worklist;
using Portal.Platform.Db;
using Portal.Tests.Features.Cases.Attachments;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Worklist;

/// <summary>A professional's page of a case: history, answer, notes.</summary>
public sealed class CasePageTests : WorkTest
{
    [Fact]
    public async Task Opening_it_tells_the_resident_when_it_was_read()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        Clock.Advance(TimeSpan.FromMinutes(7));
        (await nurse.Browser.Open(PageOf(its.Id))).Shows("Ei vielä kenelläkään.");
        var seen = await Stored(its.Id);
        Assert.Equal((CaseState.Seen, Clock.Now, 1), (seen.State, seen.SeenAt, seen.StaffRead));
        await nurse.Browser.Open(PageOf(its.Id));
        Assert.Equal(["received", "seen"], await LedgerOf(its.Id));   // once
    }

    [Fact]
    public async Task An_answer_reaches_the_resident_once_however_often_it_is_sent()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Taken(nurse, await Opened(aino.Resident));
        var page = (await nurse.Browser.Open(PageOf(its.Id))).Fill("text", "Tulkaa heti päivystykseen.");
        (await page.Press("Lähetä vastaus")).Shows("Vastaus on lähetetty.");
        await page.Press("Lähetä vastaus");
        Assert.Equal(["Mistä saan ajan?", "Tulkaa heti päivystykseen."], (await Conversation(aino.Resident, its.Id)).Select(m => m.Text));
        Assert.Equal(CaseState.Answered, (await Stored(its.Id)).State);
    }

    [Fact]
    public async Task An_empty_or_too_long_answer_keeps_what_was_written()
    {
        var nurse = await Host.SignInProfessional();
        var its = await Taken(nurse, await Opened(NewGuest()));
        var page = await nurse.Browser.Open(PageOf(its.Id));
        (await page.Fill("text", " ").Press("Lähetä vastaus")).Shows("Kirjoita vastaus.");
        var longer = await page.Fill("text", new string('a', PostMessage.MaxLength + 1)).Press("Lähetä vastaus");
        Assert.Equal(422, (int)longer.Status);
        Assert.Equal(PostMessage.MaxLength + 1, longer.Find("textarea[name=text]").TextContent.Trim().Length);
        Assert.Equal(1, (await Stored(its.Id)).LastSeq);
    }

    [Fact]
    public async Task A_template_is_filled_in_the_residents_language_and_never_sent_with_a_gap()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var opened = await Cases.Open(aino.Resident, new(Queue, CaseChannel.Chat, "Hej!", "sv"), Ct);
        var its = await Taken(nurse, await Stored(opened.Id));
        var page = await nurse.Browser.Open(PageOf(its.Id));
        page = await page.Fill("text", "Hej Aino!").Fill("template", "answer-if-it-gets-worse").Press("Lisää pohja vastaukseen");
        var text = page.Find("textarea[name=text]").TextContent;
        Assert.StartsWith("Hej Aino!", text.Trim());
        Assert.Contains("Centrums hälsostation", text);
        Assert.Contains("tis 24.11 kl. 8.00", text);   // it is open now: the next opening is tomorrow's

        page = await page.Fill("text", "").Fill("template", "answer-call-you").Press("Lisää pohja vastaukseen");
        Assert.Contains("{when}", page.Find("textarea[name=text]").TextContent);
        var refused = await page.Press("Lähetä vastaus");
        refused.Shows("Täydennä vielä: {when}. Vastausta ei lähetetty.");
        Assert.Equal(1, (await Stored(its.Id)).LastSeq);
    }

    [Fact]
    public async Task A_draft_stays_until_it_is_sent()
    {
        var nurse = await Host.SignInProfessional();
        var its = await Taken(nurse, await Opened(NewGuest()));
        var page = await (await nurse.Browser.Open(PageOf(its.Id))).Fill("text", "Kesken jäänyt").Press("Tallenna luonnos");
        page.Shows("Luonnos on tallessa.");
        Clock.Advance(TimeSpan.FromMinutes(1));
        page = await nurse.Browser.Open(PageOf(its.Id));
        Assert.Equal("Kesken jäänyt", page.Find("textarea[name=text]").TextContent.Trim());
        page = await page.Press("Lähetä vastaus");
        Assert.Equal("", page.Find("textarea[name=text]").TextContent.Trim());
    }

    [Fact]
    public async Task An_answer_to_what_somebody_else_took_meanwhile_is_kept_and_not_sent()
    {
        var (nurse, other) = (await Host.SignInProfessional(), await Host.SignInProfessional(subject: "toinen"));
        var its = await Taken(nurse, await Opened(NewGuest()));
        var page = await nurse.Browser.Open(PageOf(its.Id));
        Clock.Advance(Beat.Lease);
        await Taken(other, its);
        var refused = await page.Fill("text", "Minun vastaukseni").Press("Lähetä vastaus");
        Assert.Equal(409, (int)refused.Status);
        refused.Shows("Vastaustasi ei lähetetty, mutta se on tallessa luonnoksena.");
        Assert.Equal("Minun vastaukseni", await Db.ReadOne<string>("select text from cases.draft"));
        Assert.Equal(1, (await Stored(its.Id)).LastSeq);
    }

    [Fact]
    public async Task A_guest_is_said_to_be_unidentified_and_text_is_text()
    {
        var nurse = await Host.SignInProfessional();
        var its = await Opened(NewGuest(), "<b>lihava</b> & \"lainaus\"");
        var page = await nurse.Browser.Open(PageOf(its.Id));
        page.Shows("Ei ole tunnistautunut");
        page.Shows("<b>lihava</b> & \"lainaus\"");
        Assert.Empty(page.All("[data-messages] b"));
    }

    [Fact]
    public async Task A_file_goes_with_an_answer_and_what_is_no_file_of_ours_is_told_beside_the_field()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Taken(nurse, await Opened(aino.Resident));
        async Task<string> Send(string name, byte[] content)
        {
            var page = await nurse.Browser.Open(PageOf(its.Id));
            using var form = new MultipartFormDataContent();
            foreach (var field in page.All("form:has([name=text]) input[type=hidden]")) form.Add(new StringContent(field.GetAttribute("value")!), field.GetAttribute("name")!);
            form.Add(new StringContent("Tässä ohje."), "text");
            form.Add(new ByteArrayContent(content), "files", name);
            using var answer = await nurse.Browser.Send(HttpMethod.Post, PageOf(its.Id), form, ("Origin", nurse.Browser.Answers[^1].RequestMessage!.RequestUri!.GetLeftPart(UriPartial.Authority)));
            return await answer.Content.ReadAsStringAsync(Ct);
        }
        var refused = await Send("ohje.html", "<script>alert(1)</script>"u8.ToArray());
        Assert.Contains("Tässä ohje.", refused);   // what was typed is kept
        Assert.Contains("files-error", refused);
        Assert.Equal(1, (await Stored(its.Id)).LastSeq);
        await Send("ohje.png", SampleFiles.Png);
        (await nurse.Browser.Open(PageOf(its.Id))).Find("[data-messages] .files img");
        Assert.Equal("ohje.png", await Db.ReadOne<string>("select name from cases.attachment"));
    }

    [Fact]
    public async Task Notes_are_for_colleagues_only()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var guest = NewGuest();
        foreach (var actor in (Portal.Platform.Actor[])[aino.Resident, guest])
        {
            var its = await Opened(actor);
            var page = await nurse.Browser.Open(PageOf(its.Id));
            (await page.Press("Lisää muistiinpano")).Shows("Kirjoita muistiinpano.");
            (await page.Fill("note", "Epäilen vyöruusua").Press("Lisää muistiinpano")).Shows("Epäilen vyöruusua");
            await using var work = Host.Get<PortalDb>().As(actor);
            Assert.Empty(await work.Query<Guid>("select id from cases.note", null, Ct));
            Assert.DoesNotContain((await Cases.Whole(actor, its.Id, 0, Ct))!.Value.Messages, m => m.Text.Contains("vyöruusu"));
        }
    }

    [Fact]
    public async Task Urgency_changes_with_a_reason_that_stays_between_colleagues()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        var page = await nurse.Browser.Open(PageOf(its.Id));
        (await page.Choose("1 Heti").Press("Muuta kiireellisyys")).Shows("Kirjoita, miksi kiireellisyys muuttuu.");
        page = await page.Choose("1 Heti").Fill("why", "Hengenahdistusta").Press("Muuta kiireellisyys");
        page.Shows("Kiireellisyys: 1 Heti");
        page.Shows("Hengenahdistusta");
        Assert.Equal((1, "nurse"), ((await Stored(its.Id)).Urgency, (await Stored(its.Id)).UrgencyWhy));
        Assert.All((await Cases.Whole(aino.Resident, its.Id, 0, Ct))!.Value.Events, e => Assert.Null(e.Note));
    }

    [Theory]
    [InlineData("manager"), InlineData("editor"), InlineData("admin")]
    public async Task Others_than_those_who_care_do_not_get_in(string role)
    {
        var its = await Opened(NewGuest());
        var somebody = await Host.SignInProfessional(role: role);
        foreach (var address in (string[])[Worklist, PageOf(its.Id)])
            Assert.Equal(403, (int)(await somebody.Browser.Open(address)).Status);
    }
}
