using Portal.Features.Cases;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Live;

/// <summary>One conversation served by several portals on one database.</summary>
public sealed class TwoProcessesTests : LiveTest
{
    static readonly IReadOnlyDictionary<string, string> settings = new Dictionary<string, string>
    { ["Cases:Live:MessagesPerMinute"] = "100000", ["Cases:Live:GuestMessagesPerMinute"] = "100000", ["Cases:Live:CallsPerSecond"] = "1000" };

    [Fact]
    public async Task A_message_in_one_portal_is_heard_in_the_other()
    {
        var browser = GuestBrowser.New();
        var its = await Opened(browser.Guest);
        await using var second = await PortalHost.Start(Db, Clock);
        var (here, there) = (await Connect(browser), await Connect(browser, second.Address));
        await here.Join(its.Id);
        await there.Join(its.Id);
        for (var i = 0; i < 5; i++) await here.Post(its.Id, $"täältä {i}");
        await there.HearsMessages(its.Id, 5);
        for (var i = 0; i < 5; i++) await there.Post(its.Id, $"sieltä {i}");
        await here.HearsMessages(its.Id, 5);
        Assert.Equal([2, 3, 4, 5, 6], there.Messages(its.Id).Select(m => m.Seq));
        Assert.Equal([7, 8, 9, 10, 11], here.Messages(its.Id).Select(m => m.Seq));
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"sieltä {i}"), here.Messages(its.Id).Select(m => m.Text));
    }

    [Fact]
    public async Task After_the_listening_connection_was_lost_nothing_is_missed()
    {
        var browser = GuestBrowser.New();
        var its = await Opened(browser.Guest);
        await using var second = await PortalHost.Start(Db, Clock);
        var (here, there) = (await Connect(browser), await Connect(browser, second.Address));
        await here.Join(its.Id);
        await there.Join(its.Id);
        await there.Post(its.Id, "kuuluuko");
        await here.HearsMessages(its.Id, 1);
        for (var round = 2; round <= 4; round++)
        {
            Assert.Equal(2, await Cut());
            await there.Post(its.Id, $"yhteyden katkettua {round}");   // may be stored while nobody hears
            await here.HearsMessages(its.Id, round);
        }
        Assert.Equal([2, 3, 4, 5], here.Messages(its.Id).Select(m => m.Seq));
    }

    /// <summary>Cuts the connections by which the portals hear of changes; returns how many there were, once both are there.</summary>
    async Task<long> Cut()
    {
        const string listening = "from pg_stat_activity where application_name = 'portal-listen' and datname = current_database() and query ilike 'listen%'";
        await Eventually.Holds("both portals listen", async () => await Count($"select count(*) {listening}") == 2);
        return await Count($"select count(pg_terminate_backend(pid)) {listening}");

        async Task<long> Count(string sql)
        {
            await using var command = Db.AsApp.CreateCommand(sql);   // a role may end its own
            return (long)(await command.ExecuteScalarAsync(Ct))!;
        }
    }

    [Fact]
    public async Task Killed_in_the_middle_every_acknowledged_message_is_there_once_and_in_order()
    {
        var (browser, nurse) = (GuestBrowser.New(), await Host.SignInProfessional());
        var its = await Opened(browser.Guest, null);
        await using var doomed = await PortalProcess.Start(Db, settings);
        await using var stays = await PortalProcess.Start(Db, settings);
        var cookies = nurse.Browser.Cookies.GetCookieHeader(Host.Address);
        var listener = await Connect(browser, stays.Address);
        await listener.Join(its.Id);
        List<(Guid Id, string Text)> acknowledged = [];

        async Task Write(LiveConnection connection, string who, int count)
        {
            for (var i = 0; i < count; i++)
            {
                var (id, text) = (Guid.CreateVersion7(), $"{who} {i}");
                try { if ((await connection.Post(its.Id, text, id)).Outcome != "sent") return; }
                catch (Exception e) when (e is LiveConnection.Refused or System.Net.WebSockets.WebSocketException or ObjectDisposedException) { return; }
                lock (acknowledged) acknowledged.Add((id, text));
            }
        }

        var (guest, staff) = (await Connect(browser, doomed.Address), await Keep(LiveConnection.To(stays.Address, cookies)));
        await guest.Join(its.Id);
        await staff.Join(its.Id);
        var writing = Task.WhenAll(Write(guest, "asukas", 100_000), Write(staff, "hoitaja", 300));
        await Eventually.Holds("both have written", () => Task.FromResult(CountOf("asukas") > 50 && CountOf("hoitaja") > 50));
        await doomed.Kill();
        await writing;
        Assert.Equal(300, CountOf("hoitaja"));   // the other portal goes on

        var again = await Connect(browser, stays.Address);
        var missed = await again.Join(its.Id, 0);
        await Write(again, "taas", 20);
        var stored = await Db.Read<Message>("select id, seq, text from cases.message where case_id = @id order by seq", new { its.Id });
        Assert.Equal(Enumerable.Range(1, stored.Count), stored.Select(m => m.Seq));
        Assert.Empty(acknowledged.Select(a => a.Id).Except(stored.Select(m => m.Id)));
        Assert.Equal(stored.Count, stored.Select(m => m.Text).Distinct().Count());
        foreach (var who in (string[])["asukas", "hoitaja", "taas"])   // at most the last one, unanswered, is more than was acknowledged
        {
            var numbers = stored.Where(m => m.Text.StartsWith(who, StringComparison.Ordinal)).Select(m => int.Parse(m.Text.Split(' ')[1])).ToList();
            Assert.Equal(Enumerable.Range(0, numbers.Count), numbers);
            Assert.InRange(numbers.Count - CountOf(who), 0, 1);
        }
        Assert.NotEmpty(missed.Messages);
        await listener.HearsMessages(its.Id, stored.Count);
        Assert.Equal(stored.Select(m => (m.Seq, m.Text)), listener.Messages(its.Id).Select(m => (m.Seq, m.Text)));

        int CountOf(string who)
        {
            lock (acknowledged) return acknowledged.Count(a => a.Text.StartsWith(who, StringComparison.Ordinal));
        }
    }
}
