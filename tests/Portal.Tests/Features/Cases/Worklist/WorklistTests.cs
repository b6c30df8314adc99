using Portal.Features.Cases;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Worklist;

/// <summary>One list of what waits, in an order that it explains, and with nobody's name on it.</summary>
public sealed class WorklistTests : WorkTest
{
    async Task<Case> Waiting(int number, int urgency = 3, int promised = 15, bool returned = false, int? notBefore = null)
    {
        var its = await Opened((await Host.SignInResident(number)).Resident);
        await Db.Write("""
            update cases.case set urgency = @urgency, promised_at = @promised, returned_at = @returned, not_before = @from where id = @id
            """, new { id = its.Id, urgency, promised = Clock.Now.AddMinutes(promised), returned = returned ? Clock.Now : (DateTimeOffset?)null, from = notBefore is { } n ? Clock.Now.AddMinutes(n) : (DateTimeOffset?)null });
        Clock.Advance(TimeSpan.FromSeconds(1));
        return its;
    }

    [Fact]
    public async Task The_order_is_urgency_then_what_came_back_then_the_promise_then_age()
    {
        var older = await Waiting(1);
        var sooner = await Waiting(2, promised: 10);
        var returned = await Waiting(3, promised: 60, returned: true);
        var noHurry = await Waiting(4, urgency: 4, promised: 1);
        var urgent = await Waiting(5, urgency: 1, promised: 90);
        var later = await Waiting(6, urgency: 2, notBefore: 45);
        await Db.Write("update cases.case set promised_at = @at where id = any(@ids)", new { at = Clock.Now.AddMinutes(15), ids = new[] { older.Id } });
        var younger = await Waiting(7);
        await Db.Write("update cases.case set promised_at = @at where id = any(@ids)", new { at = Clock.Now.AddMinutes(15), ids = new[] { older.Id, younger.Id } });

        var page = await (await Host.SignInProfessional()).Browser.Open(Worklist);
        Assert.Equal([urgent.Id, returned.Id, sooner.Id, older.Id, younger.Id, noHurry.Id, later.Id], RowsOf(page));
        page.Shows("Myöhemmin: 1");
        page.Shows("Soittoikkuna alkaa tänään 8.45");
        page.Shows("Näin lista järjestetään");
    }

    [Fact]
    public async Task The_list_shows_nobody_and_so_leaves_no_line_in_their_logs()
    {
        var aino = await Host.SignInResident();
        await Opened(aino.Resident, "Minulla on salaisuus");
        await Opened(NewGuest(), "Toinen salaisuus");
        var page = await (await Host.SignInProfessional()).Browser.Open(Worklist);
        page.Shows("Keskustan terveysaseman hoitaja, 66 v");
        page.Shows("ei tunnistautunut");
        page.DoesNotShow("Testinen");
        page.DoesNotShow("salaisuus");
        Assert.DoesNotContain(await Audit.LinesOf(aino.Id), l => l.Staff is not null);
    }

    [Fact]
    public async Task Each_row_says_why_it_is_where_it_is()
    {
        var late = await Waiting(1, promised: -12);
        await Waiting(2, promised: 9);
        var guest = NewGuest();
        await Opened(guest, "En jaksa enää, haluan kuolla");
        await Db.Write("update cases.case set detail = 'second-attempt', channel = 'callback' where id = @Id", new { late.Id });
        var page = await (await Host.SignInProfessional()).Browser.Open(Worklist);
        page.Shows("Kriisisanoja viestissä");
        page.Shows("Myöhässä 12 min · Toinen soittoyritys");
        page.Shows("Lupauksesta 8 min jäljellä");
        Assert.Contains(page.All("button"), b => AccessibleName.Of(b).StartsWith("Ota keskustelu, ei tunnistautunut, Kriisisanoja viestissä", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_units_and_what_waits_for_the_resident_are_not_on_it_but_mine_are()
    {
        var (nurse, away, head) = (await Host.SignInProfessional(), await Host.SignInProfessional("rantakyla"), await Host.SignInProfessional(role: "head-nurse"));
        var (waiting, mine, answered) = (await Waiting(1), await Waiting(2), await Waiting(3));
        await Taken(nurse, mine);
        foreach (var its in (Case[])[mine, answered]) await Cases.Post(nurse.Professional, its, Guid.CreateVersion7(), "Vastaus", Ct);

        Assert.Equal([waiting.Id, mine.Id], RowsOf(await nurse.Browser.Open(Worklist)).OrderBy(id => id == mine.Id));
        Assert.Equal([mine.Id], RowsOf(await nurse.Browser.Open(Worklist + "?whose=mine")));
        Assert.Equal([waiting.Id], RowsOf(await nurse.Browser.Open(Worklist + "?whose=free")));
        Assert.Empty(RowsOf(await away.Browser.Open(Worklist)));
        Assert.Equal(3, RowsOf(await head.Browser.Open(Worklist)).Count());   // the head nurse sees all that is open
    }

    [Fact]
    public async Task What_is_late_comes_first_on_the_head_nurses_list()
    {
        var urgent = await Waiting(1, urgency: 1);
        var late = await Waiting(2, urgency: 4, promised: -5);
        await Db.Write("update cases.case set late_at = @now where id = @Id", new { late.Id, now = Clock.Now });
        var head = await (await Host.SignInProfessional(role: "head-nurse")).Browser.Open(Worklist);
        Assert.Equal([late.Id, urgent.Id], RowsOf(head));
        Assert.Single(head.All("tr .tag.alarm"));
        Assert.Equal([urgent.Id, late.Id], RowsOf(await (await Host.SignInProfessional()).Browser.Open(Worklist)));
    }

    [Fact]
    public async Task The_strip_tells_how_the_day_goes()
    {
        var nurse = await Host.SignInProfessional();
        var (quick, slow) = (await Waiting(1), await Waiting(2));
        await Waiting(3);
        Clock.Advance(TimeSpan.FromMinutes(4));
        await Cases.Post(nurse.Professional, quick, Guid.CreateVersion7(), "Hei", Ct);
        Clock.Advance(TimeSpan.FromMinutes(26));
        await Cases.Post(nurse.Professional, slow, Guid.CreateVersion7(), "Hei", Ct);
        var strip = (await (await Host.SignInProfessional()).Browser.Open(Worklist)).Find(".kpis").TextContent;
        Assert.Equal("1 odottaa 17 min mediaani ensimmäiseen vastaukseen tänään 33 % lupauksista pidetty tänään 1 paikalla", string.Join(' ', strip.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task Who_is_at_work_is_seen_and_says_whether_they_take_chats()
    {
        var nurse = await Host.SignInProfessional();
        Assert.Equal(0, (await Cases.StateOf(Queue, Ct)).Present);
        var page = await nurse.Browser.Open(Worklist);
        Assert.Equal(1, (await Cases.StateOf(Queue, Ct)).Present);
        page = await page.Press("En ota nyt uusia keskusteluja");
        page.Shows("ei ota keskusteluja");
        Assert.Equal(0, (await Cases.StateOf(Queue, Ct)).Present);
        await page.Press("Otan keskusteluja");
        Assert.Equal(1, (await Cases.StateOf(Queue, Ct)).Present);
        Clock.Advance(Promises.Fresh + TimeSpan.FromSeconds(1));   // not heard of any more
        Assert.Equal(0, (await Cases.StateOf(Queue, Ct)).Present);
    }

    [Fact]
    public async Task Without_a_script_the_list_refreshes_itself_and_that_does_not_keep_an_unused_session_open()
    {
        var nurse = await Host.SignInProfessional();
        var page = await nurse.Browser.Open(Worklist + "?whose=mine");
        Assert.Equal("30; url=/fi/staff/worklist?whose=mine&refreshed=1", page.Find("noscript meta").GetAttribute("content"));
        for (var minutes = 0; minutes < 40 && page.Path.StartsWith(Worklist, StringComparison.Ordinal); minutes += 5)
        {
            Clock.Advance(TimeSpan.FromMinutes(5));
            page = await nurse.Browser.Open(Worklist + "?whose=mine&refreshed=1");
        }
        Assert.StartsWith("/fi/login", page.Path);
    }
}
