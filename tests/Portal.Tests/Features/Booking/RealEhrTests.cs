using Portal.Features.Booking;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

/// <summary>Delivery to a real FHIR R4 server, which checks every resource and fails on order.</summary>
public class RealEhrTests : NeighbourTest
{
    const string Service = "nurse-appointment";
    Guid nurse;
    int slots;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        nurse = Guid.CreateVersion7();
        await Db.Write("insert into booking.professional values (@nurse, 'Tiina Testi', 'nurse', '{fi}'); insert into booking.room values (@nurse, 'keskusta', 'Huone 2')", new { nurse });
        await EhrFaults("DELETE", null);
    }

    async Task<(SignedInResident Who, Guid Id)> Book(string service = Service, string? reason = "Polvi on kipeä", bool turvakielto = false)
    {
        var resident = await Host.SignInResident(Random.Shared.Next(20_000), turvakielto: turvakielto);
        var (slot, startsAt) = (Guid.CreateVersion7(), Clock.Now.AddDays(4).AddHours(slots++));
        await Db.Write("""
            insert into booking.slot (id, unit_id, professional_id, room_id, services, mode, starts_at, ends_at)
            values (@slot, 'keskusta', @nurse, @nurse, @services, 'on-site', @startsAt, @startsAt + interval '20 minutes')
            """, new { slot, nurse, services = new[] { service }, startsAt });
        var (outcome, id) = await Host.Get<BookAppointment>().Handle(resident.Resident, null, service, slot, reason, Ct);
        Assert.Equal(BookAppointment.Outcome.Booked, outcome);
        return (resident, id);
    }

    [Fact]
    public async Task What_we_send_is_valid_FHIR_for_a_booking_a_move_and_both_kinds_of_cancellation()
    {
        var (resident, first) = await Book();
        var (_, second) = await Book(turvakielto: true, reason: null);
        await Host.Get<CancelAppointment>().Handle(resident.Resident, first, Ct);
        await Host.Get<UndoCancel>().Handle(resident.Resident, first, Ct);
        var professional = (await Host.SignInProfessional("keskusta")).Professional;
        await Host.Get<CancelByClinic>().Handle(professional, second, "premises", Ct);
        await Host.DoJobs();

        Assert.Empty(await Db.Read<string>("select last_error from jobs.job where queue = 'ehr' and state <> 'done'"));
        Assert.Equal(["booked", "cancelled", "booked"], await Told(first));
        Assert.Equal(["booked", "cancelled"], await Told(second));
    }

    [Fact]
    public async Task Who_acted_for_the_patient_is_valid_FHIR_too()
    {
        var (resident, first) = await Book();
        var (guardian, nurse) = ((await Host.SignInResident(20_001)).Resident.Self, (await Host.SignInProfessional("keskusta")).Professional);
        await Host.MayAct(guardian.Value, resident.Id);
        await Host.MayAct(nurse.StaffId, resident.Id);
        var cancel = Host.Get<CancelAppointment>();
        await cancel.Handle(new(guardian, resident.Id) { Basis = Basis.Guardian }, first, Ct);
        await Host.Get<UndoCancel>().Handle(new(guardian, resident.Id) { Basis = Basis.Mandate }, first, Ct);
        await cancel.Handle(new(resident.Id, resident.Id) { Basis = Basis.Assisted, Assistant = nurse }, first, Ct);
        await Deliver();

        Assert.Empty(await Db.Read<string>("select last_error from jobs.job where queue = 'ehr' and state <> 'done'"));
        Assert.Equal(["booked", "cancelled", "booked", "cancelled"], await Told(first));
    }

    [Theory]
    [InlineData("down", 3)]
    [InlineData("slow", 1)]
    [InlineData("500", 2)]
    [InlineData("500-after-apply", 1)]
    [InlineData("drop-answer", 1)]
    [InlineData("duplicate", 2)]
    public async Task Each_change_is_there_once_and_in_order_when_the_EHR_is_or_does(string mode, int count)
    {
        object fault = mode == "down" ? new { mode, count } : new { mode, count, ms = 12_000, method = "PUT" };
        await EhrFaults("POST", fault);
        var (resident, id) = await Book();
        await Deliver();
        await EhrFaults("POST", fault);
        await Host.Get<CancelAppointment>().Handle(resident.Resident, id, Ct);
        await Deliver();
        Assert.Equal(["booked", "cancelled"], await Told(id));
        Assert.Equal(2, await Db.ReadOne<int>("select delivered_version from booking.appointment where id = @id", new { id }));
        Assert.Equal(1, await Versions($"Patient/{resident.Id}"));
    }

    /// <summary>As the pauses between the attempts pass.</summary>
    async Task Deliver()
    {
        for (var i = 0; i < 8; i++)
        {
            await Host.DoJobs();
            Clock.Advance(TimeSpan.FromSeconds(8));
        }
    }

    async Task<List<string>> Told(Guid id) => [.. (await EhrHistory($"Appointment/{id}")).Select(r => r!["status"]!.ToString())];

    async Task<int> Versions(string what) => (await EhrHistory(what)).Count;
}
