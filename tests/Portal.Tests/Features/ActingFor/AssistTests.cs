using System.Net;
using Portal.Features.ActingFor;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.ActingFor;

/// <summary>A professional acts with a person present who cannot identify themselves.</summary>
public class AssistTests : AssistTest
{
    [Fact]
    public async Task The_register_says_who_it_is_before_anything_opens()
    {
        var confirm = await Ask(Tiina, Hetu);
        confirm.Shows("Onko tämä henkilö vieressäsi?");
        confirm.Shows("Veikko Olavi Virtanen");
        Assert.Empty(await Db.Read<Guid>("select actor from platform.acting"));
        Assert.Equal(HttpStatusCode.Forbidden, (await Tiina.Browser.Open("/fi/appointments")).Status);
    }

    [Fact]
    public async Task A_time_is_booked_moved_and_cancelled_with_the_person_and_the_receipt_says_so()
    {
        var going = await Assist(Tiina);
        going.Shows("Avustat: Veikko Olavi Virtanen");
        var banner = going.Find(".banner-acting");
        Assert.Contains("hänen läsnä ollessaan, klo 9.00 asti", House.Page.Words(banner));   // it is 8.00 in the test
        Assert.Contains("Ajanvaraukset", string.Join(" ", going.All(".main-nav a").Select(House.Page.Words)));

        var appointment = await Book(Tiina);
        Assert.Equal((await Subject()).Value, await Db.ReadOne<Guid>("select subject from booking.appointment where id = @appointment", new { appointment }));
        var end = await (await Tiina.Browser.Open("/fi/appointments")).Press("Lopeta ja tulosta kuitti");
        Assert.Equal($"/sv/staff/assist/{IdOf(going)}/receipt", end.Address.AbsolutePath);   // in the person's language
        end.Shows("Kvitto över ärenden med hjälp");
        end.Shows("En tid bokades åt dig.");
        end.Shows("torsdag 26 november 2026 kl. 9.00–9.20");
        end.Shows("Hoitaja Malli");
        end.Shows("Pass");
        Assert.Equal(HttpStatusCode.Forbidden, (await Tiina.Browser.Open("/fi/appointments")).Status);
    }

    [Fact]
    public async Task The_receipt_tells_each_change_as_it_was_then()
    {
        var going = await Assist(Tiina);
        var appointment = await Book(Tiina);
        await NewSlot(At(4, 10));
        var first = await Tiina.Browser.Open($"/fi/staff/assist/{IdOf(going)}/receipt");
        first.Shows("Voit perua tai siirtää ajan");
        var move = await (await Tiina.Browser.Open($"/fi/booking/{Service}?moves={appointment}")).PressFirst("perjantai 27.11. klo 10.00");
        var moved = await move.Press("Vahvista uusi aika");
        await (await moved.Follow("Peru aika")).Press("Kyllä, peru aika");
        await (await Tiina.Browser.Open("/fi/staff/day")).Press("Lopeta ja tulosta kuitti");
        var receipt = await Tiina.Browser.Open($"/fi/staff/assist/{IdOf(going)}/receipt");
        receipt.Shows("Sinulle varattiin aika.");
        receipt.Shows("Aikasi siirrettiin. Vanha aika oli torstai 26.11. klo 9.00.");
        receipt.Shows("Aikasi peruttiin.");
        receipt.DoesNotShow("Voit perua tai siirtää ajan");   // there is nothing left to cancel
    }

    [Fact]
    public async Task Everything_done_is_audited_with_staff_subject_and_assisted()
    {
        await Assist(Tiina);
        var appointment = await Book(Tiina);
        var lines = (await Audit.LinesBy(Tiina.Professional.StaffId)).Where(l => l.Subject is not null).ToList();
        var subject = (await Subject()).Value;
        var booked = Assert.Single(lines, l => l.Action == "booking.appointment.booked");
        Assert.Equal((appointment, subject, "assisted", null), (booked.Object!.Value, booked.Subject!.Value, booked.Basis, booked.Self));
        foreach (var action in new[] { "acting-for.assistance.prepared", "acting-for.assistance.started", "booking.appointment.viewed" })
            Assert.Contains(lines, l => l.Action == action && l.Subject == subject && l.Basis == "assisted" && l.Self is null);
        Assert.All(lines, l => Assert.Equal("assisted", l.Basis));
    }

    [Fact]
    public async Task The_national_id_is_in_no_address_log_or_audit_line()
    {
        await Assist(Tiina);
        await Book(Tiina);
        Assert.DoesNotContain(Tiina.Browser.Answers, a => a.RequestMessage!.RequestUri!.OriginalString.Contains(Hetu) || a.Headers.Location?.OriginalString.Contains(Hetu) == true);
        Assert.DoesNotContain(Host.Log.All, line => line.Contains(Hetu) || line.Contains("Virtanen"));
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from audit.event e where e::text like '%' || @Hetu || '%'", new { Hetu }));
    }

    [Fact]
    public async Task It_ends_by_itself_after_an_hour()
    {
        var going = await Assist(Tiina);
        var form = await Tiina.Browser.Open($"/fi/booking/{Service}");
        Clock.Advance(TimeSpan.FromMinutes(15));
        await Tiina.Browser.Open("/fi/staff/day");   // the session is in use
        Clock.Advance(TimeSpan.FromMinutes(14));
        await Tiina.Browser.Open("/fi/staff/day");
        Clock.Advance(TimeSpan.FromMinutes(14));
        await Tiina.Browser.Open("/fi/staff/day");
        Clock.Advance(TimeSpan.FromMinutes(16.5));
        Assert.Equal(HttpStatusCode.OK, (await Tiina.Browser.Open("/fi/appointments")).Status);
        Clock.Advance(TimeSpan.FromMinutes(1));

        var over = await Tiina.Browser.Open("/fi/appointments");
        Assert.Equal($"/fi/staff/assist/{IdOf(going)}", over.Path);
        over.Shows("Avustaminen päättyi klo 9.00.");
        (await form.PressFirst("torstai 26.11. klo 9.00")).Shows("Avustaminen päättyi klo 9.00.");
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from booking.appointment"));
        Assert.Equal(HttpStatusCode.OK, (await Tiina.Browser.Open("/fi/staff/day")).Status);   // the nurse's own work goes on
        (await over.Press("Avaa kuitti")).Shows("Inget bokades, flyttades eller avbokades.");
    }

    [Fact]
    public async Task Logging_out_ends_it_and_closes_the_database_too()
    {
        Host.Outbound.Answer("https://staff.test", _ => new(HttpStatusCode.ServiceUnavailable));   // of the provider's own session there is no more to say
        await Assist(Tiina);
        await (await Tiina.Browser.Open("/fi")).Follow("Kirjaudu ulos");
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from platform.acting"));
        Assert.Equal("logout", await Db.ReadOne<string>("select ended_how from acting_for.assistance"));
    }

    [Fact]
    public async Task Another_person_sits_down_and_the_old_tab_does_nothing()
    {
        await Assist(Tiina);
        var old = await Tiina.Browser.Open($"/fi/booking/{Service}");
        var second = TestHetu.Of(4322);
        Host.Registers.Knows(second, "Lempi", "Laine");
        await Assist(Tiina, second);
        (await old.PressFirst("torstai 26.11. klo 9.00")).Shows("Lomake koski toista henkilöä");
        Assert.Equal(0, await Db.ReadOne<long>("select count(*) from booking.appointment"));
        Assert.Equal(1, await Db.ReadOne<long>("select count(*) from platform.acting"));   // the first one's is closed
    }

    [Fact]
    public async Task The_professionals_own_forms_work_while_somebody_is_beside_them()
    {
        var other = await Host.SignInResident(7);
        var appointment = await Booked(other, await NewSlot(At(2, 12)));
        var cancel = await Tiina.Browser.Open($"/fi/staff/appointments/{appointment}/cancel");   // opened before: names nobody
        await Assist(Tiina);
        await cancel.Choose("Vastaanoton tilat eivät ole käytössä.").Press("Peru aika ja tarjoa uutta");
        Assert.Equal("cancelled", await StatusOf(appointment));
    }

    [Fact]
    public async Task The_persons_own_things_stay_closed()
    {
        var veikko = await Host.SignInResident(Hetu);
        await Assist(Tiina);
        foreach (var address in new[] { "/fi/preferences", "/fi/acting" }) Assert.Equal(HttpStatusCode.Forbidden, (await Tiina.Browser.Open(address)).Status);
        Assert.Equal(veikko.Id, await Subject());
    }

    [Fact]
    public async Task The_person_sees_it_in_the_mirror_when_they_can_log_in()
    {
        await Assist(Tiina);
        await Book(Tiina);
        var veikko = await Host.SignInResident(Hetu);
        var mirror = await veikko.Browser.Open("/fi/acting/mirror");
        mirror.Shows("Hoitaja Malli, ammattilainen läsnä ollessasi, varasi ajan.");
        mirror.Shows("alkoi auttaa sinua.");
    }
}
