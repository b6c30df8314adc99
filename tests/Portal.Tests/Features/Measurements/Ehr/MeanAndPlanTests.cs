using System.Text.Json.Nodes;
using Portal.Features.Measurements;
using Portal.Platform.Db;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>What a reviewer saw, and what a professional has ordered, as the patient record gets them.</summary>
public sealed class MeanAndPlanTests : RecordTest
{
    static IEnumerable<string> Values(JsonObject o) => o["component"]!.AsArray().Select(c => $"{c!["code"]!["coding"]?[0]!["code"] ?? "words"} {Of(c, "valueQuantity.value")}");

    [Fact]
    public async Task The_mean_is_an_observation_of_its_own_from_the_readings_it_counts()
    {
        var (first, second, third) = (Pressure(150, 95, 70, At(7, 30, -2)), Pressure(132, 84, 60, At(7, 30, -1)), Pressure(134, 86, 62, At(7, 35, -1)));
        await Sent(Aino.Resident, first, second, third);
        var review = await Accept([first.Id, second.Id, third.Id], [133m, 85m, 61m], firstDayOut: true);
        await Host.DoJobs();
        var mean = Assert.Single(Ehr.VersionsOf("Observation", review)).Resource;
        Assert.Equal(("96607-7", "final", "vital-signs"), (Of(mean, "code.coding.0.code"), Of(mean, "status"), Of(mean, "category.0.coding.0.code")));
        Assert.Equal(["96608-5 133", "96609-3 85", "words 61"], Values(mean));
        Assert.Equal([$"urn:uuid:{second.Id}", $"urn:uuid:{third.Id}"], mean["derivedFrom"]!.AsArray().Select(d => Of(d, "identifier.value")));   // the first day is left out
        Assert.Contains("Keskiarvo 2 kotimittauksesta. Mitattu 2 päivänä; ensimmäinen päivä on jätetty pois.", Of(mean, "note.0.text"));
        Assert.Contains(Ehr.VersionsOf("Provenance"), p => Of(p.Resource, "target.0.reference") == $"Observation/{review}");
        Assert.NotNull(await Db.ReadOne<DateTimeOffset?>("select delivered_at from measurements.review where id = @review", new { review }));
        Assert.Empty(await NotDone());
    }

    [Fact]
    public async Task A_mean_without_a_code_of_its_own_says_in_words_what_it_is()
    {
        var weight = Pressure(1, 1) with { Measure = Host.Get<Portal.Features.Content.ContentFacade>().Measure("weight")!, Values = [72.50m] };
        await Sent(Aino.Resident, weight);
        var review = await Accept([weight.Id], [72.50m, null, null], measure: "weight");
        await Host.DoJobs();
        var mean = Ehr.Current("Observation", review)!;
        Assert.Equal(("29463-7", "Paino, keskiarvo", "72.50"), (Of(mean, "code.coding.0.code"), Of(mean, "code.text"), mean["valueQuantity"]!["value"]!.ToJsonString()));
    }

    [Fact]
    public async Task An_order_is_a_task_that_ends_with_it()
    {
        var plan = await OrderedWeek(Aino.Id);
        await Announced(plan, 1);
        await Host.DoJobs();
        var task = Ehr.Current("Task", plan)!;
        Assert.Equal(("requested", "order", $"Patient/{Aino.Id}", "#unit"), (Of(task, "status"), Of(task, "intent"), Of(task, "for.reference"), Of(task, "owner.reference")));
        Assert.Equal(("2026-11-23T00:00:00+02:00", "2026-12-02T16:00:00+02:00"), (Of(task, "restriction.period.start"), Of(task, "restriction.period.end")));
        Assert.Contains("aamulla, illalla; mittauksia kerralla: 2; joka päivä 23.11.2026–29.11.2026; tavoite alle 135/85 mmHg", Of(task, "description"));

        Ehr.FaultsAreFor = r => r.StartsWith("PUT Task", StringComparison.Ordinal);
        foreach (var fault in (Fault[])[new(500, Applied: true), new(412)]) Ehr.Faults.Enqueue(fault);
        await Db.Write("update measurements.plan set state = 'stopped', ended_at = @now, stop_reason = 'changed-need' where id = @plan", new { plan, now = At(12, day: 2) });
        await Announced(plan, 2);
        await DoJobsForHours(1);
        Assert.Equal(["requested", "cancelled"], Ehr.VersionsOf("Task", plan).Select(v => Of(v.Resource, "status")));
        Assert.Equal(2, await Db.ReadOne<int>("select delivered_version from measurements.plan where id = @plan", new { plan }));
        Assert.Empty(await NotDone());
    }

    [Fact]
    public async Task An_own_diary_is_nobodys_order()
    {
        var plan = await OrderedWeek(Aino.Id);
        await Db.Write("update measurements.plan set queue = null, unit = null where id = @plan", new { plan });
        await Announced(plan, 1);
        await Host.DoJobs();
        Assert.Empty(Ehr.History);
        Assert.Empty(await NotDone());
    }

    async Task Announced(Guid plan, int version)
    {
        await using var work = Host.Get<PortalDb>().As(Nurse.Professional);
        Host.Get<Announce>().Planned(work, "keskusta", Nurse.Professional.StaffId, Aino.Id, plan, version);
        await work.Commit(Ct);
    }
}
