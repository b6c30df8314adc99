using System.Net;
using System.Net.Http.Json;
using AngleSharp;
using Portal.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

/// <summary>What a young person keeps to themselves, and what only they decide.</summary>
public class YoungPersonTests : ForOtherTest
{
    const string Hidden = "Osa tiedoista ei ehkä näy sinulle.";

    [Fact]
    public async Task What_a_young_person_books_is_theirs_until_they_show_it()
    {
        var hetu = TestHetu.Child(14);
        var young = await Host.SignInResident(hetu);
        await NewSlot(At(3, 9));
        var id = await BookByPages(young);
        var acting = await Host.ActFor(Aino, hetu);
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
        var acting = await Host.ActFor(Aino, hetu);
        (await acting.Browser.Open($"/fi/appointments/{id}")).Shows("Varaaja");
    }

    [Fact]
    public async Task A_moved_appointment_stays_as_open_as_it_was()
    {
        var hetu = TestHetu.Child(14);
        var young = await Host.SignInResident(hetu);
        await NewSlot(At(3, 9));
        var before = await BookByPages(await Host.ActFor(Aino, hetu));
        var held = await Host.Get<HoldTime>().Handle(young.Resident, new DateOnly(2012, 11, 22), Service, await NewSlot(At(4, 9)), before, Ct);
        Assert.Equal(ConfirmAppointment.Outcome.Booked, await Host.Get<ConfirmAppointment>().Handle(young.Resident, held.Id, null, null, Ct));
        Assert.Equal(200, (int)(await Aino.Browser.Open($"/fi/appointments/{held.Id}")).Status);
    }

    [Theory]
    [InlineData(11, false)]
    [InlineData(12, true)]
    [InlineData(17, true)]
    public async Task A_guardians_list_says_the_same_whether_or_not_something_is_hidden(int age, bool says)
    {
        var hetu = TestHetu.Child(age);
        var acting = await Host.ActFor(Aino, hetu);
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
        var acting = await Host.ActFor(Aino, hetu);
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
        var acting = await Host.ActFor(Aino, hetu);
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
    public async Task A_matter_of_the_young_persons_own_is_not_offered_to_their_guardian_nor_booked_by_them()
    {
        var slot = await NewSlot(At(3, 9), service: "contraception");
        var (young, child) = (await Host.ActFor(Aino, TestHetu.Child(13)), TestHetu.Child(11));
        Assert.Empty((await young.Browser.Open("/fi/booking")).All("a[href='/fi/booking/contraception']"));
        var page = await young.Browser.Open("/fi/booking/contraception");
        page.Shows("Nuori varaa tämän palvelun itse.");
        Assert.Empty(page.All("ul.times"));
        var refused = await (await young.Browser.Open($"/fi/booking/contraception/time/{slot}")).Press("Jatka tällä ajalla");
        refused.Shows("Nuori varaa tämän palvelun itse.");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        using var wish = JsonContent.Create(new { slot, service = "contraception" });
        var api = await young.Browser.Send(HttpMethod.Post, "/api/booking/appointments", wish, ("X-CSRF", "1"), ("X-Acting-For", $"{young.Resident.Subject}"));
        Assert.Contains("young-decides", await api.Content.ReadAsStringAsync(Ct));
        Assert.Equal(0, await Db.ReadOne<int>("select count(*)::int from booking.appointment"));

        Assert.Equal(HoldTime.Outcome.Held, (await Host.Get<HoldTime>().Handle((await Host.ActFor(Aino, child)).Resident, new DateOnly(2015, 11, 22), "contraception", slot, null, Ct)).Outcome);
    }

    [Fact]
    public async Task The_age_of_a_service_is_the_age_of_the_one_it_is_for()
    {
        var slot = await NewSlot(At(3, 9), service: "child-health-clinic");
        (await Aino.Browser.Open("/fi/booking/child-health-clinic")).Shows("Tämä palvelu on tarkoitettu muun ikäisille.");
        var refused = await (await Aino.Browser.Open($"/fi/booking/child-health-clinic/time/{slot}")).Press("Jatka tällä ajalla");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var acting = await Host.ActFor(Aino, TestHetu.Child(4));
        (await (await acting.Browser.Open($"/fi/booking/child-health-clinic/time/{slot}")).Press("Jatka tällä ajalla")).Shows("Tarkista ja vahvista aika");
    }
}
