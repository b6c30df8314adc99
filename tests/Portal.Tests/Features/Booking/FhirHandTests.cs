using System.Text.Json.Nodes;
using Portal.Features.Booking;
using Portal.Platform;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

/// <summary>The clinic's own system is told whose hand made each change for the patient.</summary>
public class FhirHandTests : DeliveryTest
{
    const string RoleCode = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

    static IEnumerable<string> Types(JsonNode? a) => a!["participant"]!.AsArray().Select(p => Of(p, "type.0.coding.0.code"));

    static JsonNode Hand(JsonNode? a) => a!["contained"]!.AsArray().Single(c => Of(c, "id") == "hand")!;

    [Fact]
    public async Task A_guardian_is_a_related_person_of_the_patient_and_the_author()
    {
        var acting = await Host.ActFor(await Host.SignInResident(1), TestHetu.Child(4));
        var id = await Booked(acting, await NewSlot(At(5, 9)));
        await Host.DoJobs();
        var a = Ehr.Current("Appointment", id);
        Assert.Equal(["SBJ", "LOC", "PPRF", "AUT"], Types(a));
        Assert.Equal(("#hand", "RelatedPerson", $"Patient/{acting.Resident.Subject}", RoleCode, "GUARD", "Aino 901 Testinen"),
            (Of(a, "participant.3.actor.reference"), Of(Hand(a), "resourceType"), Of(Hand(a), "patient.reference"),
                Of(Hand(a), "relationship.0.coding.0.system"), Of(Hand(a), "relationship.0.coding.0.code"), Of(Hand(a), "name.0.text")));
        Assert.Null(Hand(a)["address"]);
        Assert.Null(Hand(a)["telecom"]);
    }

    [Fact]
    public async Task Each_version_carries_its_own_hand()
    {
        var veikko = await Host.SignInResident(3);
        var acting = await Host.ActFor(await Host.SignInResident(1), veikko);
        var id = await Booked(veikko, await NewSlot(At(5, 9)));
        await Cancel(acting, id);
        await Host.Get<UndoCancel>().Handle(veikko.Resident, id, Ct);
        await Host.DoJobs();
        var versions = Ehr.VersionsOf("Appointment", id).Select(v => v.Resource).ToList();
        Assert.Equal([false, true, false], versions.Select(v => Types(v).Contains("AUT")));
        Assert.Equal(("POWATT", "Valtuutettu perui ajan"), (Of(Hand(versions[1]), "relationship.0.coding.0.code"), Of(versions[1], "cancelationReason.text")));
        Assert.Equal(2, versions[2]["contained"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_professional_beside_the_patient_is_a_practitioner_who_typed()
    {
        var patient = await Host.SignInResident(1);
        var nurse = (await Host.SignInProfessional("keskusta")).Professional;
        var assisted = patient with { Resident = new Resident(patient.Id, patient.Id) { Basis = Basis.Assisted, Assistant = nurse } };
        await Host.MayAct(nurse.StaffId, patient.Id);
        var id = await Booked(assisted, await NewSlot(At(5, 9)));
        await Host.DoJobs();
        var a = Ehr.Current("Appointment", id);
        Assert.Equal(["SBJ", "LOC", "PPRF", "ENT"], Types(a));
        Assert.Equal(("Practitioner", "Hoitaja Malli"), (Of(Hand(a), "resourceType"), Of(Hand(a), "name.0.text")));
    }
}
