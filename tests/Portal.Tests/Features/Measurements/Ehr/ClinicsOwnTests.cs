using System.Text.Json.Nodes;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>What the clinic does in its own system stands, whatever we deliver.</summary>
public sealed class ClinicsOwnTests : RecordTest
{
    [Fact]
    public async Task What_the_clinic_has_said_is_a_mistake_is_not_put_right_by_us()
    {
        var r = Pressure(132, 84);
        await Accepted(Aino.Resident, r);
        await Host.DoJobs();
        lock (Ehr.History) Ehr.Current("Observation", r.Id)!["status"] = "entered-in-error";
        await Change(Aino.Resident, r.Id, 1, r with { Values = [123, 84, null] });
        await Accept([r.Id]);
        await DoJobsForHours(1);
        Assert.Equal(["entered-in-error 132/84"], Told(r.Id));
        Assert.Equal(["clinic-has entered-in-error"], await NotDone());
    }

    [Fact]
    public async Task What_the_clinic_has_added_stays()
    {
        var r = Pressure(132, 84) with { Words = "Kahvin jälkeen" };
        await Accepted(Aino.Resident, r);
        await Host.DoJobs();
        lock (Ehr.History)
        {
            var there = Ehr.Current("Observation", r.Id)!;
            there["note"]!.AsArray().Add(new JsonObject { ["authorString"] = "Lääkäri", ["text"] = "Uusi mittari" });
            there["interpretation"] = new JsonArray(new JsonObject { ["text"] = "koholla" });
            there["extension"] = new JsonArray(new JsonObject { ["url"] = "https://clinic.test/x", ["valueBoolean"] = true });
        }
        await Change(Aino.Resident, r.Id, 1, r with { Values = [123, 84, null], Words = "Ennen kahvia" });
        await Accept([r.Id]);
        await DoJobsForHours(1);
        var now = Ehr.Current("Observation", r.Id)!;
        Assert.Equal(["Ennen kahvia", "Uusi mittari"], now["note"]!.AsArray().Select(n => Of(n, "text")));
        Assert.Equal(("koholla", "https://clinic.test/x", "corrected"), (Of(now, "interpretation.0.text"), Of(now, "extension.0.url"), Of(now, "status")));
    }

    [Theory]
    [InlineData("Observation")]
    [InlineData("laboratory")]
    public async Task An_id_that_the_clinic_uses_for_something_else_is_never_put_over(string what)
    {
        // The sender of a reading makes its id: it may be that of a laboratory result.
        var r = Pressure(132, 84);
        Ehr.Clinic(new() { ["resourceType"] = "Observation", ["id"] = r.Id.ToString(), ["status"] = "final", ["code"] = new JsonObject { ["text"] = what }, ["subject"] = Portal.Platform.Ehr.Fhir.Reference($"Patient/{Aino.Id}") });
        await Accepted(Aino.Resident, r);
        await DoJobsForHours(1);
        Assert.Single(Ehr.VersionsOf("Observation", r.Id));
        Assert.Equal(["not-ours"], await NotDone());
    }
}
