using System.Net;
using Portal.Features.Cases;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Chat;

/// <summary>A guest says who they are in the middle of the conversation: it stays, once, in the same browser only.</summary>
public sealed class StepUpTests : ChatTest
{
    [Fact]
    public async Task The_conversation_goes_on_as_theirs_and_the_nurse_sees_when_and_as_whom()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        var (id, key) = (CaseOf(page), (await Stored(CaseOf(page))).GuestKey!);
        await Answer(id);
        Assert.Contains("/fi/login?returnUrl=", await Identify(guest, page));
        var aino = await LoggedIn(guest);
        Clock.Advance(TimeSpan.FromMinutes(2));

        var confirm = await guest.Open($"/fi/chat/case/{id}/identify");
        confirm.Shows("Aino 901 Testinen, oma asia");
        confirm.Shows("Nimesi ja ikäsi");
        var mine = await confirm.Press("Jatka: Aino 901 Testinen");
        Assert.Equal($"/fi/chat/case/{id}", mine.Path);
        mine.Shows(Question);
        mine.Shows("Kuinka vanha lapsi on?");
        mine.Shows("Tunnistauduit klo 8.02");
        await mine.Fill("text", "Neljä vuotta.").Press("Lähetä");

        var its = await Stored(id);
        Assert.Equal((aino.Id, null, aino.Id.Value, "self", 3), (its.Subject, its.GuestKey, its.OpenedBy, its.OpenedBasis, its.LastSeq));
        var (_, _, events) = (await Cases.Whole(Nurse.Professional, id, 0, Ct))!.Value;
        var identified = Assert.Single(events, e => e.Kind == CaseEvents.Identified);
        Assert.Equal((Clock.Now, "resident", aino.Id.Value, "self"), (identified.At, identified.ByKind, identified.By, identified.Detail));
        Assert.Contains("cases.case.identified", (await Audit.LinesOf(aino.Id)).Select(l => l.Action));
        Assert.Null(await Cases.One(new Guest(key), id, Ct));   // the key opens it no more
    }

    [Fact]
    public async Task What_was_typed_and_not_sent_comes_along()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        var to = Uri.UnescapeDataString(await Identify(guest, page, "Kuume on 39."));
        await LoggedIn(guest);
        var mine = await (await guest.Open(to[(to.IndexOf('=') + 1)..])).Press("Jatka: ");
        Assert.Equal("Kuume on 39.", mine.Find("#text").TextContent.Trim());
        Assert.Equal(1, (await Stored(CaseOf(page))).LastSeq);
    }

    [Fact]
    public async Task It_can_be_the_matter_of_somebody_one_acts_for()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        await Identify(guest, page);
        var aino = await LoggedIn(guest);
        var child = await Host.ActFor(aino, TestHetu.Child(4));
        var confirm = await guest.Open($"/fi/chat/case/{CaseOf(page)}/identify");
        confirm.Shows("olet huoltaja");
        await confirm.Press("Jatka: ");
        var its = await Stored(CaseOf(page));
        Assert.Equal((child.Id, aino.Id.Value, "guardian", true), (its.Subject, its.OpenedBy, its.OpenedBasis, its.OpenToDelegate));
        Assert.Equal("guardian", await Db.ReadOne<string>("select detail from cases.event where kind = 'identified'"));
    }

    [Fact]
    public async Task Not_for_somebody_whose_conversations_are_not_theirs_to_hold()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        await Identify(guest, page);
        await Host.ActFor(await LoggedIn(guest), TestHetu.Child(16));
        (await guest.Open($"/fi/chat/case/{CaseOf(page)}/identify")).Shows("Sinulla ei ole oikeutta keskusteluihin");
        Assert.Null((await Stored(CaseOf(page))).Subject);
    }

    [Fact]
    public async Task A_young_persons_own_conversation_is_not_shown_to_guardians()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        await Identify(guest, page);
        await LoggedIn(guest, TestHetu.Child(13));
        await (await guest.Open($"/fi/chat/case/{CaseOf(page)}/identify")).Press("Jatka: ");
        Assert.False((await Stored(CaseOf(page))).OpenToDelegate);
    }

    [Fact]
    public async Task It_is_used_once()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        await Identify(guest, page);
        await LoggedIn(guest);
        var confirm = await guest.Open($"/fi/chat/case/{CaseOf(page)}/identify");
        var token = guest.Cookies.GetCookies(Host.Address)["portal-handover"]!.Value;
        Assert.DoesNotContain(token, string.Concat(guest.Answers.Select(a => a.RequestMessage!.RequestUri)));
        await confirm.Press("Jatka: ");
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from chat.handover"));
        guest.Cookies.Add(new Cookie("portal-handover", token, "/", Host.Address.Host));
        Assert.Equal($"/fi/chat/case/{CaseOf(page)}", (await guest.Open($"/fi/chat/case/{CaseOf(page)}/identify")).Path);   // theirs already
    }

    [Fact]
    public async Task After_a_quarter_of_an_hour_it_is_too_late_and_nothing_is_lost()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        await Identify(guest, page);
        await LoggedIn(guest);
        var confirm = await guest.Open($"/fi/chat/case/{CaseOf(page)}/identify");
        Clock.Advance(TimeSpan.FromMinutes(15));
        var late = await confirm.Press("Jatka: ");
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        late.Shows("Se on tallella");
        Assert.Null((await Stored(CaseOf(page))).Subject);
        (await guest.Open($"/fi/chat/case/{CaseOf(page)}/identify")).Shows("Tunnistautumisesta on liian kauan");
    }

    [Fact]
    public async Task Another_browser_cannot_take_it_and_a_token_opens_no_other_conversation()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        await Identify(guest, page);
        var other = await Host.SignInResident(7);
        Assert.Equal(HttpStatusCode.NotFound, (await other.Browser.Open($"/fi/chat/case/{CaseOf(page)}/identify")).Status);

        using var victim = Browser();
        var theirs = await Begin(victim);
        await LoggedIn(guest);
        Assert.Equal(HttpStatusCode.NotFound, (await guest.Open($"/fi/chat/case/{CaseOf(theirs)}/identify")).Status);
        Assert.Null((await Stored(CaseOf(theirs))).Subject);
    }

    [Fact]
    public async Task The_wall_itself_gives_nothing_to_a_wrong_key()
    {
        var its = await Opened(NewGuest());
        var aino = await Host.SignInResident();
        await using var work = Host.Get<Portal.Platform.Db.PortalDb>().As(aino.Resident);
        Assert.Null(await Cases.Identify(work, its with { GuestKey = "wrong" }, null, Ct));
    }

    [Fact]
    public async Task An_older_open_matter_can_be_closed_into_it_or_kept()
    {
        foreach (var (number, join) in new[] { (3, true), (4, false) })
        {
            using var guest = Browser();
            var page = await Begin(guest);
            await Identify(guest, page);
            var aino = await LoggedIn(guest, TestHetu.Of(number));
            var older = await Opened(aino.Resident, "Soittakaa.", CaseChannel.Callback);
            var confirm = await guest.Open($"/fi/chat/case/{CaseOf(page)}/identify");
            confirm.Shows("Sinulla on soittopyyntö, jonka jätit klo 8.00.");
            if (join) confirm.Choose("Tämä on sama asia");
            await confirm.Press("Jatka: ");
            Assert.Equal((join ? CaseState.Closed : CaseState.Received, join ? "duplicate" : null), (await Stored(older.Id)) is var o ? (o.State, o.Outcome) : default);
            Assert.Equal(join ? $"{older.Id}" : null,
                (await Db.Read<string>("select detail from cases.event where case_id = @id and kind = 'joined'", new { id = CaseOf(page) })).SingleOrDefault());
        }
    }

    [Fact]
    public async Task Logged_in_by_another_way_the_browser_that_began_it_is_asked()
    {
        using var guest = Browser();
        var page = await Begin(guest);
        await LoggedIn(guest);
        (await guest.Open(page.Path)).Shows("Jatka keskustelua tunnistautuneena");
    }

    /// <summary>Presses "Tunnistaudu"; where it leads.</summary>
    async Task<string> Identify(Browser browser, Page page, string typed = "")
    {
        using var answer = await browser.Send(HttpMethod.Post, page.Address.AbsolutePath, new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "write", ["do"] = "identify", ["text"] = typed, ["message"] = $"{Guid.NewGuid()}",
            ["__RequestVerificationToken"] = page.All("input[name=__RequestVerificationToken]")[0].GetAttribute("value")!,
        }), ("Sec-Fetch-Site", "same-origin"));
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>The login itself has tests of its own: the session's cookie comes into this browser.</summary>
    async Task<SignedInResident> LoggedIn(Browser browser, string? hetu = null)
    {
        var resident = hetu is null ? await Host.SignInResident(1) : await Host.SignInResident(hetu);
        browser.Cookies.Add(resident.Browser.Cookies.GetCookies(Host.Address)["portal"]!);
        return resident with { Browser = browser };
    }
}
