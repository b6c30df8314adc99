using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Platform.Ehr;

namespace Portal.Features.Login;

/// <summary>
/// A resident as a FHIR R4 Patient, in the form of the Finnish base profiles (hl7.fhir.fi.base 2.0.0-rc2): the national
/// id as the official identifier, the home municipality, and the security label of a non-disclosure order.
/// </summary>
static class FhirPatient
{
    const string Base = "https://hl7.fi/fhir/finnish-base-profiles";

    public static JsonObject Of(PatientIdentity identity)
    {
        var person = identity.Person;
        var patient = new JsonObject
        {
            ["resourceType"] = "Patient", ["id"] = person.Id.ToString(), ["active"] = true,
            ["identifier"] = new JsonArray(Identifier(identity)),
            ["name"] = new JsonArray(new JsonObject
            {
                ["use"] = "official", ["text"] = person.Name, ["family"] = person.FamilyName,
                ["given"] = new JsonArray([.. person.FirstNames.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => (JsonNode)n)]),
            }),
            ["communication"] = new JsonArray(new JsonObject
            {
                ["language"] = Fhir.Concept("urn:ietf:bcp:47", person.Language), ["preferred"] = true,
            }),
        };
        if (person.BornOn is { } born) patient["birthDate"] = born.ToString("O", CultureInfo.InvariantCulture);
        if (person.Turvakielto)
            patient["meta"] = new JsonObject   // the clinic takes it away, not we
            {
                ["security"] = new JsonArray(Fhir.Coding($"{Base}/CodeSystem/fi-base-security-label-cs", "TURVAKIELTO")),
            };
        else if (person.Municipality is { } municipality)   // never told of a person with turvakielto
            patient["extension"] = new JsonArray(new JsonObject
            {
                ["url"] = $"{Base}/StructureDefinition/municipality-code", ["valueCoding"] = Fhir.Coding("urn:oid:1.2.246.537.6.21", municipality),
            });
        return patient;
    }

    static JsonObject Identifier(PatientIdentity identity)
    {
        var identifier = new JsonObject
        {
            ["use"] = "official", ["value"] = identity.Identifier, ["system"] = identity.Kind switch
            {
                IdentityKind.Hetu => "urn:oid:1.2.246.21",
                IdentityKind.Eidas => "http://eidas.europa.eu/attributes/naturalperson/PersonIdentifier",
                _ => "urn:oid:1.2.246.517.3002.111.17",
            },
        };
        if (identity.Kind == IdentityKind.Hetu) identifier["type"] = Fhir.Concept("http://terminology.hl7.org/CodeSystem/v2-0203", "NNFIN");
        return identifier;
    }
}
