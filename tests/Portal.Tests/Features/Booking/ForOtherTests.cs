using System.Net;
using AngleSharp;
using Portal.Features.Booking;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

/// <summary>Appointments booked for somebody else: who sees what, who is named, and what a young person keeps to themselves.</summary>
public class ForOtherTests : BookingTest
{
    const string NineOClock = "torstai 26.11. klo 9.00", Hidden = "Osa tiedoista ei ehkä näy sinulle.";

    SignedInResident aino = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        aino = await Host.SignInResident(1);
    }

    async Task<Guid> BookByPages(SignedInResident who, string when = NineOClock, bool show = false)
    {
        var confirm = await (await who.Browser.Open($"/fi/booking/{Service}")).PressFirst(when);
        if (show) confirm.Choose("Näytä tämä aika huoltajilleni");
        var done = await confirm.Press("Vahvista aika");
        done.Shows("Aika on varattu");
        return Guid.Parse(done.Address.AbsolutePath.Split('/')[^1]);
    }

    [Fact]
    public async Task Every_page_says_for_whom_it_is_and_who_booked()
    {
        await NewSlot(At(3, 9));
        var child = TestHetu.Child(4);
        Host.Registers.Knows(child, "Onni Elias", "Korpela");
        var acting = await Host.ActFor(aino, child);

        var times = await acting.Browser.Open($"/fi/booking/{Service}");
        times.Shows("Valitset ajan henkilölle Onni Elias Korpela.");
        var confirm = await times.PressFirst(NineOClock);
        confirm.Shows("Kenelle Onni Elias Korpela, jonka huoltaja olet");
        confirm.Shows("Tämän näkevät vastaanoton ammattilaiset ja Onni Elias Korpela.");
        var done = await confirm.Press("Vahvista aika");
        done.Shows("Kenelle Onni Elias Korpela, jonka huoltaja olet");
        done.Shows("Varaaja Sinä, maanantai 23.11. klo 8.00");
        var cancel = await done.Follow("Peru aika");
        cancel.Shows("Kenelle Onni Elias Korpela, jonka huoltaja olet");
        (await acting.Browser.Open("/fi/appointments")).Shows("Ajanvaraukset: Onni Elias Korpela");
        var calendar = await acting.Browser.Get($"{done.Address.AbsolutePath}/calendar.ics");
        Assert.DoesNotContain("Onni", await calendar.Content.ReadAsStringAsync(Ct));
    }

    [Fact]
    public async Task Both_guardians_see_the_same_booking_and_only_its_own_hand_is_named_to_each()
    {
        var child = TestHetu.Child(4);
        await NewSlot(At(3, 9));
        var id = await BookByPages(await Host.ActFor(aino, child));

        var mikko = await Host.ActFor(await Host.SignInResident(2), child);
        var page = await mikko.Browser.Open($"/fi/appointments/{id}");
        page.Shows("Varaaja Toinen huoltaja, maanantai 23.11. klo 8.00");
        Assert.DoesNotContain("Aino 901", page.Text);   // nobody has said that he may know who she is
        (await (await page.Follow("Peru aika")).Press("Kyllä, peru aika")).Shows("Peruit ajan");
        (await aino.Browser.Open($"/fi/appointments/{id}")).Shows("Ajan perui Toinen huoltaja");
    }

    [Fact]
    public async Task The_person_represented_sees_who_booked()
    {
        var hetu = TestHetu.Child(14);
        var young = await Host.SignInResident(hetu);
        await NewSlot(At(3, 9));
        var id = await BookByPages(await Host.ActFor(aino, hetu));
        var page = await young.Browser.Open($"/fi/appointments/{id}");
        page.Shows("Varaaja Aino 901 Testinen, huoltaja, maanantai 23.11. klo 8.00");
        Assert.DoesNotContain("Älä näytä huoltajilleni", page.Text);   // it is not theirs to take back
    }

    [Fact]
    public async Task What_a_young_person_books_is_theirs_until_they_show_it()
    {
        var hetu = TestHetu.Child(14);
        var young = await Host.SignInResident(hetu);
        await NewSlot(At(3, 9));
        var id = await BookByPages(young);
        var acting = await Host.ActFor(aino, hetu);
        var list = await acting.Browser.Open("/fi/appointments");
        Assert.DoesNotContain($"{id}", list.Document.ToHtml());
        Assert.Equal(404, (int)(await acting.Browser.Open($"/fi/appointments/{id}")).Status);

        var shown = await (await young.Browser.Open($"/fi/appointments/{id}")).Press("Näytä huoltajilleni");
        shown.Shows("Huoltajasi näkevät tämän ajan.");
        (await acting.Browser.Open($"/fi/appointments/{id}")).Shows("Varaaja");
        await shown.Press("Älä näytä huoltajilleni");
        Assert.Equal(404, (int)(await acting.Browser.Open($"/fi/appointments/{id}")).Status);
        Assert.Equal(["booking.appointment.shown", "booking.appointment.hidden"],
            (await Audit.LinesOf(young.Id)).Where(l => l.Object == id && l.Action is "booking.appointment.shown" or "booking.appointment.hidden").Select(l => l.Action));
    }

    [Fact]
    public async Task A_young_person_can_show_it_when_they_confirm()
    {
        var hetu = TestHetu.Child(14);
        await NewSlot(At(3, 9));
        var id = await BookByPages(await Host.SignInResident(hetu), show: true);
        var acting = await Host.ActFor(aino, hetu);
        (await acting.Browser.Open($"/fi/appointments/{id}")).Shows("Varaaja");
    }

    [Fact]
    public async Task A_moved_appointment_stays_as_open_as_it_was()
    {
        var hetu = TestHetu.Child(14);
        var young = await Host.SignInResident(hetu);
        await NewSlot(At(3, 9));
        var before = await BookByPages(await Host.ActFor(aino, hetu));
        var held = await Host.Get<HoldTime>().Handle(young.Resident, new DateOnly(2012, 11, 22), Service, await NewSlot(At(4, 9)), before, Ct);
        Assert.Equal(ConfirmAppointment.Outcome.Booked, await Host.Get<ConfirmAppointment>().Handle(young.Resident, held.Id, null, null, Ct));
        Assert.Equal(200, (int)(await aino.Browser.Open($"/fi/appointments/{held.Id}")).Status);
    }

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(17, true)]
    public async Task A_guardians_list_says_the_same_whether_or_not_something_is_hidden(int age, bool says)
    {
        var hetu = TestHetu.Child(age);
        var acting = await Host.ActFor(aino, hetu);
        var without = await acting.Browser.Open("/fi/appointments");
        Assert.Equal(says, without.Text.Contains(Hidden));
        var young = await Host.SignInResident(hetu);
        await NewSlot(At(3, 9));
        await Db.Write("update booking.appointment set open_to_delegate = false where id = @id", new { id = await Booked(young, await NewSlot(At(4, 9))) });
        var with = await acting.Browser.Open("/fi/appointments");
        Assert.Equal(without.Text, with.Text);
    }

    [Fact]
    public async Task A_time_over_a_hidden_appointment_is_not_to_be_had_as_any_taken_time()
    {
        var hetu = TestHetu.Child(14);
        var (young, other) = (await Host.SignInResident(hetu), await Host.SignInResident(2));
        await NewSlot(At(3, 9));
        await BookByPages(young);
        var acting = await Host.ActFor(aino, hetu);
        var over = await NewSlot(At(3, 9, 10), professional: await NewNurse("Toinen"));
        var taken = await NewSlot(At(5, 9));
        await Booked(other, taken);

        DateOnly born = new(2012, 11, 22);
        Assert.Equal(HoldTime.Outcome.TimeTaken, (await Host.Get<HoldTime>().Handle(acting.Resident, born, Service, over, null, Ct)).Outcome);
        Assert.Equal(BookAppointment.Outcome.TimeTaken, (await Host.Get<BookAppointment>().Handle(acting.Resident, born, Service, over, null, Ct)).Outcome);
        var pages = new List<Page>();
        foreach (var slot in new[] { over, taken })
            pages.Add(await (await acting.Browser.Open($"/fi/booking/{Service}/time/{slot}")).Press("Jatka tällä ajalla"));
        Assert.Equal(pages[1].Status, pages[0].Status);
        Assert.All(pages, p => p.Shows("Joku muu ehti varata tämän ajan."));
    }

    [Fact]
    public async Task A_hidden_appointment_booked_meanwhile_is_not_told_of_on_confirming_or_undoing()
    {
        var hetu = TestHetu.Child(14);
        var young = await Host.SignInResident(hetu);
        var acting = await Host.ActFor(aino, hetu);
        DateOnly born = new(2012, 11, 22);
        var nurse = await NewNurse("Toinen");

        var held = await Host.Get<HoldTime>().Handle(acting.Resident, born, Service, await NewSlot(At(3, 9)), null, Ct);
        var own = await Host.Get<BookAppointment>().Handle(young.Resident, born, Service, await NewSlot(At(3, 9, 10), professional: nurse), null, Ct);
        Assert.Equal(BookAppointment.Outcome.Booked, own.Outcome);
        Assert.Equal(ConfirmAppointment.Outcome.TimeTaken, await Host.Get<ConfirmAppointment>().Handle(acting.Resident, held.Id, null, null, Ct));

        var seen = await Booked(acting, await NewSlot(At(4, 9)));
        await Host.Get<CancelAppointment>().Handle(acting.Resident, seen, Ct);
        await Host.Get<BookAppointment>().Handle(young.Resident, born, Service, await NewSlot(At(4, 9, 10), professional: nurse), null, Ct);
        Assert.Equal(UndoCancel.Outcome.TimeTaken, await Host.Get<UndoCancel>().Handle(acting.Resident, seen, Ct));
    }

    [Fact]
    public async Task A_known_overlap_is_told_with_the_persons_name()
    {
        var child = TestHetu.Child(4);
        Host.Registers.Knows(child, "Eevi", "Korpela");
        var acting = await Host.ActFor(aino, child);
        await Booked(acting, await NewSlot(At(3, 9, 10), professional: await NewNurse("Toinen")));
        await NewSlot(At(3, 9));
        var confirm = await (await acting.Browser.Open($"/fi/booking/{Service}")).PressFirst(NineOClock);
        var page = await confirm.Press("Vahvista aika");
        page.Shows("Henkilöllä Eevi Korpela on jo toinen aika samaan aikaan.");
        Assert.Equal(HttpStatusCode.Conflict, page.Status);
    }

    [Fact]
    public async Task What_somebody_wrote_for_the_clinic_is_not_read_by_those_who_act_for_them()
    {
        var veikko = await Host.SignInResident(3);
        var (_, id) = await Host.Get<BookAppointment>().Handle(veikko.Resident, null, Service, await NewSlot(At(3, 9)), "Polvi on kipeä", Ct);
        var (_, held) = await Host.Get<HoldTime>().Handle(veikko.Resident, null, Service, await NewSlot(At(4, 9)), null, Ct);
        await Host.Get<ConfirmAppointment>().GiveBack(veikko.Resident, held, "Selkä on kipeä", Ct);
        await NewSlot(At(5, 9));
        var acting = await Host.ActFor(aino, veikko);
        Assert.DoesNotContain("kipeä", (await acting.Browser.Open($"/fi/appointments/{id}")).Text);
        var confirm = await (await acting.Browser.Open($"/fi/booking/{Service}")).PressFirst("lauantai 28.11. klo 9.00");
        Assert.DoesNotContain("kipeä", confirm.Document.ToHtml());
        (await veikko.Browser.Open($"/fi/appointments/{id}")).Shows("Polvi on kipeä");
    }
}
