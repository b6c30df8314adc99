using Microsoft.Extensions.DependencyInjection;
using Portal.Features.Booking;
using Portal.Platform.Jobs;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Booking;

/// <summary>However the EHR fails, each change is applied once, in order, and nothing is lost.</summary>
public class DeliveryFailureTests : DeliveryTest
{
    SignedInResident aino = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        aino = await Host.SignInResident(1);
    }

    async Task<Guid> Book(int day = 5) => await Booked(aino, await NewSlot(At(day, 9)));

    [Fact]
    public async Task An_EHR_that_is_down_delays_the_delivery_and_nothing_else()
    {
        Ehr.Down = true;
        var id = await Book();
        await DoJobsForHours();
        Assert.Equal("booked", await StatusOf(id));
        Assert.Equal((0, "no-answer"), (await DeliveredVersion(id), await LastError(id)));

        Ehr.Down = false;
        await DoJobsForHours();
        Assert.Equal(["booked"], Told(id));
        Assert.Equal(1, await DeliveredVersion(id));
        Assert.Single(await Audit.LinesOf(aino.Id), l => l.Action == "booking.appointment.delivered" && l.Object == id && l.Machine == "ehr-delivery");
    }

    [Theory]
    [MemberData(nameof(Fault.Names), MemberType = typeof(Fault))]
    public async Task Each_change_is_applied_once_in_order_when_the_EHR(string fault)
    {
        var id = await Book();
        Ehr.FaultsAreFor = request => request.StartsWith("PUT Appointment", StringComparison.Ordinal);
        foreach (var f in Fault.Kinds[fault]) Ehr.Faults.Enqueue(f);
        await DoJobsForHours();
        Assert.Equal(["booked"], Told(id));

        foreach (var f in Fault.Kinds[fault]) Ehr.Faults.Enqueue(f);
        await Cancel(aino, id);
        await DoJobsForHours();
        await Ehr.Quiet();

        Assert.Equal(["booked", "cancelled"], Told(id));
        Assert.Equal(2, await DeliveredVersion(id));
        Assert.Equal(2, (await Audit.LinesOf(aino.Id)).Count(l => l.Action == "booking.appointment.delivered"));
        Assert.Empty(await Db.Read<long>("select seq from jobs.job where queue = 'ehr' and state <> 'done'"));
    }

    [Theory]
    [MemberData(nameof(Fault.Names), MemberType = typeof(Fault))]
    public async Task The_patient_is_applied_once_when_the_EHR(string fault)
    {
        Ehr.FaultsAreFor = request => request.StartsWith("PUT Patient", StringComparison.Ordinal);
        foreach (var f in Fault.Kinds[fault]) Ehr.Faults.Enqueue(f);
        var id = await Book();
        await DoJobsForHours();
        await Ehr.Quiet();
        Assert.Single(Ehr.VersionsOf("Patient"));
        Assert.Equal(["booked"], Told(id));
    }

    [Fact]
    public async Task An_EHR_that_answers_twice_confuses_nobody()
    {
        using var echo = new DoubleAnswer(Ehr.Address);
        await using var portal = await PortalHost.Start(Db, Clock, new Dictionary<string, string>
        {
            ["Ehr:BaseUrl"] = $"{echo.Address}/fhir", ["Ehr:TokenUrl"] = $"{echo.Address}/oauth2/token",
        });
        portal.Outbound.Allow(echo.Address);
        var (first, second) = (await Book(), await Book(6));
        await Cancel(aino, first);
        await portal.DoJobs();
        Assert.Equal(["booked", "cancelled"], Told(first));
        Assert.Equal(["booked"], Told(second));
        Assert.Single(Ehr.VersionsOf("Patient"));
        Assert.True(echo.Doubled >= 5);
    }

    [Fact]
    public async Task Changes_made_while_it_was_down_arrive_in_order_with_each_its_own_state()
    {
        Ehr.Down = true;
        var id = await Book();
        await Cancel(aino, id);
        Assert.Equal(UndoCancel.Outcome.Restored, await Host.Get<UndoCancel>().Handle(aino.Resident, id, Ct));
        await Host.DoJobs();
        Ehr.Down = false;
        await DoJobsForHours(1);
        Assert.Equal(["booked", "cancelled", "booked"], Told(id));
        Assert.Null(Ehr.Current("Appointment", id)!["cancelationReason"]);
        Assert.Equal(3, await DeliveredVersion(id));
    }

    [Fact]
    public async Task Many_runners_at_once_keep_the_order_of_each_appointment()
    {
        var runner = Host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<JobRunner>().Single();
        List<Guid> ids = [];
        for (var i = 0; i < 8; i++)
        {
            ids.Add(await Book(3 + i));
            await Cancel(aino, ids[^1]);
        }
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++) await runner.RunDue(Handler, Ct);
        })));
        await DoJobsForHours(1);
        Assert.All(ids, id => Assert.Equal(["booked", "cancelled"], Told(id)));
        Assert.Single(Ehr.VersionsOf("Patient"));
    }

    [Fact]
    public async Task A_job_that_two_processes_do_at_once_is_applied_once()
    {
        var id = await Book();
        var payload = await Db.ReadOne<string>("select payload::text from jobs.job where queue = 'ehr'");
        var job = new TakenJob { Queue = "ehr", Key = id, Payload = payload, Attempts = 1 };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try { await Handler.Do(job, Ct); } catch (Portal.Platform.Ehr.EhrUnavailable) { }
        })));
        await DoJobsForHours(1);
        Assert.Equal(["booked"], Told(id));
        Assert.Single(Ehr.VersionsOf("Patient"));
        Assert.Single(await Audit.LinesOf(aino.Id), l => l.Action == "booking.appointment.delivered");
    }

    [Fact]
    public async Task The_clinics_own_note_of_the_visit_is_not_overwritten()
    {
        var id = await Book();
        await Host.DoJobs();
        lock (Ehr.History) Ehr.Current("Appointment", id)!["status"] = "fulfilled";
        await Cancel(aino, id);
        await DoJobsForHours(1);
        Assert.Equal(["fulfilled"], Told(id));
        Assert.Equal("clinic-has fulfilled", await Db.ReadOne<string>("select last_error from jobs.job where state = 'failed'"));
    }

    [Theory]
    [InlineData("PUT Patient", "Testinen 010160-901X")]
    [InlineData("PUT Appointment", "Polvi on KIPEÄ")]
    public async Task No_name_no_national_id_and_no_typed_text_reach_the_log_or_the_job(string request, string quoted)
    {
        var slot = await NewSlot(At(5, 9));
        await Host.Get<BookAppointment>().Handle(aino.Resident, null, Service, slot, "Polvi on kipeä", Ct);
        Ehr.FaultsAreFor = r => r.StartsWith(request, StringComparison.Ordinal);
        Ehr.Faults.Enqueue(new Fault(500, Outcome: $$"""{ "issue": [{ "diagnostics": "{{quoted}} {{TestHetu.Of(1)}}" }] }"""));
        Ehr.Faults.Enqueue(new Fault(422, Outcome: $$"""{ "issue": [{ "diagnostics": "{{quoted}} {{TestHetu.Of(1)}} is not valid" }] }"""));
        await DoJobsForHours(1);
        var jobs = await Db.Read<string>("select payload::text || coalesce(last_error, '') from jobs.job");
        Assert.Contains(jobs, j => j.Contains("is not valid"));
        string[] personal = [TestHetu.Of(1), "010160-901X", "Testinen", "Polvi", "kipeä"];
        Assert.DoesNotContain(jobs.Concat(Host.Log.All), text => personal.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
