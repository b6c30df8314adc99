using Npgsql;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>Without any page in front: what the database itself gives to a professional beside somebody, and what not.</summary>
public class AssistWallTests : AssistTest
{
    const string Mine = "select count(*) from booking.appointment where subject = @subject";

    [Fact]
    public async Task The_proof_opens_appointments_and_its_end_closes_them()
    {
        var going = await Assist(Tiina);
        await Book(Tiina);
        var beside = await Beside(Tiina);
        Assert.Equal(1, await Count(beside, Mine));

        var other = await Host.SignInProfessional(subject: "another-nurse");
        Assert.Equal(0, await Count(beside with { Assistant = other.Professional }, Mine));

        Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(0, await Count(beside, Mine));
        Clock.Set(ManualClock.Morning);
        Assert.Equal(1, await Count(beside, Mine));
        await going.Press("Lopeta ja tulosta kuitti");
        Assert.Equal(0, await Count(beside, Mine));
    }

    [Theory]
    [InlineData("select count(*) from notifications.contact where person = @subject")]
    [InlineData("select count(*) from notifications.choice where person = @subject")]
    [InlineData("select count(*) from notifications.message where person = @subject")]
    [InlineData("select count(*) from login.session where person = @subject")]
    [InlineData("select count(*) from login.kept_form where person = @subject")]
    [InlineData("select count(*) from audit.event where subject = @subject")]
    [InlineData("select count(*) from acting_for.representation where subject = @subject")]
    public async Task The_persons_own_things_stay_closed(string count)
    {
        await Host.SignInResident(Hetu);
        await Assist(Tiina);
        var subject = await Subject();
        await Db.Write("""
            insert into notifications.contact (person, channel, address, verified_at) values (@p, 'sms', '', now());
            insert into notifications.choice (person, language, discreet) values (@p, 'fi', false);
            insert into notifications.message (id, once, channel, person, about, template, unit, state, claimed_at) values (@p, 'x', 'sms', @p, @p, 'test', 'keskusta', 'sent', now());
            insert into login.kept_form (id, person, path, fields, expires_at) values (@p, @p, '/', '', now());
            insert into acting_for.representation (id, delegate, subject, basis, began_at, checked_at) values (@p, gen_random_uuid(), @p, 'guardian', now(), now())
            """, new { p = subject.Value });
        Assert.NotEqual(0, await Db.ReadOne<long>(count, new { subject = subject.Value }));   // there is something to see
        Assert.Equal(0, await Count(await Beside(Tiina), count));
    }

    [Fact]
    public async Task Nobody_prepares_or_ends_in_anothers_name()
    {
        var going = await Assist(Tiina);
        var other = (await Host.SignInProfessional(subject: "another-nurse")).Professional;
        Assert.Equal(0, await Count(other, "select count(*) from acting_for.assistance where subject = @subject"));
        await using (var work = Host.Get<PortalDb>().As(other))
        {
            work.Add("update acting_for.assistance set ended_at = now(), ended_how = 'pressed' where id = @id", new { id = IdOf(going) });
            await work.Commit(Ct);
        }
        Assert.Equal(1, await Db.ReadOne<long>("select count(*) from acting_for.assistance where ended_at is null"));
        await using var forged = Host.Get<PortalDb>().As(other);
        forged.Add("""
            insert into acting_for.assistance (id, staff, unit, subject, session, protected, identified, reason, asked_at)
            values (gen_random_uuid(), @staff, 'keskusta', gen_random_uuid(), gen_random_uuid(), false, 'passport', 'no-means', now())
            """, new { staff = Tiina.Professional.StaffId });
        await Assert.ThrowsAsync<PostgresException>(() => forged.Commit(Ct));
    }

    async Task<long> Count(Actor actor, string sql)
    {
        var subject = await Subject();
        await using var work = Host.Get<PortalDb>().As(actor);
        return (await work.CommitWith<long>(sql, new { subject }, Ct)).Single();
    }
}
