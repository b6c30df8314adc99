using System.Text.Json.Nodes;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>What a clinic's own system holds, as it would write it.</summary>
static class FhirExamples
{
    public const string Categories = "http://terminology.hl7.org/CodeSystem/observation-category", Ucum = "http://unitsofmeasure.org", Loinc = "http://loinc.org";

    public static JsonObject Patient(string id, string hetu) => Parse($$"""
        { "resourceType": "Patient", "id": "{{id}}", "identifier": [{ "system": "urn:oid:1.2.246.21", "value": "{{hetu}}" }] }
        """);

    /// <summary>A laboratory result: HbA1c of 52 mmol/mol, above its range, with the doctor's comment.</summary>
    public static JsonObject Result(string id, string patient, string at = "2026-11-20T08:15:00+02:00", string name = "B-HbA1c-IFCC", string code = "59261-8", decimal value = 52) => Parse($$"""
        { "resourceType": "Observation", "id": "{{id}}", "status": "final", "subject": { "reference": "Patient/{{patient}}" },
          "category": [{ "coding": [{ "system": "{{Categories}}", "code": "laboratory" }] }],
          "code": { "text": "{{name}}", "coding": [{ "system": "{{Loinc}}", "code": "{{code}}" }] }, "effectiveDateTime": "{{at}}",
          "valueQuantity": { "value": {{value.ToString(System.Globalization.CultureInfo.InvariantCulture)}}, "unit": "mmol/mol", "system": "{{Ucum}}", "code": "mmol/mol" },
          "referenceRange": [{ "low": { "value": 20 }, "high": { "value": 42 } }],
          "interpretation": [{ "coding": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": "H" }] }],
          "note": [{ "text": "Hiukan koholla. Katsotaan uudelleen keväällä." }], "performer": [{ "display": "Lintuveden laboratorio" }] }
        """);

    /// <summary>A vital sign of one number.</summary>
    public static JsonObject Vital(string id, string patient, string code, string value, string unit, string at = "2026-11-20T08:15:00+02:00") => Parse($$"""
        { "resourceType": "Observation", "id": "{{id}}", "status": "final", "subject": { "reference": "Patient/{{patient}}" },
          "category": [{ "coding": [{ "system": "{{Categories}}", "code": "vital-signs" }] }],
          "code": { "coding": [{ "system": "{{Loinc}}", "code": "{{code}}", "display": "Something" }] }, "effectiveDateTime": "{{at}}",
          "valueQuantity": { "value": {{value}}, "unit": "{{unit}}", "system": "{{Ucum}}", "code": "{{unit}}" } }
        """);

    public static JsonObject Pressure(string id, string patient, int systolic, int diastolic, string at = "2026-11-20T08:15:00+02:00") => Parse($$"""
        { "resourceType": "Observation", "id": "{{id}}", "status": "final", "subject": { "reference": "Patient/{{patient}}" },
          "category": [{ "coding": [{ "system": "{{Categories}}", "code": "vital-signs" }] }],
          "code": { "coding": [{ "system": "{{Loinc}}", "code": "85354-9" }] }, "effectiveDateTime": "{{at}}",
          "component": [
            { "code": { "coding": [{ "system": "{{Loinc}}", "code": "8462-4" }] }, "valueQuantity": { "value": {{diastolic}}, "unit": "mmHg", "system": "{{Ucum}}", "code": "mm[Hg]" } },
            { "code": { "coding": [{ "system": "{{Loinc}}", "code": "8480-6" }] }, "valueQuantity": { "value": {{systolic}}, "unit": "mmHg", "system": "{{Ucum}}", "code": "mm[Hg]" } }] }
        """);

    public static JsonObject With(this JsonObject resource, string name, string json)
    {
        resource[name] = JsonNode.Parse(json);
        return resource;
    }

    /// <summary>A minor's own, by THL's code; or shown from a day on.</summary>
    public static JsonObject Restricted(this JsonObject resource, string code) => resource.With("extension", $$"""
        [{ "url": "https://hl7.fi/fhir/finnish-base-profiles/StructureDefinition/RestrictionParent", "valueCoding": { "system": "urn:oid:1.2.246.537.5.40202.201901", "code": "{{code}}", "display": "x" } }]
        """);

    public static JsonObject ShownFrom(this JsonObject resource, string day) => resource.With("extension", $$"""
        [{ "url": "https://hl7.fi/fhir/finnish-base-profiles/StructureDefinition/ReleaseDateForPatientViewing", "valueDate": "{{day}}" }]
        """);

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
