using System.Text.Json.Nodes;
using Portal.Features.Content;
using Portal.Platform.Db;
using Portal.Platform.Ehr;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Worklist;

/// <summary>
/// A finished case as FHIR R4: a virtual Encounter, and a Communication with what was agreed. The texts are the resident's
/// language's; the conversation itself stays in the portal.
/// </summary>
sealed class FhirCase(ContentFacade content, WorklistTexts texts, PublicAddress portal)
{
    /// <param name="name">Of the professional who finished it.</param>
    public JsonObject Encounter(Case its, CaseNews news, string? name) => new()
    {
        ["resourceType"] = "Encounter",
        ["id"] = its.Id.ToString(),
        ["contained"] = new JsonArray(Practitioner(news, name)),
        ["identifier"] = new JsonArray(Identifier(its)),
        ["status"] = "finished",
        ["class"] = Fhir.Coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "VR", "virtual"),
        ["subject"] = Patient(its),
        ["participant"] = new JsonArray(new JsonObject { ["individual"] = new JsonObject { ["reference"] = "#professional" } }),
        ["period"] = new JsonObject { ["start"] = Fhir.Instant(its.OpenedAt), ["end"] = Fhir.Instant(its.ClosedAt!.Value) },
        ["reasonCode"] = new JsonArray(new JsonObject { ["text"] = content.Queue(its.Queue)?.Name.In(its.Language) ?? its.Queue }),
        ["serviceProvider"] = new JsonObject
        {
            ["identifier"] = new JsonObject { ["system"] = portal.Of("/fhir/unit"), ["value"] = its.Unit },
            ["display"] = content.Unit(its.Unit)?.Name.In(its.Language) ?? its.Unit,
        },
    };

    public JsonObject Communication(Case its, CaseNews news, string? name)
    {
        var payload = new JsonArray(Text(its.Summary!));
        if (its.ContactAgain is { } again) payload.Add((JsonNode)Text(again));
        return new()
        {
            ["resourceType"] = "Communication",
            ["id"] = its.Id.ToString(),
            ["contained"] = new JsonArray(Practitioner(news, name)),
            ["identifier"] = new JsonArray(Identifier(its)),
            ["language"] = its.Language,
            ["status"] = "completed",
            ["category"] = new JsonArray(Fhir.Concept(portal.Of("/fhir/case-outcome"), its.Outcome!, Outcome(its), Outcome(its))),
            ["medium"] = new JsonArray(Fhir.Concept("http://terminology.hl7.org/CodeSystem/v3-ParticipationMode", its.Channel == CaseChannel.Callback ? "PHONE" : "ELECTRONIC")),
            ["subject"] = Patient(its),
            ["encounter"] = new JsonObject { ["reference"] = $"Encounter/{its.Id}" },
            ["sent"] = Fhir.Instant(its.ClosedAt!.Value),
            ["received"] = Fhir.Instant(its.ClosedAt!.Value),   // it is in the resident's own case from then on
            ["recipient"] = new JsonArray(Patient(its)),
            ["sender"] = new JsonObject { ["reference"] = "#professional" },
            ["payload"] = payload,
        };
    }

    string Outcome(Case its) => texts.In((Language.Find(its.Language) ?? Language.Finnish).Culture, $"outcome-{its.Outcome}");

    JsonObject Practitioner(CaseNews news, string? name)
    {
        var practitioner = new JsonObject
        {
            ["resourceType"] = "Practitioner", ["id"] = "professional",
            ["identifier"] = new JsonArray(new JsonObject { ["system"] = portal.Of("/fhir/staff"), ["value"] = news.Staff.ToString() }),
        };
        if (name is not null) practitioner["name"] = new JsonArray(new JsonObject { ["text"] = name });
        return practitioner;
    }

    static JsonObject Identifier(Case its) => new() { ["system"] = "urn:ietf:rfc:3986", ["value"] = $"urn:uuid:{its.Id}" };

    static JsonObject Patient(Case its) => new() { ["reference"] = $"Patient/{its.Subject}" };

    static JsonObject Text(string text) => new() { ["contentString"] = text };
}
