using Npgsql;
using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Audit;

public class AuditTests : PortalTest
{
    readonly Resident aino = Resident.ForSelf(PersonId.New());

    [Fact]
    public async Task A_line_says_who_did_what_to_whose_data_and_on_what_ground()
    {
        var child = PersonId.New();
        var thing = Guid.NewGuid();
        await Write(aino with { Subject = child }, "booking.appointment.booked", thing);

        var line = Assert.Single(await Audit.LinesOf(child));
        Assert.Equal(("booking.appointment.booked", thing, aino.Self.Value, child.Value, "mandate"), (line.Action, line.Object, line.Self, line.Subject, line.Basis));
        Assert.Equal(Clock.Now, line.At);
    }

    [Fact]
    public async Task A_professionals_line_names_the_unit_and_the_ground_is_care()
    {
        var nurse = new Professional(Guid.NewGuid(), "keskusta", new HashSet<string> { "nurse" });
        await Write(nurse, "booking.appointment.read", Guid.NewGuid(), aino.Subject);

        var line = Assert.Single(await Audit.LinesBy(nurse.StaffId));
        Assert.Equal(("keskusta", "care", aino.Subject.Value, null), (line.Unit, line.Basis, line.Subject, line.Self));
    }

    [Fact]
    public async Task The_line_is_not_there_when_the_change_is_not()
    {
        await using (var work = Host.Get<PortalDb>().As(aino))
        {
            Host.Get<AuditFacade>().Record(work, "booking.appointment.booked");
            await Assert.ThrowsAsync<PostgresException>(() => work.CommitWith<int>("select 1 / 0", null, Ct));
        }
        Assert.Empty(await Audit.LinesOf(aino.Subject));
    }

    [Fact]
    public async Task Lines_written_at_the_same_moment_make_one_whole_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Write(aino, $"booking.thing.number{i}")));
        var report = await Verify();
        Assert.Equal((40, 1), (report.Lines, report.Chains));
        Assert.Empty(report.Faults);
    }

    [Theory]
    [InlineData("changed", "update audit.event set action = 'nothing.was.read' where seq = 2", "line 2 does not match")]
    [InlineData("given to another actor", "update audit.event set self = gen_random_uuid() where seq = 2", "line 2 does not match")]
    [InlineData("removed", "delete from audit.event where seq = 2", "line 2 is missing")]
    [InlineData("removed first", "delete from audit.event where seq = 1", "line 1 is missing")]
    [InlineData("cut off", "delete from audit.event where seq = 3", "end is missing")]
    [InlineData("cut off whole", "delete from audit.event", "end is missing")]
    [InlineData("cut off with its end", "delete from audit.event where seq = 3; update audit.chain set seq = 2", "end is missing")]
    [InlineData("changed places", "update audit.event set seq = case seq when 2 then 3 else 2 end where seq in (2, 3)", "line 2 does not match")]
    public async Task A_line_that_was_tampered_with_shows(string how, string tampering, string fault)
    {
        foreach (var action in new[] { "a.b.first", "a.b.second", "a.b.third" })
        {
            await Write(aino, action);
            Clock.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.True((await Verify()).Whole);
        await Db.Write(tampering);

        var report = await Verify();
        Assert.False(report.Whole, $"A line {how} went unseen.");
        Assert.Contains(report.Faults, found => found.Contains(fault) && found.Contains(aino.Subject.ToString()));
    }

    [Fact]
    public async Task The_command_ends_with_1_when_a_chain_is_broken_and_with_0_when_all_are_whole()
    {
        await Write(aino, "a.b.first");
        Assert.Equal(0, await PortalCommand.Run(Db, "audit", "verify"));
        await Db.Write("update audit.event set action = 'a.b.other'");
        Assert.Equal(1, await PortalCommand.Run(Db, "audit", "verify"));
    }

    async Task Write(Actor actor, string action, Guid? about = null, PersonId? subject = null)
    {
        await using var work = Host.Get<PortalDb>().As(actor);
        Host.Get<AuditFacade>().Record(work, action, about, subject);
        await work.Commit(Ct);
    }

    Task<VerifyAudit.Report> Verify() => Host.Get<VerifyAudit>().Handle(Ct);
}
