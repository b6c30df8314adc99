using System.Net;
using System.Net.Http.Json;
using Portal.Features.Booking;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Booking;

/// <summary>The portal's process is killed (kill -9) after it has said "booked" and before the EHR knows it.</summary>
public class KilledPortalTests : DatabaseTest
{
    readonly FakeEhr ehr = FakeEhr.Start();

    public override async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await base.DisposeAsync();
        await ehr.DisposeAsync();
    }

    Task<PortalProcess> StartPortal() => PortalProcess.Start(Db, new Dictionary<string, string>
    {
        ["Jobs:Run"] = "true", ["Jobs:Look"] = "00:00:00.2", ["Jobs:Lease"] = "00:00:03", ["Jobs:FirstPause"] = "00:00:00.5", ["Jobs:LongestPause"] = "00:00:01",
        ["Ehr:BaseUrl"] = $"{ehr.Address}/fhir", ["Ehr:TokenUrl"] = $"{ehr.Address}/oauth2/token",
    });

    [Fact]
    public async Task Killed_before_the_EHR_could_be_reached_the_booking_arrives_once_after_the_next_start()
    {
        ehr.Down = true;
        Guid id;
        await using (var portal = await StartPortal())
        {
            id = await Book(portal);
            await Eventually.Holds("a delivery has been tried", () => Task.FromResult(!ehr.Requests.IsEmpty));
            await portal.Kill();
        }
        Assert.Equal("booked", await Db.ReadOne<string>("select status from booking.appointment where id = @id", new { id }));
        Assert.Empty(ehr.History);

        ehr.Down = false;
        await using var again = await StartPortal();
        await Delivered(id);
        Assert.Single(ehr.VersionsOf("Patient"));
        Assert.Equal("booked", Assert.Single(ehr.VersionsOf("Appointment")).Resource["status"]!.ToString());
    }

    [Fact]
    public async Task Killed_while_the_EHR_was_applying_it_the_booking_is_there_once()
    {
        ehr.FaultsAreFor = request => request.StartsWith("PUT Appointment", StringComparison.Ordinal);
        ehr.Faults.Enqueue(new Fault(Status: 0, Late: true));   // the EHR goes on although nobody listens
        Guid id;
        await using (var portal = await StartPortal())
        {
            id = await Book(portal);
            await Eventually.Holds("the delivery is under way", () => Task.FromResult(ehr.Requests.Any(r => r.StartsWith("PUT Appointment", StringComparison.Ordinal))));
            Assert.Empty(ehr.VersionsOf("Appointment"));
            await portal.Kill();
        }
        await using var again = await StartPortal();
        await Delivered(id);
        await ehr.Quiet();
        Assert.Empty(ehr.Faults);
        Assert.Single(ehr.VersionsOf("Appointment"));
        Assert.Single(ehr.VersionsOf("Patient"));
    }

    Task Delivered(Guid id) => Eventually.Holds("the booking is noted as delivered",
        async () => await Db.ReadOne<int>("select delivered_version from booking.appointment where id = @id", new { id }) == 1, TimeSpan.FromSeconds(60));

    /// <summary>Books over HTTP in the process. The session is opened by a portal in this one, on the same database.</summary>
    async Task<Guid> Book(PortalProcess portal)
    {
        var startsAt = DateTimeOffset.UtcNow.AddDays(3);
        var (professional, slot) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await Db.Write("""
            insert into booking.professional values (@professional, 'Tiina Testi', 'nurse', '{fi}');
            insert into booking.slot (id, unit_id, professional_id, services, mode, starts_at, ends_at)
            values (@slot, 'keskusta', @professional, '{nurse-appointment}', 'on-site', @startsAt, @endsAt)
            """, new { professional, slot, startsAt, endsAt = startsAt.AddMinutes(20) });
        await using var host = await PortalHost.Start(Db, new ManualClock(DateTimeOffset.UtcNow));
        var session = (await host.SignInResident(1)).Browser.Cookies.GetAllCookies().Single();

        using var browser = new Browser(portal.Address);
        browser.Cookies.Add(new Cookie(session.Name, session.Value, "/", portal.Address.Host));
        var answer = await browser.Send(HttpMethod.Post, "/api/booking/appointments", JsonContent.Create(new BookingApi.Wish(slot, "nurse-appointment", null)), ("X-CSRF", "1"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<BookingApi.Booked>(Ct))!.Id;
    }
}
