using System.Text.Json.Nodes;
using Portal.Platform;
using Portal.Platform.Ehr;

namespace Portal.Features.Measurements.Ehr;

/// <summary>
/// Where an accepted version comes from, as a FHIR R4 Provenance of its own: who is its author (the patient, or whoever acts
/// for them), who entered it, and the professional who looked at it.
/// </summary>
sealed class FhirProvenance(FhirVersion versions, FhirHands hands)
{
    const string AgentType = "http://terminology.hl7.org/CodeSystem/provenance-participant-type", Operation = "http://terminology.hl7.org/CodeSystem/v3-DataOperation",
        ActReason = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    /// <summary>The same for the same version, however often it is sent.</summary>
    public static Guid Id(Guid thing, int version) => Fhir.IdOf(thing, $"provenance/{version}");

    public JsonObject Of(AcceptedReading news, IEnumerable<FhirPart> parts)
    {
        var r = news.Reading;
        var (hand, patient) = (hands.EnteredBy(r, news.HandName), FhirHands.Patient(r.Subject));
        var enteredBy = hand is null ? FhirHands.Patient(r.Subject) : Fhir.Reference($"#{FhirHands.Hand}");
        // A professional beside the person only typed what the person said.
        var author = hand is null || r.EnteredBasis == Basis.Assisted ? Agent("author", patient) : Agent("author", enteredBy.DeepClone().AsObject(), onBehalfOf: patient);
        var provenance = Base(Id(r.Id, r.Version), r.Version, news.AcceptedAt, r.Withdraws || news.Again ? "UPDATE" : "CREATE", parts.Select(p => p.Id));
        provenance["contained"] = new JsonArray([.. new JsonNode?[] { hand, hands.Practitioner(FhirHands.Professional, news.Staff, news.StaffName) }.Where(c => c is not null)]);
        provenance["occurredDateTime"] = Fhir.LocalInstant(r.EnteredAt);
        provenance["agent"] = new JsonArray(author, Agent("enterer", enteredBy), Agent("verifier", Fhir.Reference($"#{FhirHands.Professional}")));
        return provenance;
    }

    /// <summary>Of a mean: put together by the portal from what the professional accepted.</summary>
    public JsonObject Of(AcceptedReview news)
    {
        var review = news.Review;
        var provenance = Base(Id(review.Id, news.Version), news.Version, review.At, news.Version == 1 ? "CREATE" : "UPDATE", [review.Id]);
        provenance["contained"] = new JsonArray(hands.Practitioner(FhirHands.Professional, review.By, news.StaffName));
        provenance["agent"] = new JsonArray(Agent("assembler", new JsonObject { ["display"] = FhirOver.Portal }), Agent("verifier", Fhir.Reference($"#{FhirHands.Professional}")));
        return provenance;
    }

    JsonObject Base(Guid id, int version, DateTimeOffset at, string operation, IEnumerable<Guid> targets) => new()
    {
        ["resourceType"] = "Provenance",
        ["id"] = id.ToString(),
        ["meta"] = versions.Meta(FhirVersion.Provenance, version),
        ["target"] = new JsonArray([.. targets.Select(t => (JsonNode)Fhir.Reference($"Observation/{t}"))]),
        ["recorded"] = Fhir.LocalInstant(at),
        ["reason"] = new JsonArray(Fhir.Concept(ActReason, "TREAT", "treatment")),
        ["activity"] = Fhir.Concept(Operation, operation),
    };

    static JsonObject Agent(string type, JsonObject who, JsonObject? onBehalfOf = null)
    {
        var agent = new JsonObject { ["type"] = Fhir.Concept(AgentType, type), ["who"] = who };
        if (onBehalfOf is not null) agent["onBehalfOf"] = onBehalfOf;
        return agent;
    }
}
