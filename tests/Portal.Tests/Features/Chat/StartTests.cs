using System.Net;
using Portal.Features.Cases;
using Portal.Tests.House;

namespace Portal.Tests.Features.Chat;

/// <summary>Before a chat begins, and how it begins: seen from the resident's browser.</summary>
public sealed class StartTests : ChatTest
{
    [Fact]
    public async Task The_pages_say_when_an_answer_comes_what_it_costs_and_what_else_there_is()
    {
        using var visitor = Browser();
        var choose = await visitor.Open("/fi/chat");
        choose.Shows("Keskustan terveysaseman hoitaja");
        var start = await choose.Follow("Keskustan terveysaseman hoitaja");
        start.Shows("Vastaus noin 8 minuutissa tai nopeammin.");
        start.Shows("Maksuton.");
        start.Shows("Pyydä, että soitamme");
        start.Shows("Voit kysyä kertomatta, kuka olet.");
        Assert.Equal("/fi/callback/nurse-advice", start.Find("a[href='/fi/callback/nurse-advice']").GetAttribute("href"));
    }

    [Fact]
    public async Task A_guest_asks_without_saying_who_they_are_and_only_their_browser_finds_it()
    {
        using var guest = Browser();
        var page = await (await guest.Open(Start)).Fill("question", Question).Fill("name", "Liisa").Press("Lähetä ja aloita keskustelu");
        page.Shows(Question);
        page.Shows("Olet seuraavana vuorossa.");
        page.Shows("perillä");
        var its = await Stored(CaseOf(page));
        Assert.Equal((null, "Liisa", CaseChannel.Chat, "keskusta"), (its.Subject, its.GuestName, its.Channel, its.Unit));
        Assert.NotNull(its.GuestKey);

        using var other = Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await other.Open(page.Path)).Status);
        var stranger = await Host.SignInResident(5);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.Browser.Open(page.Path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Nurse.Browser.Open(page.Path)).Status);   // professionals have a page of their own
    }

    [Fact]
    public async Task A_resident_asks_in_their_own_name_and_it_is_audited()
    {
        var aino = await Host.SignInResident();
        var page = await Begin(aino.Browser);
        var its = await Stored(CaseOf(page));
        Assert.Equal((aino.Id, null, aino.Id.Value, "self"), (its.Subject, its.GuestKey, its.OpenedBy, its.OpenedBasis));
        Assert.Contains("cases.case.received", (await Audit.LinesOf(aino.Id)).Select(l => l.Action));
        var other = await Host.SignInResident(2);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.Open(page.Path)).Status);
    }

    [Theory]
    [InlineData("", "040 123 4567", "Kirjoita kysymyksesi")]
    [InlineData("Korva on kipeä", "040 12", "Tarkista numero.")]
    public async Task What_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(string question, string phone, string error)
    {
        using var guest = Browser();
        var page = await (await guest.Open(Start)).Fill("question", question).Fill("phone", phone).Press("Lähetä ja aloita keskustelu");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        page.Shows(error);
        Assert.Equal(phone, page.Find("#phone").GetAttribute("value"));
        Assert.Equal(question, page.Find("#question").TextContent.Trim());
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from cases.case"));
    }

    [Fact]
    public async Task The_number_to_call_is_kept_protected()
    {
        using var guest = Browser();
        var page = await (await guest.Open(Start)).Fill("question", Question).Fill("phone", "040 123 4567").Press("Lähetä ja aloita keskustelu");
        var its = await Stored(CaseOf(page));
        Assert.Equal("+358401234567", Cases.NumberOf(its)!.Value.E164);
        Assert.DoesNotContain("401234567", System.Text.Encoding.Latin1.GetString(its.CallbackNumber!));
    }

    [Fact]
    public async Task A_form_sent_twice_begins_one_chat()
    {
        using var guest = Browser();
        var form = (await guest.Open(Start)).Fill("question", Question);
        var (first, again) = (await form.Press("Lähetä ja aloita keskustelu"), await form.Press("Lähetä ja aloita keskustelu"));
        Assert.Equal(CaseOf(first), CaseOf(again));
        Assert.Equal(1, await Db.ReadOne<long>("select count(*) from cases.message"));
    }

    [Fact]
    public async Task When_nobody_is_there_or_it_is_closed_the_page_says_so_and_offers_a_call()
    {
        using var visitor = Browser();
        await NobodyAtWork();
        var nobody = await visitor.Open(Start);
        nobody.Shows("Keskustelussa ei ole nyt ketään vastaamassa.");
        nobody.Shows("Pyydä, että soitamme");
        Assert.Empty(nobody.All("#question"));

        Clock.Set(new(2026, 12, 25, 8, 0, 0, TimeSpan.Zero));
        (await visitor.Open(Start)).Shows("Keskustelu on kiinni joulupäivänä. Se aukeaa maanantai 28.12. klo 8.00.");
    }

    [Fact]
    public async Task What_was_typed_when_it_closed_is_kept_and_can_be_sent_as_a_matter_to_call_about()
    {
        using var guest = Browser();
        var form = (await guest.Open(Start)).Fill("question", Question);
        await NobodyAtWork();
        var refused = await form.Press("Lähetä ja aloita keskustelu");
        Assert.Equal(HttpStatusCode.Conflict, refused.Status);
        refused.Shows("Tekstisi on tallella");
        Assert.Equal(Question, refused.Find("#question").TextContent.Trim());
        var sent = await refused.Press("Lähetä ja pyydä soittoa");
        Assert.StartsWith("/fi/callback/case/", sent.Path);
        var its = await Stored(Guid.Parse(sent.Path.Split('/')[4]));
        Assert.Equal((CaseChannel.Written, 1), (its.Channel, its.LastSeq));
    }

    [Fact]
    public async Task A_second_contact_about_an_open_matter_is_noticed_and_goes_on_in_it()
    {
        var aino = await Host.SignInResident();
        var waiting = await Cases.Open(aino.Resident, new(Queue, CaseChannel.Callback, "Soittakaa minulle.", "fi"), Ct);
        var start = await aino.Browser.Open(Start);
        start.Shows("Sinulla on soittopyyntö, jonka jätit klo 8.00.");
        var joined = await start.Fill("question", "Kuume nousi.").Press("Jatka samaa asiaa");
        Assert.Equal(waiting.Id, CaseOf(joined));
        var its = await Stored(waiting.Id);
        Assert.Equal((CaseChannel.Chat, 2), (its.Channel, its.LastSeq));
        Assert.Equal(1, await Db.ReadOne<long>("select count(*) from cases.case"));
        Assert.Contains("joined", await Db.Read<string>("select kind from cases.event where case_id = @Id", new { waiting.Id }));

        var other = await (await aino.Browser.Open(Start)).Fill("question", "Toinen asia").Press("Tämä on toinen asia");
        Assert.NotEqual(waiting.Id, CaseOf(other));
    }

    [Fact]
    public async Task Somebody_elses_open_matter_is_not_noticed()
    {
        var (aino, other) = (await Host.SignInResident(), await Host.SignInResident(2));
        await Begin(aino.Browser);
        (await other.Browser.Open(Start)).DoesNotShow("avoin asia");
    }

    [Fact]
    public async Task Words_of_danger_show_the_numbers_at_once_and_lift_the_case_without_stopping_the_message()
    {
        using var guest = Browser();
        var page = await Begin(guest, "En halua enää elää.");
        var box = page.Find("[data-crisis=crisis]");
        Assert.False(box.HasAttribute("hidden"));
        Assert.Contains("112", box.TextContent);
        Assert.True(page.Find("[data-crisis=emergency]").HasAttribute("hidden"));
        var its = await Stored(CaseOf(page));
        Assert.Equal((1, "crisis", 1), (its.Urgency, its.UrgencyWhy, its.LastSeq));
    }

    [Fact]
    public async Task Whoever_logs_in_first_finds_what_they_had_typed()
    {
        using var visitor = Browser();
        var login = await (await visitor.Open(Start)).Fill("question", Question).Fill("phone", "040 123 4567").Press("Kirjaudu ja jatka");
        Assert.StartsWith("/fi/login?returnUrl=", login.Path);   // our own page: a form may not lead to another site
        var back = System.Web.HttpUtility.ParseQueryString(login.Address.Query)["returnUrl"]!;
        visitor.Cookies.Add((await Host.SignInResident()).Browser.Cookies.GetCookies(Host.Address)["portal"]!);
        var again = await visitor.Open(back);
        Assert.Equal(Question, again.Find("#question").TextContent.Trim());
        Assert.Equal("040 123 4567", again.Find("#phone").GetAttribute("value"));
        Assert.Equal("", (await visitor.Open(back)).Find("#question").TextContent.Trim());   // given out once
    }

    [Fact]
    public async Task In_Swedish_and_English_too()
    {
        using var visitor = Browser();
        (await visitor.Open("/sv/chat/nurse-advice")).Shows("Svar om cirka 8 minuter eller snabbare.");
        (await visitor.Open("/en/chat/nurse-advice")).Shows("An answer in about 8 minutes or sooner.");
    }

    [Theory]
    [InlineData("/fi/chat/no-such-queue"), InlineData("/fi/chat/case/0193b0a0-0000-7000-8000-000000000000")]
    public async Task What_there_is_not_is_not_found(string address)
    {
        using var visitor = Browser();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.Open(address)).Status);
    }
}
