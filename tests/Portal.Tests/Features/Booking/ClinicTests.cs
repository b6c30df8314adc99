using Portal.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

public class ClinicTests : BookingTest
{
    [Fact]
    public async Task The_day_list_shows_the_own_unit_only_and_each_reading_is_audited()
    {
        var resident = await Host.SignInResident(1);
        var away = await NewNurse("Muualla");
        await Booked(resident, await NewSlot(At(0, 10)));
        await Booked(resident, await NewSlot(At(0, 12), professional: away, unit: "rantakyla"));

        var nurse = await Host.SignInProfessional("keskusta");
        var page = await nurse.Browser.Open("/fi/staff/day");
        page.Shows("Aino 901 Testinen");
        page.Shows("10.00");
        page.DoesNotShow("12.00");
        Assert.Contains(await Audit.LinesOf(resident.Id), l => l.Action == "booking.day.viewed" && l.Staff == nurse.Professional.StaffId && l.Unit == "keskusta");
    }

    [Fact]
    public async Task A_unit_does_not_see_what_is_only_held()
    {
        var resident = await Host.SignInResident(1);
        await Host.Get<HoldTime>().Handle(resident.Resident, null, Service, await NewSlot(At(0, 10)), null, Ct);
        var page = await (await Host.SignInProfessional()).Browser.Open("/fi/staff/day");
        page.DoesNotShow("10.00");
    }

    [Fact]
    public async Task A_cancelled_visit_stays_on_the_units_list_until_the_resident_chooses_a_new_time()
    {
        var resident = await Host.SignInResident(1);
        var id = await Booked(resident, await NewSlot(At(0, 10)));
        var nurse = await Host.SignInProfessional();

        var cancel = await nurse.Browser.Open($"/fi/staff/appointments/{id}/cancel");
        var again = await cancel.Press("Peru aika ja tarjoa uutta");
        Assert.Equal(422, (int)again.Status);
        again.Shows("Valitse, miksi aika perutaan.");
        var done = await again.Choose("Ammattilainen on poissa.").Press("Peru aika ja tarjoa uutta");
        done.Shows("Odottaa uutta aikaa: 1");

        var mine = await resident.Browser.Open("/fi/appointments");
        mine.Shows("Tämä odottaa sinua");
        mine.Shows("Ammattilainen on poissa.");
        var replacement = await NewSlot(At(1, 10));
        await Host.Get<HoldTime>().Handle(resident.Resident, null, Service, replacement, null, Ct);
        var held = await Db.ReadOne<Guid>("select id from booking.appointment where status = 'held'");
        await Host.Get<ConfirmAppointment>().Handle(resident.Resident, held, null, null, Ct);
        (await nurse.Browser.Open("/fi/staff/day")).DoesNotShow("Odottaa uutta aikaa");
        Assert.Equal("chosen", await Db.ReadOne<string>("select state from booking.rebooking"));
    }

    [Fact]
    public async Task The_resident_can_decline_a_new_time()
    {
        var resident = await Host.SignInResident(1);
        var id = await Booked(resident, await NewSlot(At(0, 10)));
        var nurse = await Host.SignInProfessional();
        await Host.Get<CancelByClinic>().Handle(nurse.Professional, id, "other", Ct);
        var page = await resident.Browser.Open($"/fi/appointments/{id}");
        var after = await page.Press("En tarvitse uutta aikaa");
        after.DoesNotShow("Tämä odottaa sinua");
        Assert.Equal("declined", await Db.ReadOne<string>("select state from booking.rebooking"));
    }

    [Fact]
    public async Task Another_units_appointment_is_not_found()
    {
        var resident = await Host.SignInResident(1);
        var id = await Booked(resident, await NewSlot(At(0, 10)));
        var other = await Host.SignInProfessional("rantakyla");
        Assert.Equal(404, (int)(await other.Browser.Open($"/fi/staff/appointments/{id}/cancel")).Status);
        Assert.Equal(CancelByClinic.Outcome.NotFound, await Host.Get<CancelByClinic>().Handle(other.Professional, id, "other", Ct));
        Assert.Equal("booked", await StatusOf(id));
    }
}
