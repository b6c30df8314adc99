using System.Net.WebSockets;
using Portal.Features.ActingFor;
using Portal.Features.Cases;
using Portal.Features.Login;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Live;

/// <summary>A connection is worth what its right is worth, from the first byte to the last.</summary>
public sealed class LiveRightsTests : LiveTest
{
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    { ["Cases:Live:Recheck"] = "00:00:00.3", ["Cases:Live:GuestMessagesPerMinute"] = "3", ["Cases:Live:GuestConnectionsPerAddress"] = "4" };

    [Fact]
    public async Task A_session_that_has_ended_is_cut_and_hears_nothing_more()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        var (resident, staff) = (await Connect(aino.Browser), await Connect(nurse.Browser));
        await resident.Join(its.Id);
        await staff.Join(its.Id);
        Host.Outbound.Answer("https://residents.test", _ => new(System.Net.HttpStatusCode.ServiceUnavailable));
        await aino.Browser.Get($"/bff/logout?sid={await Host.SessionOf(aino.Browser)}");
        await resident.Ends();
        await staff.Post(its.Id, "Oletko vielä siellä?");
        Assert.Empty(resident.Messages(its.Id));
        await Assert.ThrowsAsync<WebSocketException>(() => Connect(aino.Browser));
        Assert.True(staff.Open);
    }

    [Fact]
    public async Task A_session_that_nobody_uses_ends_and_listening_does_not_lengthen_it()
    {
        var aino = await Host.SignInResident();
        var its = await Opened(aino.Resident);
        var resident = await Connect(aino.Browser);
        await resident.Join(its.Id);
        var idle = Host.Get<LoginOptions>().Idle;
        Clock.Advance(idle / 2);
        await aino.Browser.Get("/fi", ("X-Live", "1"));   // the page looks by itself
        await resident.Call("Here", its.Id);
        Clock.Advance(idle / 2 + TimeSpan.FromSeconds(1));
        await resident.Ends();
    }

    [Fact]
    public async Task A_right_to_act_for_another_that_has_ended_closes_the_connection()
    {
        var aino = await Host.SignInResident();
        var eevi = await Host.ActFor(aino, TestHetu.Child(4));
        var its = await Opened(eevi.Resident);
        var guardian = await Connect(eevi.Browser);
        await guardian.Join(its.Id);
        Assert.Equal("sent", (await guardian.Post(its.Id, "Eeville")).Outcome);
        await Host.EndRight(eevi);
        await guardian.Ends();
        Assert.Equal(2, (await Stored(its.Id)).LastSeq);
    }

    [Fact]
    public async Task Whoever_chooses_another_person_no_longer_hears_of_the_first()
    {
        var aino = await Host.SignInResident();
        var its = await Opened(aino.Resident);
        var own = await Connect(aino.Browser);
        await own.Join(its.Id);
        await Host.ActFor(aino, TestHetu.Child(4));
        await own.Ends();
    }

    [Fact]
    public async Task A_unit_that_has_given_a_case_away_hears_no_more_of_it()
    {
        var (browser, nurse, elsewhere) = (GuestBrowser.New(), await Host.SignInProfessional(), await Host.SignInProfessional("rantakyla", subject: "other-unit"));
        var its = await Opened(browser.Guest);
        var (guest, staff, other) = (await Connect(browser), await Connect(nurse.Browser), await Connect(elsewhere.Browser));
        await guest.Join(its.Id);
        await staff.Join(its.Id);
        await other.Call("Watch");
        await Db.Write("update cases.case set unit = 'rantakyla' where id = @id", new { its.Id });
        await staff.Hears("case", a => a[0].GetGuid() == its.Id);
        await other.Hears("worklist");
        await Eventually.Holds("the old unit has left the conversation", async () =>
        {
            try { await staff.Call("Typing", its.Id); return false; }
            catch (LiveConnection.Refused) { return true; }
        });
        await guest.Post(its.Id, "Uudelle yksikölle");
        await Refused(() => staff.Join(its.Id), "not found");
        await other.Join(its.Id);
        Assert.Empty(staff.Messages(its.Id));
    }

    [Fact]
    public async Task Only_a_page_of_this_portal_and_somebody_known_is_let_in()
    {
        var (aino, manager) = (await Host.SignInResident(), await Host.SignInProfessional(role: "manager"));
        var cookies = aino.Browser.Cookies.GetCookieHeader(Host.Address);
        foreach (var origin in (string?[])["https://evil.example", "http://localhost:1", "null", null])
            await Assert.ThrowsAsync<WebSocketException>(() => Keep(LiveConnection.To(Host.Address, cookies, origin)));
        await Keep(LiveConnection.To(Host.Address, cookies, "http://localhost"));   // Portal:PublicUrl, behind a proxy
        await Assert.ThrowsAsync<WebSocketException>(() => Keep(LiveConnection.To(Host.Address, "")));
        await Assert.ThrowsAsync<WebSocketException>(() => Keep(LiveConnection.To(Host.Address, "portal-guest=short")));
        await Assert.ThrowsAsync<WebSocketException>(() => Connect(manager.Browser));
    }

    [Fact]
    public async Task A_guest_writes_and_connects_only_so_often()
    {
        var browser = GuestBrowser.New();
        var its = await Opened(browser.Guest);
        var (first, second) = (await Connect(browser), await Connect(browser));
        await first.Join(its.Id);
        await second.Join(its.Id);
        foreach (var connection in (LiveConnection[])[first, second, first]) await connection.Post(its.Id, "Hei");
        await Refused(() => second.Post(its.Id, "Vielä"), "too often");   // the browser's, not the connection's
        Assert.Equal(4, (await Stored(its.Id)).LastSeq);

        await Connect(GuestBrowser.New());
        await Connect(GuestBrowser.New());
        await Assert.ThrowsAsync<WebSocketException>(() => Connect(GuestBrowser.New()));
        await first.DisposeAsync();
        await Eventually.Holds("a place is free again", async () =>
        {
            try { await Connect(GuestBrowser.New()); return true; }
            catch (WebSocketException) { return false; }
        });
    }
}
