using System.Net;
using Portal.Features.Cases;
using Portal.Tests.House;

namespace Portal.Tests.Features.Chat;

/// <summary>The page of a conversation, by forms only.</summary>
public sealed class ChatPageTests : ChatTest
{
    [Fact]
    public async Task Both_write_and_states_are_said_in_words()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        var id = CaseOf(page);
        page.Shows("perillä");
        await Nurse.Browser.Open($"/fi/staff/cases/{id}");
        await Answer(id);
        var answered = await guest.Open(page.Path);
        answered.Shows("Kuinka vanha lapsi on?");
        answered.Shows("Hoitaja on vastannut.");
        answered.Shows("luettu");
        Assert.StartsWith("(1 uutta)", answered.Title);
        Assert.DoesNotContain("uutta", (await guest.Open(page.Path)).Title);   // now it has been shown

        var again = await answered.Fill("text", "Neljä vuotta.").Press("Lähetä");
        Assert.Equal(["Lapsella on korvakipua.", "Kuinka vanha lapsi on?", "Neljä vuotta."], again.All(".chat .typed").Select(p => p.TextContent));
        Assert.Equal((3, 2), ((await Stored(id)).LastSeq, (await Stored(id)).ResidentRead - 1));
    }

    [Fact]
    public async Task Looking_for_new_messages_keeps_what_is_typed()
    {
        using var guest = Browser();
        var page = (await Begin(guest)).Fill("text", "Odottakaa, mittaan");
        await Answer(CaseOf(page));
        var looked = await page.Press("Katso uudet viestit");
        looked.Shows("Kuinka vanha lapsi on?");
        Assert.Equal("Odottakaa, mittaan", looked.Find("#text").TextContent.Trim());
        Assert.Equal(2, (await Stored(CaseOf(page))).LastSeq);
    }

    [Fact]
    public async Task Pressed_twice_a_message_is_there_once()
    {
        using var guest = Browser();
        var form = (await Begin(guest)).Fill("text", "Kuume on 38,2.");
        await form.Press("Lähetä");
        await form.Press("Lähetä");
        Assert.Equal(2, (await Stored(CaseOf(form))).LastSeq);
    }

    [Fact]
    public async Task Nothing_and_too_much_are_refused_with_the_words_kept()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        var empty = await page.Fill("text", " ").Press("Lähetä");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
        empty.Shows("Kirjoita viesti");
        var long_ = await page.Fill("text", new string('a', 4003)).Press("Lähetä");
        long_.Shows("poista 3");
        Assert.Equal(4003, long_.Find("#text").TextContent.Trim().Length);
    }

    [Fact]
    public async Task What_is_typed_is_text_and_never_markup()
    {
        using var guest = Browser();
        var page = await Begin(guest, "<script>alert(1)</script><b>lihava</b>");
        Assert.Empty(page.All(".chat script, .chat b"));
        page.Shows("<script>alert(1)</script><b>lihava</b>");
    }

    [Fact]
    public async Task One_sees_the_place_in_the_queue_and_keeps_it()
    {
        using var first = Browser();
        using var second = Browser();
        await Begin(first);
        Clock.Advance(TimeSpan.FromSeconds(10));
        var page = await Begin(second);
        page.Shows("Olet jonossa sijalla 2.");
        page.Shows("Vastaus noin 5–20 minuutissa.");
        Clock.Advance(TimeSpan.FromMinutes(1));
        await AtWork(Nurse);
        (await second.Open(page.Path)).Shows("Olet jonossa sijalla 2.");
        await NobodyAtWork();
        (await second.Open(page.Path)).Shows("Paikalla ei ole juuri nyt ketään vastaamassa.");
    }

    [Fact]
    public async Task The_resident_is_noted_to_be_there()
    {
        var aino = await Host.SignInResident();
        var page = await Begin(aino.Browser);
        Clock.Advance(TimeSpan.FromMinutes(7));
        await aino.Browser.Open(page.Path);
        Assert.Equal(Clock.Now, (await Stored(CaseOf(page))).ResidentHereAt);
        Assert.Contains("cases.case.seen", (await Audit.LinesOf(aino.Id)).Select(l => l.Action));
    }

    [Fact]
    public async Task Leaving_the_queue_and_saying_thanks_close_it()
    {
        using var guest = Browser();
        var left = await (await Begin(guest)).Press("Poistu ja sulje asia");
        left.Shows("Poistuit jonosta ennen vastausta.");
        Assert.Equal((CaseState.Closed, "left", "resident"), (await Stored(CaseOf(left))) is var l ? (l.State, l.Outcome, l.ClosedBy) : default);

        var page = await Begin(guest);
        await Answer(CaseOf(page));
        var done = await (await guest.Open(page.Path)).Press("Sulje asia");
        done.Shows("Asia on päättynyt");
        Assert.Equal("thanks", (await Stored(CaseOf(done))).Outcome);
        Assert.Empty(done.All("textarea"));
    }

    [Fact]
    public async Task The_closing_words_stay_and_can_be_saved()
    {
        var aino = await Host.SignInResident();
        var page = await Begin(aino.Browser);
        await Close(CaseOf(page), "Korvatippoja kolme päivää.", "Jos kuume jatkuu torstaihin.");
        var closed = await aino.Browser.Open(page.Path);
        closed.Shows("Korvatippoja kolme päivää.");
        closed.Shows("Jos kuume jatkuu torstaihin.");
        var file = await aino.Browser.Get($"{page.Address.AbsolutePath}/conversation.html");
        Assert.Equal((HttpStatusCode.OK, "attachment"), (file.StatusCode, file.Content.Headers.ContentDisposition!.DispositionType));
        var words = await file.Content.ReadAsStringAsync(Ct);
        Assert.Contains("<html lang=\"fi\">", words);
        Assert.Contains(Question, words);
        Assert.Contains("Korvatippoja kolme päivää.", words);
        var other = await Host.SignInResident(2);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.Get($"{page.Address.AbsolutePath}/conversation.html")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Browser().Get($"{page.Address.AbsolutePath}/conversation.html")).StatusCode);
    }

    [Fact]
    public async Task A_message_to_a_matter_that_ended_meanwhile_begins_a_new_one_that_names_it()
    {
        using var guest = Browser();
        var form = (await Begin(guest)).Fill("text", "Vielä yksi asia.");
        await Close(CaseOf(form), "Hoidettu.", null);
        var refused = await form.Press("Lähetä");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        refused.Shows("Keskustelu ehti päättyä.");
        Assert.Equal("Vielä yksi asia.", refused.Find("#text").TextContent.Trim());
        var begun = await refused.Press("Aloita uusi asia tällä viestillä");
        Assert.NotEqual(CaseOf(form), CaseOf(begun));
        begun.Shows("Vielä yksi asia.");
        Assert.Equal($"{CaseOf(form)}", await Db.ReadOne<string>("select detail from cases.event where case_id = @id and kind = 'joined'", new { id = CaseOf(begun) }));
    }

    [Fact]
    public async Task After_the_end_one_question_is_answered_once()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        await Close(CaseOf(page), "Hoidettu.", null);
        var closed = await guest.Open(page.Path);
        (await closed.Press("Lähetä arvio")).Shows("Valitse, miten asiasi hoidettiin");
        var rated = await closed.Choose("Hyvin").Press("Lähetä arvio");
        rated.Shows("Kiitos arviostasi: 4/5.");
        Assert.Equal(4, (await Stored(CaseOf(page))).Rating);
        Assert.False(await Cases.Rate(new Portal.Platform.Guest((await Stored(CaseOf(page))).GuestKey!), CaseOf(page), 1, Ct));
        Assert.False(await Cases.Rate(NewGuest(), CaseOf(page), 1, Ct));
    }

    async Task Close(Guid id, string summary, string? again)
    {
        await using var work = Host.Get<Portal.Platform.Db.PortalDb>().As(Nurse.Professional);
        Cases.Close(work, (await Cases.One(work, id, Ct))!, "answered", summary, again);
        await work.Commit(Ct);
    }
}
