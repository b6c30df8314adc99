using Portal.Features.Cases;
using Portal.Tests.Architecture;
using Portal.Tests.House;

namespace Portal.Tests.Features.Cases.Live;

/// <summary>Two sides of a conversation over real WebSockets.</summary>
public sealed class LiveConversationTests : LiveTest
{
    [Fact]
    public async Task A_guest_and_a_nurse_talk()
    {
        var (browser, nurse) = (GuestBrowser.New(), await Host.SignInProfessional());
        var its = await Opened(browser.Guest, "Lapsella on korvakipua");
        var (guest, staff) = (await Connect(browser), await Connect(nurse.Browser));
        Assert.Equal(["Lapsella on korvakipua"], (await staff.Join(its.Id)).Messages.Select(m => m.Text));
        var joined = await guest.Join(its.Id, 1);
        Assert.Equal((0, 0, 1, "received", (int?)1), (joined.Messages.Length, joined.TheirRead, joined.LastSeq, joined.State, joined.Position));

        await staff.Call("Typing", its.Id);
        await guest.Hears("typing", a => a[1].GetString() == "professional");
        var answer = await staff.Post(its.Id, "Kuinka vanha lapsi on?");
        Assert.Equal(("sent", 2, Clock.Now), (answer.Outcome, answer.Seq, answer.At));
        await guest.HearsMessages(its.Id, 1);
        Assert.Equal(("Kuinka vanha lapsi on?", "professional", 2), (guest.Messages(its.Id)[0].Text, guest.Messages(its.Id)[0].Side, guest.Messages(its.Id)[0].Seq));
        await guest.Call("Read", its.Id, 2);
        await staff.Hears("read", a => a[1].GetString() == "resident" && a[2].GetInt32() == 2);
        await guest.Post(its.Id, "Neljä");
        await staff.HearsMessages(its.Id, 1);

        Assert.Equal(3, (await Stored(its.Id)).ResidentRead);   // they had read all before their own third
        Assert.DoesNotContain(staff.Heard, h => h.Target == "typing");   // nobody is told of their own writing
        Assert.Equal(["Lapsella on korvakipua", "Kuinka vanha lapsi on?", "Neljä"], (await Conversation(nurse.Professional, its.Id)).Select(m => m.Text));
    }

    [Fact]
    public async Task Each_message_is_audited_with_who_wrote_it()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident, null);
        var (resident, staff) = (await Connect(aino.Browser), await Connect(nurse.Browser));
        await resident.Join(its.Id);
        await staff.Join(its.Id);
        await resident.Post(its.Id, "Hei");
        await staff.Post(its.Id, "Hei hei");
        var lines = (await Audit.LinesOf(aino.Id)).Where(l => l.Action == "cases.message.sent").ToList();
        Assert.Equal([(aino.Id.Value, null), (null, (Guid?)nurse.Professional.StaffId)], lines.Select(l => (l.Self, l.Staff)));
        Assert.True((await Host.Get<global::Portal.Features.Audit.VerifyAudit>().Handle(Ct)).Whole);
    }

    [Fact]
    public async Task Somebody_elses_case_is_not_found()
    {
        var (aino, other, elsewhere) = (await Host.SignInResident(1), await Host.SignInResident(2), await Host.SignInProfessional("rantakyla", subject: "other-unit"));
        var (hers, guests) = (await Opened(aino.Resident), await Opened(GuestBrowser.New().Guest));
        foreach (var stranger in (LiveConnection[])[await Connect(other.Browser), await Connect(elsewhere.Browser), await Connect(GuestBrowser.New())])
            foreach (var its in (Case[])[hers, guests])
            {
                await Refused(() => stranger.Join(its.Id), "not found");
                await Refused(() => stranger.Post(its.Id, "Hei"), "not found");
                await Refused(() => stranger.Call("Read", its.Id, 1), "not found");
                await Refused(() => stranger.Call("Typing", its.Id), "not found");
            }
        var resident = await Connect(aino.Browser);
        await resident.Join(hers.Id);
        await Refused(() => resident.Call("Watch"), "not found");   // the worklist is the professionals'
        await resident.Post(hers.Id, "Vain hoitajalle");
        Assert.Equal(2, (await Stored(hers.Id)).LastSeq);
    }

    [Fact]
    public async Task Sent_again_with_the_same_id_it_is_there_once()
    {
        var browser = GuestBrowser.New();
        var its = await Opened(browser.Guest, null);
        var (first, again) = (await Connect(browser), await Connect(browser));
        await first.Join(its.Id);
        await again.Join(its.Id);
        var id = Guid.CreateVersion7();
        var sent = await first.Post(its.Id, "Hei", id);
        Assert.Equal(sent, await again.Post(its.Id, "Hei", id));
        var both = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => (i % 2 == 0 ? first : again).Post(its.Id, "Toinen", its.Id)));
        Assert.Equal([2], both.Select(s => s.Seq).Distinct());
        Assert.Equal(["Hei", "Toinen"], (await Conversation(browser.Guest, its.Id)).Select(m => m.Text));
    }

    [Fact]
    public async Task Twenty_write_at_once_and_everybody_gets_one_order()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident, null);
        List<LiveConnection> writers = [];
        for (var i = 0; i < 20; i++) writers.Add(await Connect(i % 2 == 0 ? aino.Browser : nurse.Browser));
        var reader = await Connect(aino.Browser);
        foreach (var connection in writers.Append(reader)) await connection.Join(its.Id);
        var sent = await Task.WhenAll(writers.SelectMany((writer, i) => Enumerable.Range(0, 5).Select(n => writer.Post(its.Id, $"{i}.{n}"))));
        Assert.Equal(Enumerable.Range(1, 100), sent.Select(s => s.Seq).Order());

        await reader.HearsMessages(its.Id, 100);
        Assert.Equal(Enumerable.Range(1, 100), reader.Messages(its.Id).Select(m => m.Seq));
        var stored = await Conversation(aino.Resident, its.Id);
        Assert.Equal(stored.Select(m => m.Text), reader.Messages(its.Id).Select(m => m.Text));
        foreach (var i in Enumerable.Range(0, 20))   // each writer's own stand in the order in which they were sent
            Assert.Equal(Enumerable.Range(0, 5).Select(n => $"{i}.{n}"), stored.Select(m => m.Text).Where(t => t.StartsWith($"{i}.", StringComparison.Ordinal)));
        foreach (var writer in writers) await writer.HearsMessages(its.Id, 95);   // all but the own, which are answered
    }

    [Fact]
    public async Task Back_after_a_lost_connection_one_gets_what_was_missed_and_no_more()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident, "Eka");
        var (before, staff) = (await Connect(aino.Browser), await Connect(nurse.Browser));
        await before.Join(its.Id, 1);
        await staff.Join(its.Id);
        await staff.Post(its.Id, "Toka");
        await before.HearsMessages(its.Id, 1);
        await before.DisposeAsync();
        await staff.Post(its.Id, "Kolmas");
        await staff.Post(its.Id, "Neljäs");

        var after = await Connect(aino.Browser);
        var joined = await after.Join(its.Id, 2);
        Assert.Equal([(3, "Kolmas"), (4, "Neljäs")], joined.Messages.Select(m => (m.Seq, m.Text)));
        await staff.Post(its.Id, "Viides");
        await after.HearsMessages(its.Id, 1);
        Assert.Equal([5], after.Messages(its.Id).Select(m => m.Seq));
    }

    [Fact]
    public async Task Words_of_danger_are_answered_at_once_and_lift_the_case()
    {
        var browser = GuestBrowser.New();
        var its = await Opened(browser.Guest, "Hei");
        var guest = await Connect(browser);
        await guest.Join(its.Id);
        Assert.Null((await guest.Post(its.Id, "Päätä särkee")).Crisis);
        Assert.Equal("crisis", (await guest.Post(its.Id, "En jaksa enää elää, haluan kuolla")).Crisis);
        var lifted = await Stored(its.Id);
        Assert.Equal((1, "crisis"), (lifted.Urgency, lifted.UrgencyWhy));
        Assert.Contains("lifted", (await Db.Read<string>("select kind from cases.event where case_id = @id", new { its.Id })));
    }

    [Fact]
    public async Task A_message_that_the_database_does_not_take_fails_alone()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident, null);
        var writer = Host.Get<MessageWriter>();
        Letter Of(string text) => new(aino.Resident, Guid.CreateVersion7(), its.Id, its.Whose, text, Clock.Now, null, null, null);
        var (before, poison, after) = (writer.Write(Of("Hei")), writer.Write(Of("paha\0merkki")), writer.Write(Of("Kuuletteko?")));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => poison);
        Assert.NotNull(await before);
        Assert.NotNull(await after);
        Assert.Equal(["Hei", "Kuuletteko?"], (await Conversation(nurse.Professional, its.Id)).Select(m => m.Text));

        var live = await Connect(aino.Browser);
        await live.Join(its.Id);
        await Refused(() => live.Post(its.Id, "paha\0merkki"), "could not be saved");
        Assert.Equal(3, (await live.Post(its.Id, "Vielä auki")).Seq);
    }

    [Fact]
    public async Task A_closed_case_takes_no_message_and_its_page_hears_that_it_closed()
    {
        var (aino, nurse) = (await Host.SignInResident(), await Host.SignInProfessional());
        var its = await Opened(aino.Resident);
        var resident = await Connect(aino.Browser);
        await resident.Join(its.Id);
        await using (var work = Host.Get<Portal.Platform.Db.PortalDb>().As(nurse.Professional))
        {
            Cases.Close(work, its, "answered", "Sovittu.");
            await work.Commit(Ct);
        }
        await resident.Hears("case", a => a[0].GetGuid() == its.Id);
        Assert.Equal("closed", (await resident.Post(its.Id, "Kiitos")).Outcome);
        Assert.Equal(("empty", "toolong"), ((await resident.Post(its.Id, " ")).Outcome, (await resident.Post(its.Id, new string('a', 4001))).Outcome.Replace("-", "")));
    }

    /// <summary>A message costs half as much while this holds: its case's row is written again without touching an index.</summary>
    [Fact]
    public async Task What_a_message_changes_of_a_case_is_in_no_index()
    {
        var indexes = await Db.Read<string>("select pg_get_indexdef(indexrelid) from pg_index where indrelid = 'cases.case'::regclass");
        Assert.Contains(indexes, index => index.Contains("closed_at"));
        Findings.None(from index in indexes
                      from column in (string[])["last_seq", "resident_read", "staff_read", "waits_for", "state", "promised_at"]
                      where System.Text.RegularExpressions.Regex.IsMatch(index, $@"\b{column}\b")
                      select $"{column} is in {index}");
    }
}
