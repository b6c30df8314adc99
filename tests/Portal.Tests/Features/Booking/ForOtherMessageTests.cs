using Portal.Features.Booking;
using Portal.Tests.Features.ActingFor;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

/// <summary>Messages about somebody's appointment reach whoever acted and whoever may still know, and nobody else.</summary>
public class ForOtherMessageTests : ActingTest
{
    const string AinosPhone = "+358401111111", MikkosPhone = "+358402222222", OwnPhone = "+358403333333";
    const string Reminder = "Muistutus: henkilöllä, jonka puolesta asioit, on aika to 26.11. klo 9.00. Katso: http://localhost/fi/acting";
    const string OwnReminder = "Muistutus: sinulla on aika to 26.11. klo 9.00. Katso tiedot: http://localhost/fi/appointments";
    const string Cancelled = "Pahoittelemme: henkilön, jonka puolesta asioit, aika to 26.11. klo 9.00 on peruttu. Katso: http://localhost/fi/acting";

    SignedInResident mikko = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        mikko = await Host.SignInResident(2);
        await HasPhone(Aino.Id, AinosPhone);
        await HasPhone(mikko.Id, MikkosPhone);
    }

    /// <summary>Of appointments; what the mirror tells of acts is left out.</summary>
    async Task<List<string>> Got(string phone) => [.. (await TextsTo(phone)).Where(t => !t.Contains("/acting/mirror"))];

    async Task<Guid> Book(SignedInResident who, int bornAge = 40)
    {
        var (outcome, id) = await Host.Get<BookAppointment>().Handle(who.Resident, new DateOnly(2026, 11, 22).AddYears(-bornAge), Service, await NewSlot(At(3, 9)), null, Ct);
        Assert.Equal(BookAppointment.Outcome.Booked, outcome);
        await Host.DoQuietJobs();
        return id;
    }

    Task<List<string>> ADayBefore(string phone)
    {
        Texts.Clear();
        Clock.Set(At(2, 9));
        return Got(phone);
    }

    [Fact]
    public async Task Whoever_booked_is_confirmed_to_and_all_guardians_of_a_small_child_are_reminded_once()
    {
        await Host.ActFor(mikko, TestHetu.Child(4));
        await Book(await Host.ActFor(Aino, TestHetu.Child(4)), 4);
        Assert.Equal(["Varasit toisen puolesta ajan to 26.11. klo 9.00. Katso: http://localhost/fi/acting"], await Got(AinosPhone));
        Assert.Empty(await Got(MikkosPhone));

        Assert.Equal([Reminder], await ADayBefore(AinosPhone));
        Assert.Equal([Reminder], await Got(MikkosPhone));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_young_persons_own_appointment_is_told_to_guardians_only_when_it_is_shown(bool shown)
    {
        var young = await Host.SignInResident(TestHetu.Child(14));
        await HasPhone(young.Id, OwnPhone);
        await Host.ActFor(Aino, TestHetu.Child(14));
        var id = await Book(young, 14);
        if (shown) Assert.Equal(ShowAppointment.Outcome.Changed, await Host.Get<ShowAppointment>().Handle(young.Resident, new DateOnly(2012, 11, 22), id, true, Ct));
        Assert.Empty(await Got(AinosPhone));
        Assert.Equal([OwnReminder], await ADayBefore(OwnPhone));
        Assert.Equal(shown ? [Reminder] : [], await Got(AinosPhone));
    }

    [Fact]
    public async Task An_appointment_hidden_again_is_not_told_of_though_the_message_was_on_its_way()
    {
        var young = await Host.SignInResident(TestHetu.Child(14));
        await Host.ActFor(Aino, TestHetu.Child(14));
        var id = await Book(young, 14);
        DateOnly born = new(2012, 11, 22);
        await Host.Get<ShowAppointment>().Handle(young.Resident, born, id, true, Ct);
        Host.Registers.Down = true;
        Assert.Empty(await ADayBefore(AinosPhone));
        Host.Registers.Down = false;
        await Host.Get<ShowAppointment>().Handle(young.Resident, born, id, false, Ct);
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await Got(AinosPhone));
    }

    [Fact]
    public async Task A_right_that_the_registers_no_longer_know_brings_no_message()
    {
        await Host.ActFor(mikko, TestHetu.Child(4));
        await Book(await Host.ActFor(Aino, TestHetu.Child(4)), 4);
        await Host.ForgetRight(mikko with { Resident = new(mikko.Id, await Subject(TestHetu.Child(4))) });
        Assert.Empty(await ADayBefore(MikkosPhone));
        Assert.Equal([Reminder], await Got(AinosPhone));
    }

    [Fact]
    public async Task A_child_protected_since_then_is_told_of_to_nobody()
    {
        await Book(await Host.ActFor(Aino, TestHetu.Child(4)), 4);
        Host.Registers.Knows(TestHetu.Child(4), turvakielto: true);
        Assert.Empty(await ADayBefore(AinosPhone));
    }

    [Fact]
    public async Task While_the_registers_are_silent_a_message_waits_and_then_comes_once()
    {
        await Book(await Host.ActFor(Aino, TestHetu.Child(4)), 4);
        await Got(AinosPhone);
        Host.Registers.Down = true;
        Assert.Empty(await ADayBefore(AinosPhone));
        Host.Registers.Down = false;
        for (var i = 0; i < 3; i++)
        {
            Clock.Advance(TimeSpan.FromMinutes(10));
            await Host.DoQuietJobs();
        }
        Assert.Equal([Reminder], await Got(AinosPhone));
    }

    [Fact]
    public async Task At_18_the_guardians_notices_stop_and_the_appointment_stays()
    {
        var hetu = TestHetu.Of(new DateOnly(2008, 11, 25), 900);   // comes of age the day before the visit, when it is reminded of
        var young = await Host.SignInResident(hetu);
        await HasPhone(young.Id, OwnPhone);
        await Host.ActFor(Aino, hetu);
        var id = await Book(young, 17);
        await Host.Get<ShowAppointment>().Handle(young.Resident, new DateOnly(2008, 11, 25), id, true, Ct);
        Assert.Equal([OwnReminder], await ADayBefore(OwnPhone));
        Assert.Empty(await Got(AinosPhone));
    }

    [Fact]
    public async Task The_mandate_holder_who_booked_hears_of_a_change_by_the_clinic_and_another_does_not()
    {
        var veikko = await Host.SignInResident(3);
        await HasPhone(veikko.Id, OwnPhone);
        await Host.ActFor(mikko, veikko);
        var id = await Book(await Host.ActFor(Aino, veikko));
        await Got(AinosPhone);
        Texts.Clear();
        await CancelByClinic(id);
        Assert.Equal([Cancelled], await Got(AinosPhone));
        Assert.Equal(["Pahoittelemme, aikasi to 26.11. klo 9.00 on peruttu. Valitse uusi aika: http://localhost/fi/appointments"], await Got(OwnPhone));
        Assert.Empty(await Got(MikkosPhone));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_small_child_whose_guardian_was_reached_needs_no_call(bool reached)
    {
        var id = await Book(await Host.ActFor(Aino, TestHetu.Child(4)), 4);
        if (!reached) await Db.Write("delete from notifications.contact");
        await CancelByClinic(id);
        await Host.DoQuietJobs();
        var nurse = await Host.SignInProfessional("keskusta");
        Assert.Equal(!reached, (await nurse.Browser.Open("/fi/staff/day")).Has("Viesti ei tavoittanut: soita"));
    }

    async Task CancelByClinic(Guid id) => Assert.Equal(global::Portal.Features.Booking.CancelByClinic.Outcome.Cancelled,
        await Host.Get<CancelByClinic>().Handle((await Host.SignInProfessional("keskusta")).Professional, id, "premises", Ct));

    async Task<Portal.Platform.PersonId> Subject(string hetu) => (await Host.Ask(Aino.Id, hetu, Portal.Platform.Basis.Guardian)).Acting!.Subject;
}
