using System.Text.Json.Nodes;
using Portal.Features.Booking;
using Portal.Tests.House;

namespace Portal.Tests.Features.Booking;

/// <summary>What the clinic's own system is told.</summary>
public class FhirAppointmentTests : DeliveryTest
{
    [Fact]
    public async Task A_booking_says_who_when_where_with_whom_and_why_in_the_scheduling_guides_codes()
    {
        var resident = await Host.SignInResident(1);
        var (_, id) = await Host.Get<BookAppointment>().Handle(resident.Resident, null, Service, await NewSlot(At(1, 9, 40), room: Room), "Polvi on kipeä", Ct);
        await Host.DoJobs();

        var a = Ehr.Current("Appointment", id)!;
        Assert.Equal("booked", Of(a, "status"));
        Assert.Equal(("https://hl7.fi/fhir/finnish-scheduling/StructureDefinition/ajanvarauksen-tila", "urn:oid:1.2.246.537.6.881", "3"),
            (Of(a, "_status.extension.0.url"), Of(a, "_status.extension.0.valueCoding.system"), Of(a, "_status.extension.0.valueCoding.code")));
        Assert.Equal(("2026-11-24T09:40:00+02:00", "2026-11-24T10:00:00+02:00", "2026-11-23T08:00:00+02:00"), (Of(a, "start"), Of(a, "end"), Of(a, "created")));
        Assert.Equal(("urn:ietf:rfc:3986", $"urn:uuid:{id}"), (Of(a, "identifier.0.system"), Of(a, "identifier.0.value")));
        Assert.Equal(("urn:oid:1.2.246.537.6.49", "EDA"), (Of(a, "serviceType.0.coding.0.system"), Of(a, "serviceType.0.coding.0.code")));
        Assert.Equal(("urn:oid:1.2.246.537.6.884", "10"), (Of(a, "appointmentType.coding.0.system"), Of(a, "appointmentType.coding.0.code")));
        Assert.Equal("Polvi on kipeä", Of(a, "comment"));
        Assert.NotEmpty(Of(a, "patientInstruction"));

        Assert.Equal(["SBJ", "LOC", "PPRF"], a["participant"]!.AsArray().Select(p => Of(p, "type.0.coding.0.code")));
        Assert.Equal([$"Patient/{resident.Id}", "#unit", "#professional"], a["participant"]!.AsArray().Select(p => Of(p, "actor.reference")));
        Assert.Equal(("Keskustan terveysasema", "Huone 2", "Tiina Testi"), (Of(a, "contained.0.name"), Of(a, "contained.0.description"), Of(a, "contained.1.name.0.text")));

        var mutable = a["extension"]!.AsArray().Single(e => Of(e, "url").EndsWith("/mutable", StringComparison.Ordinal))!["extension"]!;
        Assert.Equal(("true", "true", "2026-11-23T09:40:00+02:00"), (Of(mutable, "0.valueBoolean"), Of(mutable, "1.valueBoolean"), Of(mutable, "2.valueDateTime")));
    }

    [Fact]
    public async Task The_patient_goes_first_and_once()
    {
        var resident = await Host.SignInResident(1);
        await Booked(resident, await NewSlot(At(1, 9)));
        await Booked(resident, await NewSlot(At(2, 9)));
        await Host.DoJobs();

        Assert.StartsWith("PUT Patient/", Ehr.Requests.First(r => r.StartsWith("PUT", StringComparison.Ordinal)));
        var patient = Assert.Single(Ehr.VersionsOf("Patient")).Resource;
        Assert.Equal(("official", "http://terminology.hl7.org/CodeSystem/v2-0203", "NNFIN", "urn:oid:1.2.246.21", TestHetu.Of(1)),
            (Of(patient, "identifier.0.use"), Of(patient, "identifier.0.type.coding.0.system"), Of(patient, "identifier.0.type.coding.0.code"),
                Of(patient, "identifier.0.system"), Of(patient, "identifier.0.value")));
        Assert.Equal(("Testinen", "Aino"), (Of(patient, "name.0.family"), Of(patient, "name.0.given.0")));
        Assert.Equal("1960-01-01", Of(patient, "birthDate"));
        Assert.Equal(("urn:oid:1.2.246.537.6.21", "901"), (Of(patient, "extension.0.valueCoding.system"), Of(patient, "extension.0.valueCoding.code")));
        Assert.Null(patient["meta"]);
    }

    [Fact]
    public async Task A_person_with_turvakielto_carries_the_label_and_no_municipality()
    {
        await Booked(await Host.SignInResident(1, turvakielto: true), await NewSlot(At(1, 9)));
        await Host.DoJobs();
        var patient = Assert.Single(Ehr.VersionsOf("Patient")).Resource;
        Assert.Equal(("https://hl7.fi/fhir/finnish-base-profiles/CodeSystem/fi-base-security-label-cs", "TURVAKIELTO"),
            (Of(patient, "meta.security.0.system"), Of(patient, "meta.security.0.code")));
        Assert.Null(patient["extension"]);
    }

    [Fact]
    public async Task A_change_of_the_person_is_told_and_what_the_clinic_added_stays()
    {
        var resident = await Host.SignInResident(1);
        await Booked(resident, await NewSlot(At(1, 9)));
        await Host.DoJobs();
        var there = Ehr.Current("Patient", resident.Id.Value)!;
        there["gender"] = "female";
        there["identifier"]!.AsArray().Add(new JsonObject { ["system"] = "urn:clinic", ["value"] = "77" });

        await Host.SignInResident(1, turvakielto: true);
        await Booked(resident, await NewSlot(At(2, 9)));
        await Host.DoJobs();
        Assert.Equal(2, Ehr.VersionsOf("Patient").Count);
        var patient = Ehr.Current("Patient", resident.Id.Value)!;
        Assert.Equal(("female", 2, "TURVAKIELTO"), (Of(patient, "gender"), patient["identifier"]!.AsArray().Count, Of(patient, "meta.security.0.code")));
    }

    [Fact]
    public async Task A_cancellation_says_by_whom_and_is_no_longer_changeable()
    {
        var resident = await Host.SignInResident(1);
        var id = await Booked(resident, await NewSlot(At(5, 9)));
        await Cancel(resident, id);
        await Host.DoJobs();
        var a = Ehr.Current("Appointment", id)!;
        Assert.Equal(("cancelled", "4", "pat-cpp", "Asiakas perui ajan"),
            (Of(a, "status"), Of(a, "_status.extension.0.valueCoding.code"), Of(a, "cancelationReason.coding.0.code"), Of(a, "cancelationReason.text")));
        Assert.Equal(("false", "declined"), (Of(a, "extension.0.extension.0.valueBoolean"), Of(a, "participant.0.status")));
        Assert.Null(a["patientInstruction"]);
    }

    [Fact]
    public async Task A_cancellation_by_the_clinic_says_its_reason()
    {
        var id = await Booked(await Host.SignInResident(1), await NewSlot(At(5, 9)));
        var nurse = await Host.SignInProfessional("keskusta");
        Assert.Equal(CancelByClinic.Outcome.Cancelled, await Host.Get<CancelByClinic>().Handle(nurse.Professional, id, "professional-away", Ct));
        await Host.DoJobs();
        Assert.Equal(["booked", "cancelled"], Told(id));
        Assert.Equal("prov-pers", Of(Ehr.Current("Appointment", id), "cancelationReason.coding.0.code"));
    }

    [Fact]
    public async Task A_move_cancels_the_old_and_the_new_names_the_one_it_replaces()
    {
        var resident = await Host.SignInResident(1);
        var before = await Booked(resident, await NewSlot(At(5, 9)));
        var held = await Host.Get<HoldTime>().Handle(resident.Resident, null, Service, await NewSlot(At(6, 9)), before, Ct);
        Assert.Equal(ConfirmAppointment.Outcome.Booked, await Host.Get<ConfirmAppointment>().Handle(resident.Resident, held.Id, null, null, Ct));
        await Host.DoJobs();

        Assert.Equal(["booked", "cancelled"], Told(before));
        Assert.Equal("Asiakas siirsi ajan", Of(Ehr.Current("Appointment", before), "cancelationReason.text"));
        Assert.Equal(["booked"], Told(held.Id));
        Assert.Equal($"urn:uuid:{before}", Of(Ehr.Current("Appointment", held.Id), "supportingInformation.0.identifier.value"));
    }
}
