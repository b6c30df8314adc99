using System.Text.Json.Nodes;
using Portal.Features.Measurements.Ehr;
using Portal.Tests.House;
using Portal.Tests.Platform.Ehr;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>What the patient record says of an accepted reading holds; staff see where it says something else, and what has not arrived.</summary>
public sealed class DifferencesTests : RecordTest
{
    const string Readings = "/fi/staff/readings";

    async Task<Guid> Delivered(int? pulse = 62)
    {
        var r = Pressure(132, 84, pulse);
        await Accepted(Aino.Resident, r);
        await Host.DoJobs();
        return r.Id;
    }

    /// <summary>The clinic changes it in its own system, and the portal looks again.</summary>
    async Task Changed(Guid id, Action<JsonObject> change)
    {
        var there = Ehr.Current("Observation", id)!.DeepClone().AsObject();
        change(there);
        Ehr.Clinic(there);
        Clock.Advance(TimeSpan.FromMinutes(11));
        await Aino.Browser.Open("/fi/measurements/results");
    }

    [Fact]
    public async Task A_value_changed_in_the_record_holds_and_is_shown_to_the_unit()
    {
        var id = await Delivered();
        await Changed(id, o => o["component"]![0]!["valueQuantity"]!["value"] = 123);
        var page = await Nurse.Browser.Open(Readings);
        foreach (var text in (string[])["Eroja (1)", "132/84 mmHg, syke 62 /min", "123/84 mmHg, syke 62 /min", "Testinen"]) page.Shows(text);
        Assert.Contains(await Audit.LinesOf(Aino.Id), l => l.Action == "measurements.differences.seen");
        var holds = await Host.Get<ReadRecord>().Changed(Aino.Resident, Aino.Id, [id], Ct);
        Assert.Equal(123m, holds[id].Value1);
        foreach (var address in (string[])[$"reading/{id}", "blood-pressure"])
        {
            var own = await Aino.Browser.Open($"/fi/measurements/{address}");
            own.Shows("Muutettu potilaskertomuksessa");
            own.Shows("123/84 mmHg");
        }

        (await page.Press("Olen nähnyt eron")).Shows("Ero on merkitty nähdyksi.");
        (await Nurse.Browser.Open(Readings)).Shows("Kaikki on perillä, eikä eroja ole.");
        Assert.NotEmpty(await Host.Get<ReadRecord>().Changed(Aino.Resident, Aino.Id, [id], Ct));   // the resident goes on seeing what holds
        await Changed(id, o => o["component"]![0]!["valueQuantity"]!["value"] = 124);
        (await Nurse.Browser.Open(Readings)).Shows("124/84 mmHg");   // it has changed again
    }

    /// <summary>HI is told as off scale and comes back as HI; a number in its place is a change, and HI in the place of a number.</summary>
    [Fact]
    public async Task What_a_meter_could_not_measure_comes_back_as_it_was()
    {
        var high = Pressure(1, 1) with { Measure = Host.Get<Portal.Features.Content.ContentFacade>().Measure("glucose")!, Values = [null], MeterShows = "HI" };
        await Sent(Aino.Resident, high);
        await Accept([high.Id], measure: "glucose");
        await Host.DoJobs();
        await Changed(high.Id, o => o["note"]!.AsArray().Add(new JsonObject { ["text"] = "Soitettu." }));
        Assert.Empty(await Host.Get<ReadRecord>().Changed(Aino.Resident, Aino.Id, [high.Id], Ct));
        await Changed(high.Id, o => o["effectiveDateTime"] = "2026-11-22T07:30:00+02:00");
        (await Aino.Browser.Open("/fi/measurements/glucose?range=week")).Shows("HI tai LO luvun sijasta: 1.");   // at its new moment

        await Change(Aino.Resident, high.Id, 1, high with { Values = [31.2m], MeterShows = null });
        await Accept([high.Id], measure: "glucose");
        await Host.DoJobs();
        var there = Ehr.Current("Observation", high.Id)!;
        Assert.Equal(("31.2", null, null), (Of(there, "valueQuantity.value"), there["interpretation"], there["dataAbsentReason"]));
        await Changed(high.Id, o =>
        {
            o.Remove("valueQuantity");
            o["interpretation"] = JsonNode.Parse("""[{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": "<" }] }]""");
        });
        Assert.Equal("LO", (await Host.Get<ReadRecord>().Changed(Aino.Resident, Aino.Id, [high.Id], Ct))[high.Id].MeterShows);
        (await (await Host.SignInProfessional()).Browser.Open(Readings)).Shows("LO");
    }

    [Theory]
    [InlineData("moment")]
    [InlineData("mistake")]
    [InlineData("pulse")]
    [InlineData("unit")]
    public async Task Every_change_counts(string what)
    {
        var id = await Delivered();
        var pulse = FhirReading.PartId(id, BloodPressure.Quantities[2]);
        await Changed(what == "pulse" ? pulse : id, o =>
        {
            if (what == "moment") o["effectiveDateTime"] = "2026-11-22T07:30:00+02:00";
            if (what == "mistake") o["status"] = "entered-in-error";
            if (what == "pulse") o["valueQuantity"]!["value"] = 99;
            if (what == "unit") o["component"]![1]!["valueQuantity"]!["code"] = "kPa";
        });
        (await Nurse.Browser.Open(Readings)).Shows("Eroja (1)");
    }

    [Fact]
    public async Task What_the_clinic_only_adds_is_no_difference()
    {
        var id = await Delivered();
        await Changed(id, o => o["interpretation"] = new JsonArray(new JsonObject { ["text"] = "koholla" }));
        (await Nurse.Browser.Open(Readings)).Shows("Kaikki on perillä, eikä eroja ole.");
    }

    [Fact]
    public async Task A_version_on_its_way_is_no_difference()
    {
        var r = Pressure(132, 84);
        await Accepted(Aino.Resident, r);
        await Host.DoJobs();
        await Change(Aino.Resident, r.Id, 1, r with { Values = [123, 84, null] });
        await Accept([r.Id]);
        Clock.Advance(TimeSpan.FromMinutes(11));
        await Aino.Browser.Open("/fi/measurements/results");
        var page = await Nurse.Browser.Open(Readings);
        Assert.DoesNotContain("Eroja", page.Text);
        page.Shows("Odottaa (1)");
    }

    [Fact]
    public async Task Another_unit_sees_neither_the_difference_nor_the_delivery()
    {
        var id = await Delivered();
        await Changed(id, o => o["status"] = "entered-in-error");
        Ehr.Faults.Enqueue(new Fault(422));
        await Accepted(Aino.Resident, Pressure(140, 90));
        await Host.DoJobs();
        var seq = await Db.ReadOne<long>("select seq from jobs.job where state = 'failed'");
        var away = await Host.SignInProfessional("rantakyla");
        (await away.Browser.Open(Readings)).Shows("Kaikki on perillä, eikä eroja ole.");
        Assert.False(await Host.Get<NoteDifference>().Handle(away.Professional, id, Ehr.VersionsOf("Observation", id)[^1].Number.ToString(System.Globalization.CultureInfo.InvariantCulture), Ct));
        Assert.Equal(ReadMeasurementDeliveries.Outcome.NotFound, await Host.Get<ReadMeasurementDeliveries>().TryAgain(away.Professional, seq, Ct));
        Assert.Equal(ReadMeasurementDeliveries.Outcome.NotFound, await Host.Get<ReadMeasurementDeliveries>().Discard(away.Professional, seq, "not-needed", Ct));
    }

    [Fact]
    public async Task A_refused_delivery_is_tried_again_or_let_go_with_a_reason()
    {
        Ehr.FaultsAreFor = r => r.StartsWith("PUT Observation", StringComparison.Ordinal);
        Ehr.Faults.Enqueue(new Fault(422, Outcome: """{ "issue": [{ "diagnostics": "unknown code" }] }"""));
        var r = Pressure(132, 84);
        await Accepted(Aino.Resident, r);
        await Host.DoJobs();
        await Change(Aino.Resident, r.Id, 1, r with { Values = [123, 84, null] });
        await Accept([r.Id]);
        await Host.DoJobs();
        var page = await Nurse.Browser.Open(Readings);
        foreach (var text in (string[])["Ei mennyt läpi (1)", "Järjestelmä ei hyväksynyt tietoa: unknown code", "Odottaa (1)", "Odottaa, että aiempi siirto menee ensin."]) page.Shows(text);
        Ehr.Faults.Enqueue(new Fault(422));
        (await page.Press("Yritä uudelleen")).Shows("Yritetään uudelleen nyt.");
        await Host.DoJobs();

        var discard = await (await Nurse.Browser.Open(Readings)).Follow("Poista luettelosta");
        discard = await discard.Press("Poista luettelosta");
        Assert.Equal(422, (int)discard.Status);
        discard.Shows("Valitse, miksi siirtoa ei tarvita.");
        (await discard.Choose("Kirjasin tiedon järjestelmään käsin").Press("Poista luettelosta")).Shows("Siirto on poistettu luettelosta.");
        await Host.DoJobs();
        Assert.Equal(["final 123/84"], Told(r.Id));   // the later one went on, and there it is the first
        Assert.Equal("withdrawn", await Db.ReadOne<string>("select state from jobs.job where queue = 'ehr-measurements' order by seq limit 1"));
        Assert.Contains(await Audit.LinesOf(Aino.Id), l => l.Action == "measurements.delivery.discarded");
    }

    [Fact]
    public async Task A_professional_sees_the_results_of_whoever_has_sent_something_to_the_unit()
    {
        Ehr.Clinic(FhirExamples.Patient("p1", TestHetu.Of(1)));
        Ehr.Clinic(FhirExamples.Result("r1", "p1"));
        var caseId = await Sent(Aino.Resident, Pressure(132, 84));
        (await Nurse.Browser.Open($"/fi/staff/readings/results?case={caseId}")).Shows("52 mmol/mol");
        Assert.Contains(await Audit.LinesOf(Aino.Id), l => l.Action == "measurements.results.seen");
        Assert.Equal(404, (int)(await (await Host.SignInProfessional("rantakyla")).Browser.Open($"/fi/staff/readings/results?case={caseId}")).Status);
    }
}
