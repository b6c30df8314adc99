using Npgsql;
using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.Audit;

/// <summary>The lines about what is shown: many readers' lines share a commit, and nobody sees anything before it.</summary>
public class SeenTests : BookingTest
{
    /// <summary>One connection is enough for all: who waits for a line keeps none.</summary>
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["ConnectionStrings:Portal"] = Db.AppConnection + ";Maximum Pool Size=1" };

    [Fact]
    public async Task A_page_whose_line_cannot_be_written_is_not_shown_and_the_next_one_is()
    {
        var resident = await Host.SignInResident(1);
        var id = await Booked(resident, await NewSlot(At(0, 10)));
        await Db.Write("revoke execute on function audit.append_seen from portal_app");
        var refused = await resident.Browser.Open("/fi/appointments");
        Assert.Equal(500, (int)refused.Status);
        refused.DoesNotShow("Tiina Testi");
        Assert.DoesNotContain(id.ToString(), refused.Document.Source.Text, StringComparison.Ordinal);

        await Db.Write("grant execute on function audit.append_seen to portal_app");
        (await resident.Browser.Open("/fi/appointments")).Shows("Tiina Testi");
        Assert.Single(await Audit.LinesOf(resident.Id), l => l.Action == "booking.appointments.viewed");
    }

    [Fact]
    public async Task Nothing_is_shown_before_the_line_is_written_and_a_reader_who_leaves_disturbs_nobody()
    {
        var (leaves, stays) = (Resident.ForSelf(PersonId.New()), Resident.ForSelf(PersonId.New()));
        await Seen(leaves, "a.b.before");
        using var leaving = new CancellationTokenSource();
        Task left, stayed;
        await using (var other = await Db.AsOwner.OpenConnectionAsync(Ct))
        await using (await Lock(other, leaves.Subject))
        {
            left = Facade.Seen(leaves, "a.b.seen", leaving.Token);
            stayed = Seen(stays, "a.b.seen");
            await leaving.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
            Assert.False(stayed.IsCompleted);
        }
        await stayed;
        Assert.Single(await Audit.LinesOf(stays.Subject));
        Assert.Equal(["a.b.before", "a.b.seen"], (await Audit.LinesOf(leaves.Subject)).Select(l => l.Action));   // the data was read
    }

    [Fact]
    public async Task Lines_of_people_who_read_at_the_same_moment_do_not_mix()
    {
        var residents = Enumerable.Range(0, 30).Select(_ => Resident.ForSelf(PersonId.New())).ToList();
        var guardian = residents[0] with { Subject = PersonId.New() };
        var nurse = new Professional(Guid.NewGuid(), "keskusta", new HashSet<string>());
        await Task.WhenAll([
            .. residents.Select((r, i) => Facade.Seen(r, $"a.b.seen{i}", Ct, r.Self.Value)),
            Seen(guardian, "a.b.child"), Facade.SeenEach(nurse, "a.b.list", residents.Select(r => r.Subject), Ct)]);

        for (var i = 0; i < residents.Count; i++)
        {
            var lines = await Audit.LinesOf(residents[i].Subject);
            Assert.Equal(2, lines.Count);
            var own = Assert.Single(lines, l => l.Action == $"a.b.seen{i}");
            Assert.Equal((residents[i].Self.Value, residents[i].Self.Value, null, "self"), (own.Self!.Value, own.Object!.Value, own.Unit, own.Basis));
            var listed = Assert.Single(lines, l => l.Action == "a.b.list");
            Assert.Equal((nurse.StaffId, "keskusta", null, "care"), (listed.Staff!.Value, listed.Unit, listed.Self, listed.Basis));
        }
        var acting = Assert.Single(await Audit.LinesOf(guardian.Subject));
        Assert.Equal((guardian.Self.Value, "mandate"), (acting.Self!.Value, acting.Basis));
    }

    [Fact]
    public async Task Two_processes_and_acts_in_between_make_whole_chains()
    {
        await using var second = await PortalHost.Start(Db, Clock);
        var residents = Enumerable.Range(0, 4).Select(_ => Resident.ForSelf(PersonId.New())).ToList();
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 3) switch
        {
            0 => Seen(residents[i % 4], $"a.b.first{i}"),
            1 => second.Get<AuditFacade>().Seen(residents[i % 4], $"a.b.second{i}", Ct),
            _ => Act(residents[i % 4], $"a.b.act{i}"),
        }));
        var report = await Host.Get<VerifyAudit>().Handle(Ct);
        Assert.Empty(report.Faults);
        Assert.Equal((60, 4), (report.Lines, report.Chains));
        foreach (var resident in residents) Assert.Equal(15, (await Audit.LinesOf(resident.Subject)).Select(l => l.Action).Distinct().Count());
    }

    [Fact]
    public async Task Nobody_reads_as_nobody() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Facade.Seen(Visitor.Instance, "a.b.seen", Ct, subject: PersonId.New()));

    AuditFacade Facade => Host.Get<AuditFacade>();

    Task Seen(Resident resident, string action) => Facade.Seen(resident, action, Ct);

    async Task Act(Resident resident, string action)
    {
        await using var work = Host.Get<PortalDb>().As(resident);
        Facade.Record(work, action);
        await work.Commit(Ct);
    }

    /// <summary>Somebody else adds to the chain and has not committed yet.</summary>
    static async Task<NpgsqlTransaction> Lock(NpgsqlConnection connection, PersonId chain)
    {
        var transaction = await connection.BeginTransactionAsync(Ct);
        await using var command = new NpgsqlCommand("select 1 from audit.chain where chain = $1 for update", connection, transaction) { Parameters = { new() { Value = chain.Value } } };
        await command.ExecuteNonQueryAsync(Ct);
        return transaction;
    }
}
