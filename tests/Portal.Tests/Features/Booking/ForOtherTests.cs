using System.Net;
using AngleSharp;
using Portal.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

/// <summary>Appointments booked for somebody else: every page says for whom, and who booked is named to those who may know.</summary>
public class ForOtherTests : ForOtherTest
{
    [Fact]
    public async Task Every_page_says_for_whom_it_is_and_who_booked()
    {
        await NewSlot(At(3, 9));
        var child = TestHetu.Child(4);
        Host.Registers.Knows(child, "Onni Elias", "Korpela");
        var acting = await Host.ActFor(Aino, child);

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
        var id = await BookByPages(await Host.ActFor(Aino, child));

        var mikko = await Host.ActFor(await Host.SignInResident(2), child);
        var page = await mikko.Browser.Open($"/fi/appointments/{id}");
        page.Shows("Varaaja Toinen huoltaja, maanantai 23.11. klo 8.00");
        Assert.DoesNotContain("Aino 901", page.Text);   // nobody has said that he may know who she is
        (await (await page.Follow("Peru aika")).Press("Kyllä, peru aika")).Shows("Peruit ajan");
        (await Aino.Browser.Open($"/fi/appointments/{id}")).Shows("Ajan perui Toinen huoltaja");
    }

    [Fact]
    public async Task The_person_represented_sees_who_booked()
    {
        var hetu = TestHetu.Child(14);
        var young = await Host.SignInResident(hetu);
        await NewSlot(At(3, 9));
        var id = await BookByPages(await Host.ActFor(Aino, hetu));
        var page = await young.Browser.Open($"/fi/appointments/{id}");
        page.Shows("Varaaja Aino 901 Testinen, huoltaja, maanantai 23.11. klo 8.00");
        Assert.DoesNotContain("Älä näytä huoltajilleni", page.Text);   // it is not theirs to take back
    }

    [Fact]
    public async Task A_known_overlap_is_told_with_the_persons_name()
    {
        var child = TestHetu.Child(4);
        Host.Registers.Knows(child, "Eevi", "Korpela");
        var acting = await Host.ActFor(Aino, child);
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
        var acting = await Host.ActFor(Aino, veikko);
        Assert.DoesNotContain("kipeä", (await acting.Browser.Open($"/fi/appointments/{id}")).Text);
        var confirm = await (await acting.Browser.Open($"/fi/booking/{Service}")).PressFirst("lauantai 28.11. klo 9.00");
        Assert.DoesNotContain("kipeä", confirm.Document.ToHtml());
        (await veikko.Browser.Open($"/fi/appointments/{id}")).Shows("Polvi on kipeä");
    }
}
