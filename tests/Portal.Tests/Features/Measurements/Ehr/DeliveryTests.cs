using Portal.Features.Measurements.Ehr;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>However the EHR fails, each accepted version is applied once, in order, and nothing is lost.</summary>
public sealed class DeliveryTests : RecordTest
{
    [Fact]
    public async Task Only_what_was_accepted_goes()
    {
        var (draft, sent, accepted) = (Pressure(120, 80), Pressure(121, 81), Pressure(132, 84, 62));
        await Record(Aino.Resident, draft);
        await Sent(Aino.Resident, sent);
        await Accepted(Aino.Resident, accepted);
        await Host.DoJobs();
        Assert.Equal(2, Ehr.VersionsOf("Observation").Count);   // with its pulse
        Assert.Equal(["final 132/84"], Told(accepted.Id));
        Assert.Single(Ehr.VersionsOf("Provenance"));
        Assert.Single(Ehr.VersionsOf("Patient"));
        Assert.Equal(Clock.Now, (await Latest(accepted.Id)).DeliveredAt);
        Assert.Null((await Latest(sent.Id)).DeliveredAt);
        Assert.Single(await Audit.LinesOf(Aino.Id), l => l.Action == "measurements.reading.delivered" && l.Object == accepted.Id && l.Machine == "ehr-delivery");
    }

    [Fact]
    public async Task Words_stay_in_the_portal()
    {
        var line = Pressure(1, 1) with { Measure = Host.Get<Portal.Features.Content.ContentFacade>().Measure("diary")!, Values = [], Words = "Huimasi aamulla" };
        await Accepted(Aino.Resident, line);
        await Host.DoJobs();
        Assert.Empty(Ehr.History);
        Assert.Empty(await NotDone());
    }

    [Fact]
    public async Task An_EHR_that_is_down_for_an_hour_delays_the_delivery_and_nothing_else()
    {
        Ehr.Down = true;
        var r = Pressure(132, 84, 62);
        await Accepted(Aino.Resident, r);
        await DoJobsForHours(1);
        Assert.Equal("no-answer", await LastError(r.Id));
        Ehr.Down = false;
        await DoJobsForHours();
        Assert.Equal(["final 132/84"], Told(r.Id));
        Assert.NotNull((await Latest(r.Id)).DeliveredAt);
    }

    [Theory]
    [MemberData(nameof(Fault.Names), MemberType = typeof(Fault))]
    public async Task A_reading_its_correction_and_its_withdrawal_are_each_applied_once_in_order_when_the_EHR(string fault)
    {
        Ehr.FaultsAreFor = request => request.StartsWith("PUT Observation", StringComparison.Ordinal) || request.StartsWith("PUT Provenance", StringComparison.Ordinal);
        var r = Pressure(132, 84, 62);
        foreach (var act in (Func<Task>[])
        [
            () => Accepted(Aino.Resident, r),
            async () => { await Change(Aino.Resident, r.Id, 1, r with { Values = [123, 84, 62] }); await Accept([r.Id]); },
            async () => { await Change(Aino.Resident, r.Id, 2, null); await Accept([r.Id]); },
        ])
        {
            foreach (var f in Fault.Kinds[fault]) Ehr.Faults.Enqueue(f);
            await act();
            await DoJobsForHours();
            await Ehr.Quiet();
        }
        Assert.Equal(["final 132/84", "corrected 123/84", "entered-in-error 123/84"], Told(r.Id));
        var pulse = FhirReading.PartId(r.Id, BloodPressure.Quantities[2]);
        Assert.Equal(["final 62", "corrected 62", "entered-in-error 62"], Told(pulse));
        Assert.Equal(3, Ehr.VersionsOf("Provenance").Select(v => v.Key).Distinct().Count());
        Assert.Equal(3, Ehr.VersionsOf("Provenance").Count);
        Assert.All(await Versions(r.Id), v => Assert.NotNull(v.DeliveredAt));
        Assert.Equal(3, (await Audit.LinesOf(Aino.Id)).Count(l => l.Action == "measurements.reading.delivered"));
        Assert.Empty(await NotDone());
    }

    [Fact]
    public async Task Versions_accepted_while_it_was_down_arrive_in_order_with_each_its_own_values()
    {
        Ehr.Down = true;
        var r = Pressure(132, 84, 62);
        await Accepted(Aino.Resident, r);
        await Change(Aino.Resident, r.Id, 1, r with { Values = [123, 84, null] });
        await Accept([r.Id]);
        await Host.DoJobs();
        Ehr.Down = false;
        await DoJobsForHours(1);
        Assert.Equal(["final 132/84", "corrected 123/84"], Told(r.Id));
        Assert.Null(Ehr.Current("Observation", r.Id)!["hasMember"]);
        Assert.Equal(["final 62", "entered-in-error 62"], Told(FhirReading.PartId(r.Id, BloodPressure.Quantities[2])));   // the pulse was a mistake
    }

    [Fact]
    public async Task A_job_that_two_processes_do_at_once_is_applied_once()
    {
        var r = Pressure(132, 84, 62);
        await Accepted(Aino.Resident, r);
        var payload = await Db.ReadOne<string>("select payload::text from jobs.job where queue = 'ehr-measurements'");
        var job = new Portal.Platform.Jobs.TakenJob { Queue = "ehr-measurements", Key = r.Id, Payload = payload, Attempts = 1 };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try { await Handler.Do(job, Ct); } catch (Portal.Platform.Ehr.EhrUnavailable) { }
        })));
        await DoJobsForHours(1);
        Assert.Equal(["final 132/84"], Told(r.Id));
        Assert.Single(Ehr.VersionsOf("Provenance"));
        Assert.Single(await Audit.LinesOf(Aino.Id), l => l.Action == "measurements.reading.delivered");
    }

    [Fact]
    public async Task An_EHR_that_answers_twice_confuses_nobody()
    {
        using var echo = new Booking.DoubleAnswer(Ehr.Address);
        await using var portal = await PortalHost.Start(Db, Clock, new Dictionary<string, string> { ["Ehr:BaseUrl"] = $"{echo.Address}/fhir", ["Ehr:TokenUrl"] = $"{echo.Address}/oauth2/token" });
        portal.Outbound.Allow(echo.Address);
        var r = Pressure(132, 84, 62);
        await Accepted(Aino.Resident, r);
        await portal.DoJobs();
        Assert.Equal(["final 132/84"], Told(r.Id));
        Assert.True(echo.Doubled >= 4);
    }

    [Fact]
    public async Task No_name_no_national_id_and_no_typed_text_reach_the_log_or_the_job()
    {
        var r = Pressure(132, 84) with { Words = "Salainen huoli", Device = "Omronini" };
        Ehr.FaultsAreFor = request => request.StartsWith("PUT Observation", StringComparison.Ordinal);
        Ehr.Faults.Enqueue(new Fault(422, Outcome: $$"""{ "issue": [{ "diagnostics": "Testinen: salainen huoli, omronini {{TestHetu.Of(1)}} is not valid" }] }"""));
        await Accepted(Aino.Resident, r);
        await DoJobsForHours(1);
        var jobs = await Db.Read<string>("select payload::text || coalesce(last_error, '') from jobs.job");
        Assert.Contains(jobs, j => j.Contains("is not valid"));
        string[] personal = [TestHetu.Of(1), "huoli", "Salainen", "Omronini"];
        Assert.DoesNotContain(jobs.Concat(Host.Log.All), text => personal.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }
}
