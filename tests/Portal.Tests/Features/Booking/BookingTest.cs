using Portal.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

/// <summary>A portal with a few professionals and times to book.</summary>
public abstract class BookingTest : PortalTest
{
    internal const string Service = "nurse-appointment";

    internal Guid Nurse { get; private set; }
    internal Guid Room { get; private set; }

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Nurse = await NewNurse("Tiina Testi");
        Room = Guid.CreateVersion7();
        await Db.Write("insert into booking.room values (@Room, 'keskusta', 'Huone 2')", new { Room });
    }

    internal async Task<Guid> NewNurse(string name, string title = "nurse", params string[] languages)
    {
        var id = Guid.CreateVersion7();
        await Db.Write("insert into booking.professional values (@id, @name, @title, @languages)",
            new { id, name, title, languages = languages.Length == 0 ? ["fi"] : languages });
        return id;
    }

    /// <summary>A time in Helsinki: day is counted from the test's Monday.</summary>
    internal DateTimeOffset At(int day, int hour, int minute = 0) => ManualClock.Morning.AddDays(day).AddHours(hour - 8).AddMinutes(minute);

    internal async Task<Guid> NewSlot(DateTimeOffset startsAt, int minutes = 20, Guid? professional = null, Guid? room = null, string unit = "keskusta",
        string service = Service, string mode = "on-site")
    {
        var id = Guid.CreateVersion7();
        await Db.Write("""
            insert into booking.slot (id, unit_id, professional_id, room_id, services, mode, starts_at, ends_at)
            values (@id, @unit, @professional, @room, @services, @mode, @startsAt, @endsAt)
            """, new { id, unit, professional = professional ?? Nurse, room, services = new[] { service }, mode, startsAt, endsAt = startsAt.AddMinutes(minutes) });
        return id;
    }

    internal async Task<Guid> Booked(SignedInResident resident, Guid slot, string service = Service)
    {
        var (outcome, id) = await Host.Get<BookAppointment>().Handle(resident.Resident, null, service, slot, null, Ct);
        Assert.Equal(BookAppointment.Outcome.Booked, outcome);
        return id;
    }

    internal Task<string> StatusOf(Guid appointment) => Db.ReadOne<string>("select status from booking.appointment where id = @appointment", new { appointment });
}
