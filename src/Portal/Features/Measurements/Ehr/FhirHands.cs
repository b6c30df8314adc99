using System.Text.Json.Nodes;
using Portal.Platform;
using Portal.Platform.Ehr;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Ehr;

/// <summary>Whoever had a hand in a reading, as resources inside those that tell of it. No address, no number.</summary>
sealed class FhirHands(RecordTexts T, PublicAddress portal)
{
    public const string Hand = "hand", Measurer = "measurer", Professional = "professional";

    const string RoleCode = "http://terminology.hl7.org/CodeSystem/v3-RoleCode";

    public static JsonObject Patient(PersonId subject) => Fhir.Reference($"Patient/{subject}");

    /// <summary>Who entered it for the patient; null when the patient did.</summary>
    public JsonObject? EnteredBy(Reading r, string? name) => r.EnteredBasis switch
    {
        Basis.Self => null,
        Basis.Assisted => Practitioner(Hand, r.EnteredBy, name),
        _ => Related(Hand, r, r.EnteredBasis == Basis.Guardian
            ? Fhir.Concept(RoleCode, "GUARD", "guardian", T["fhir-guardian"]) : Fhir.Concept(RoleCode, "POWATT", "power of attorney", T["fhir-mandate"]), r.EnteredBy, name),
    };

    /// <summary>Who measured; null when the patient did.</summary>
    public JsonObject? MeasuredBy(Reading r, string? handName) => r.MeasuredBy switch
    {
        Measurements.MeasuredBy.Self => null,
        Measurements.MeasuredBy.Professional => r.EnteredBasis == Basis.Assisted ? Practitioner(Measurer, r.EnteredBy, handName) : Practitioner(Measurer, null, T["fhir-professional"]),
        _ => Related(Measurer, r, Fhir.Concept(RoleCode, "FAMMEMB", "family member", T["fhir-family"]), null, null),
    };

    /// <param name="staff">Null: not known to the portal.</param>
    public JsonObject Practitioner(string id, Guid? staff, string? name)
    {
        var practitioner = new JsonObject { ["resourceType"] = "Practitioner", ["id"] = id };
        if (staff is { } its) practitioner["identifier"] = new JsonArray(new JsonObject { ["system"] = portal.Of("/fhir/staff"), ["value"] = its.ToString() });
        if (name is not null) practitioner["name"] = new JsonArray(new JsonObject { ["text"] = Fhir.Text(name) });
        return practitioner;
    }

    JsonObject Related(string id, Reading r, JsonObject relationship, Guid? person, string? name)
    {
        var related = new JsonObject { ["resourceType"] = "RelatedPerson", ["id"] = id, ["patient"] = Patient(r.Subject), ["relationship"] = new JsonArray(relationship) };
        if (person is { } its) related["identifier"] = new JsonArray(new JsonObject { ["system"] = portal.Of("/fhir/person"), ["value"] = its.ToString() });
        if (name is not null) related["name"] = new JsonArray(new JsonObject { ["text"] = Fhir.Text(name) });
        return related;
    }
}
