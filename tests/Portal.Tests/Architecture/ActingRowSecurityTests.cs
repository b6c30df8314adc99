using Npgsql;
using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Architecture;

/// <summary>
/// Acting for somebody by SQL alone, as if the pages had forgotten to ask: the database opens what the proof says, for
/// the pair it names, while it is fresh, and nothing else.
/// </summary>
public class ActingRowSecurityTests : DatabaseTest
{
    readonly ManualClock clock = new();
    readonly Household veikko = Household.New(1, "keskusta"), other = Household.New(2, "rantakyla");
    readonly PersonId tuula = PersonId.New();
    readonly Professional desk = new(Guid.CreateVersion7(), "koivuniemi", new HashSet<string> { "nurse" });

    Resident TuulaForVeikko => new(tuula, veikko.Resident.Subject) { Basis = Basis.Mandate };
    Resident AtTheDesk => new(veikko.Resident.Subject, veikko.Resident.Subject) { Basis = Basis.Assisted, Assistant = desk };

    Walls Walls => new(Db, clock);

    static readonly string[] Everything = [.. from area in AccessTable.Areas from act in AccessTable.Acts select $"{area}:{act}"];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        await WalledRows.Write(Db, veikko);
        await WalledRows.Write(Db, other);
    }

    [Theory]
    [InlineData("none"), InlineData("stale"), InlineData("of another pair"), InlineData("closed")]
    public async Task Without_a_fresh_proof_of_the_pair_nothing_is_seen_or_written(string proof)
    {
        var (me, him, later) = (tuula.Value, veikko.Resident.Subject, clock.Now.AddMinutes(5));
        switch (proof)
        {
            case "stale": await Prove(me, him, clock.Now, Everything); break;   // from that moment on
            case "of another pair":
                await Prove(me, other.Resident.Subject, later, Everything);
                await Prove(other.Resident.Self.Value, him, later, Everything);
                break;
            case "closed":
                await Prove(me, him, later, Everything);
                Assert.NotEmpty(await Walls.Seen(TuulaForVeikko, veikko));
                await Close(me, him);
                break;
        }
        Assert.Empty(await Walls.Seen(TuulaForVeikko, veikko));
        Assert.Empty(await Walls.Changed(TuulaForVeikko, veikko));
        Assert.Empty(await Walls.Planted(TuulaForVeikko, veikko));
    }

    /// <summary>Any right at all opens what goes with every act: the jobs that it makes and that a unit is told of the person.</summary>
    [Theory]
    //          the proof says                 sees, changes, plants
    [InlineData("chat:see", "callback.attempt callback.request cases.attachment cases.case cases.event cases.message jobs.job", "jobs.job", "jobs.job login.unit_link")]
    [InlineData("chat:see chat:do", "callback.attempt callback.request cases.attachment cases.case cases.event cases.message jobs.job", "callback.request cases.case jobs.job", "cases.case jobs.job login.unit_link")]
    [InlineData("booking:see", "booking.appointment booking.rebooking jobs.job login.person", "jobs.job", "jobs.job login.unit_link")]
    [InlineData("booking:see booking:do", "booking.appointment booking.rebooking jobs.job login.person",
        "booking.appointment booking.rebooking jobs.job", "booking.appointment jobs.job login.unit_link")]
    [InlineData("measurements:see", "jobs.job measurements.ehr_copy measurements.ehr_look measurements.plan measurements.reading measurements.review", "jobs.job", "jobs.job login.unit_link")]
    [InlineData("*", "booking.appointment booking.rebooking callback.attempt callback.request cases.attachment cases.case cases.event cases.message jobs.job login.person measurements.ehr_copy measurements.ehr_look measurements.plan measurements.reading measurements.review",
        "booking.appointment booking.rebooking callback.request cases.case jobs.job measurements.reading", "booking.appointment cases.case jobs.job login.unit_link")]
    public async Task A_proof_opens_what_it_says(string may, string sees, string changes, string plants)
    {
        await Prove(tuula.Value, veikko.Resident.Subject, clock.Now.AddMinutes(5), may == "*" ? Everything : may.Split(' '));
        Assert.Equal((sees, changes, plants), (string.Join(' ', await Walls.Seen(TuulaForVeikko, veikko)), string.Join(' ', await Walls.Changed(TuulaForVeikko, veikko)),
            string.Join(' ', await Walls.Planted(TuulaForVeikko, veikko))));
        Assert.Empty(await Walls.Seen(TuulaForVeikko, other));
    }

    [Fact]
    public async Task What_a_young_person_keeps_to_themselves_is_not_seen_or_changed_by_any_proof()
    {
        await Db.Write("update booking.appointment set open_to_delegate = false");
        await Prove(tuula.Value, veikko.Resident.Subject, clock.Now.AddMinutes(5), Everything);
        Assert.DoesNotContain("booking.appointment", await Walls.Seen(TuulaForVeikko, veikko));
        Assert.DoesNotContain("booking.appointment", await Walls.Changed(TuulaForVeikko, veikko));
        Assert.Contains("booking.appointment", await Walls.Seen(veikko.Resident, veikko));
    }

    [Fact]
    public async Task A_professional_beside_a_person_needs_a_proof_of_their_own()
    {
        var (staff, him) = (AtTheDesk.Assistant!.StaffId, veikko.Resident.Subject);
        Assert.Empty(await Walls.Seen(AtTheDesk, veikko));
        Assert.Empty(await Walls.Planted(AtTheDesk, veikko));
        await Prove(him.Value, him, clock.Now.AddMinutes(5), Everything);   // the person's own opens nothing at the desk
        Assert.Empty(await Walls.Seen(AtTheDesk, veikko));
        await Prove(staff, him, clock.Now.AddMinutes(5), "booking:see", "booking:do");
        var seen = await Walls.Seen(AtTheDesk, veikko);
        Assert.Contains("booking.appointment", seen);
        Assert.DoesNotContain("login.session", seen);
        Assert.DoesNotContain("notifications.contact", seen);
        Assert.Empty(await Walls.Seen(AtTheDesk, other));
    }

    [Fact]
    public async Task Only_the_machine_that_asks_the_registers_writes_a_proof()
    {
        await Prove(tuula.Value, veikko.Resident.Subject, clock.Now.AddMinutes(5), "booking:see");
        var before = await Proofs();
        Actor[] others = [Resident.ForSelf(tuula), TuulaForVeikko, veikko.Resident, veikko.Professional, AtTheDesk, Visitor.Instance,
            .. new[] { "login", "messages", "ehr-delivery", "audit-verify", "jobs", "Acting-for", "acting-for " }.Select(name => new Machine(name))];
        foreach (var actor in others)
            foreach (Action<Work> attempt in new Action<Work>[]
            {
                work => ActingProof.Open(work, tuula.Value, veikko.Resident.Subject, Everything, clock.Now.AddYears(1)),
                work => ActingProof.Open(work, Guid.NewGuid(), veikko.Resident.Subject, Everything, clock.Now.AddYears(1)),
                work => ActingProof.Close(work, tuula.Value, veikko.Resident.Subject),
            })
            {
                await using var work = new PortalDb(Db.AsApp, clock).As(actor);
                attempt(work);
                try { await work.Commit(Ct); }
                catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.InsufficientPrivilege) { }
                Assert.Equal(before, await Proofs());
            }
        Task<string> Proofs() => Db.ReadOne<string>("select string_agg(t::text, ' ' order by t::text) from platform.acting t");
    }

    /// <summary>Unsaid, it is the database's own; what is no moment at all opens nothing. (Whoever can say a false one can also say a false self: see the room's README.)</summary>
    [Theory]
    [InlineData(""), InlineData("yesterday-ish")]
    public async Task A_moment_that_is_not_said_well_widens_nothing(string moment)
    {
        await Prove(tuula.Value, veikko.Resident.Subject, DateTimeOffset.UtcNow.AddSeconds(-1), Everything);
        await using var connection = await Db.AsApp.OpenConnectionAsync(Ct);
        await using var transaction = await connection.BeginTransactionAsync(Ct);
        await using var command = new NpgsqlCommand("select set_config('portal.self', $1, true), set_config('portal.subject', $2, true), set_config('portal.now', $3, true)", connection, transaction)
        { Parameters = { new() { Value = $"{tuula}" }, new() { Value = $"{veikko.Resident.Subject}" }, new() { Value = moment } } };
        await command.ExecuteNonQueryAsync(Ct);
        command.Parameters.Clear();
        command.CommandText = "select count(*) from booking.appointment";
        if (moment == "") Assert.Equal(0L, await command.ExecuteScalarAsync(Ct));
        else await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteScalarAsync(Ct));
    }

    Task Prove(Guid actor, PersonId subject, DateTimeOffset freshUntil, params string[] may) => AsRegisters(work => ActingProof.Open(work, actor, subject, may, freshUntil));

    Task Close(Guid actor, PersonId subject) => AsRegisters(work => ActingProof.Close(work, actor, subject));

    async Task AsRegisters(Action<Work> write)
    {
        await using var work = new PortalDb(Db.AsApp, clock).As(CheckRight.Me);
        write(work);
        await work.Commit(Ct);
    }
}
