using Portal.Features.Booking;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

public class TakingTests : BookingTest
{
    [Fact]
    public async Task A_time_cannot_be_taken_twice()
    {
        var slot = await NewSlot(At(1, 9));
        var (first, second) = (await Host.SignInResident(1), await Host.SignInResident(2));
        await Booked(first, slot);
        var (outcome, _) = await Host.Get<BookAppointment>().Handle(second.Resident, null, Service, slot, null, Ct);
        Assert.Equal(BookAppointment.Outcome.TimeTaken, outcome);
    }

    [Fact]
    public async Task Of_two_hundred_takers_at_once_exactly_one_gets_the_time()
    {
        var slot = await NewSlot(At(1, 9));
        var residents = new List<SignedInResident>();
        for (var i = 0; i < 200; i++) residents.Add(await Host.SignInResident(i));
        var book = Host.Get<BookAppointment>();

        var outcomes = await Task.WhenAll(residents.Select(r => Task.Run(() => book.Handle(r.Resident, null, Service, slot, null, Ct))));

        Assert.Equal(1, outcomes.Count(o => o.Outcome == BookAppointment.Outcome.Booked));
        Assert.Equal(199, outcomes.Count(o => o.Outcome == BookAppointment.Outcome.TimeTaken));
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from booking.appointment"));
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from audit.event where action = 'booking.appointment.booked'"));
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from jobs.job where queue = 'ehr'"));
    }

    [Fact]
    public async Task Holders_and_bookers_at_once_leave_one_taker()
    {
        var slot = await NewSlot(At(1, 9));
        var residents = new List<Resident>();
        for (var i = 0; i < 40; i++) residents.Add((await Host.SignInResident(i)).Resident);
        var (hold, book) = (Host.Get<HoldTime>(), Host.Get<BookAppointment>());

        var taken = await Task.WhenAll(residents.Select((r, i) => Task.Run(async () => i % 2 == 0
            ? (await hold.Handle(r, null, Service, slot, null, Ct)).Outcome == HoldTime.Outcome.Held
            : (await book.Handle(r, null, Service, slot, null, Ct)).Outcome == BookAppointment.Outcome.Booked)));

        Assert.Single(taken, got => got);
    }

    /// <summary>A row enters the indexes in the order of their OIDs. With an exclusion constraint first, two takers of a time wait for each other.</summary>
    [Fact]
    public async Task The_one_taker_is_decided_before_anything_else()
    {
        var order = await Db.Read<string>("""
            select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
            where i.indrelid = 'booking.appointment'::regclass and (i.indisexclusion or c.relname = 'appointment_one_taker') order by c.oid
            """);
        Assert.Equal("appointment_one_taker", order[0]);
        Assert.Equal(["appointment_professional_no_overlap", "appointment_resident_no_overlap", "appointment_room_no_overlap"], order.Skip(1).Order());
    }

    [Fact]
    public async Task A_professional_is_not_in_two_places_at_once()
    {
        var (early, late) = (await NewSlot(At(1, 9), minutes: 40), await NewSlot(At(1, 9, 20), minutes: 20));
        var (first, second) = (await Host.SignInResident(1), await Host.SignInResident(2));
        await Booked(first, early);
        Assert.Equal(BookAppointment.Outcome.TimeTaken, (await Host.Get<BookAppointment>().Handle(second.Resident, null, Service, late, null, Ct)).Outcome);
    }

    [Fact]
    public async Task A_room_has_one_visit_at_a_time()
    {
        var other = await NewNurse("Toinen");
        var (a, b) = (await NewSlot(At(1, 9), room: Room), await NewSlot(At(1, 9), professional: other, room: Room));
        await Booked(await Host.SignInResident(1), a);
        var second = await Host.SignInResident(2);
        Assert.Equal(BookAppointment.Outcome.TimeTaken, (await Host.Get<BookAppointment>().Handle(second.Resident, null, Service, b, null, Ct)).Outcome);
    }

    [Fact]
    public async Task A_resident_is_not_in_two_places_at_once()
    {
        var other = await NewNurse("Toinen");
        var (a, b) = (await NewSlot(At(1, 9)), await NewSlot(At(1, 9, 10), professional: other));
        var resident = await Host.SignInResident(1);
        await Booked(resident, a);
        Assert.Equal(BookAppointment.Outcome.OverlapsOwn, (await Host.Get<BookAppointment>().Handle(resident.Resident, null, Service, b, null, Ct)).Outcome);
    }

    [Fact]
    public async Task A_time_that_has_begun_or_is_of_another_service_is_not_offered()
    {
        var resident = await Host.SignInResident(1);
        var book = Host.Get<BookAppointment>();
        var soon = await NewSlot(At(0, 8, 20));
        var other = await NewSlot(At(1, 9), service: "wound-care");
        Assert.Equal(BookAppointment.Outcome.NotOffered, (await book.Handle(resident.Resident, null, Service, soon, null, Ct)).Outcome);
        Assert.Equal(BookAppointment.Outcome.NotOffered, (await book.Handle(resident.Resident, null, Service, other, null, Ct)).Outcome);
        Assert.Equal(BookAppointment.Outcome.NotOffered, (await book.Handle(resident.Resident, null, Service, Guid.NewGuid(), null, Ct)).Outcome);
        Assert.Empty(await Db.Read<Guid>("select id from booking.appointment"));
    }

    [Fact]
    public async Task A_service_for_children_is_not_booked_by_an_adult()
    {
        var slot = await NewSlot(At(1, 9), service: "child-health-clinic");
        var resident = await Host.SignInResident(1);
        var (outcome, _) = await Host.Get<BookAppointment>().Handle(resident.Resident, new DateOnly(1980, 1, 1), "child-health-clinic", slot, null, Ct);
        Assert.Equal(BookAppointment.Outcome.NotForYou, outcome);
    }

    [Fact]
    public async Task Booking_is_audited_delivered_and_told_in_the_same_transaction()
    {
        var slot = await NewSlot(At(3, 9));
        var resident = await Host.SignInResident(1);
        var id = await Booked(resident, slot);
        var line = Assert.Single(await Audit.LinesOf(resident.Id), l => l.Action == "booking.appointment.booked");
        Assert.Equal((id, resident.Id.Value), (line.Object!.Value, line.Self!.Value));
        Assert.Equal(["booking-confirmed", "booking-reminder"],
            await Db.Read<string>("select payload->>'template' from jobs.job where queue = 'message' order by run_at"));
        Assert.Equal(At(2, 9), await Db.ReadOne<DateTime>("select max(run_at) from jobs.job where queue = 'message'"));
    }
}
