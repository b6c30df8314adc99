using Portal.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

public class CancelTests : BookingTest
{
    Task<CancelAppointment.Outcome> Cancel(SignedInResident who, Guid id) => Host.Get<CancelAppointment>().Handle(who.Resident, id, Ct);

    Task<UndoCancel.Outcome> Undo(SignedInResident who, Guid id) => Host.Get<UndoCancel>().Handle(who.Resident, id, Ct);

    [Fact]
    public async Task A_cancelled_time_is_free_for_others_at_once_and_it_is_audited()
    {
        var slot = await NewSlot(At(3, 9));
        var (owner, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var id = await Booked(owner, slot);
        Assert.Equal(CancelAppointment.Outcome.Cancelled, await Cancel(owner, id));
        await Booked(other, slot);
        Assert.Single(await Audit.LinesOf(owner.Id), l => l.Action == "booking.appointment.cancelled" && l.Object == id);
    }

    [Fact]
    public async Task After_the_deadline_it_is_not_cancelled()
    {
        var resident = await Host.SignInResident(1);
        var id = await Booked(resident, await NewSlot(At(1, 9)));   // the deadline is 24 hours before
        Clock.Set(At(0, 9));
        var inTime = await Booked(resident, await NewSlot(At(2, 9)));
        Clock.Set(At(0, 9).AddSeconds(1));
        Assert.Equal(CancelAppointment.Outcome.TooLate, await Cancel(resident, id));
        Assert.Equal("booked", await StatusOf(id));
        Assert.Equal(CancelAppointment.Outcome.Cancelled, await Cancel(resident, inTime));
    }

    [Fact]
    public async Task Cancelling_is_undone_for_ten_minutes()
    {
        var resident = await Host.SignInResident(1);
        var id = await Booked(resident, await NewSlot(At(3, 9)));
        await Cancel(resident, id);
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal(UndoCancel.Outcome.Restored, await Undo(resident, id));
        Assert.Equal("booked", await StatusOf(id));

        await Cancel(resident, id);
        Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));
        Assert.Equal(UndoCancel.Outcome.TooLate, await Undo(resident, id));
    }

    [Fact]
    public async Task Cancelling_is_not_undone_when_somebody_has_the_time()
    {
        var slot = await NewSlot(At(3, 9));
        var (owner, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var id = await Booked(owner, slot);
        await Cancel(owner, id);
        await Booked(other, slot);
        Assert.Equal(UndoCancel.Outcome.TimeTaken, await Undo(owner, id));
        Assert.Equal("cancelled", await StatusOf(id));
    }

    [Fact]
    public async Task Someone_elses_appointment_is_neither_cancelled_nor_restored()
    {
        var (owner, other) = (await Host.SignInResident(1), await Host.SignInResident(2));
        var id = await Booked(owner, await NewSlot(At(3, 9)));
        Assert.Equal(CancelAppointment.Outcome.NotFound, await Cancel(other, id));
        await Cancel(owner, id);
        Assert.Equal(UndoCancel.Outcome.NotFound, await Undo(other, id));
    }

    [Fact]
    public async Task Pressing_twice_is_the_same_as_once()
    {
        var resident = await Host.SignInResident(1);
        var id = await Booked(resident, await NewSlot(At(3, 9)));
        await Cancel(resident, id);
        Assert.Equal(CancelAppointment.Outcome.Cancelled, await Cancel(resident, id));
        Assert.Equal(2, await Db.ReadOne<int>("select version from booking.appointment where id = @id", new { id }));
        Assert.Equal(1, await Db.ReadOne<int>("select count(*)::int from jobs.job where queue = 'ehr' and payload->>'status' = 'cancelled'"));
    }

    [Fact]
    public async Task A_reminder_of_a_cancelled_appointment_is_withdrawn()
    {
        var resident = await Host.SignInResident(1);
        var id = await Booked(resident, await NewSlot(At(5, 9)));
        await Cancel(resident, id);
        Assert.Equal("withdrawn", await Db.ReadOne<string>("select state from jobs.job where payload->>'template' = 'booking-reminder'"));
    }
}
