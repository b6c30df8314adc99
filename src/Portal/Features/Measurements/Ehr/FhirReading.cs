using System.Globalization;
using System.Text.Json.Nodes;
using Portal.Features.Content;
using Portal.Platform.Ehr;
using Portal.Platform.Web;
using ContentCoding = Portal.Features.Content.Coding;

namespace Portal.Features.Measurements.Ehr;

/// <summary>An accepted version of a reading, and what is told with it.</summary>
/// <param name="Again">An earlier version has been accepted: this one corrects or withdraws it.</param>
/// <param name="Staff">The professional who accepted it.</param>
/// <param name="HandName">Of whoever entered it for the patient.</param>
sealed record AcceptedReading(Reading Reading, Measure Measure, bool Again, DateTimeOffset AcceptedAt, Guid Staff, string? StaffName, string? HandName);

/// <summary>One resource of a delivery. Null: it is to be there no longer as something right.</summary>
sealed record FhirPart(Guid Id, string Kind, JsonObject? Resource);

/// <summary>
/// A reading as FHIR R4 Observations, in the words of the current culture: HL7's vital-signs profile where the measure has one
/// (Kanta's own profile, which the content knows too, is for its personal health record: the receiver here is the
/// organisation's own system). A number that stands for itself, such as the pulse, is an Observation of its own, a member of
/// the first. Words alone and mood (no <see cref="Measure.Code"/>) stay in the portal: the record takes measured values.
/// </summary>
sealed class FhirReading(RecordTexts T, FhirVersion versions, FhirHands hands, PublicAddress portal)
{
    const string Category = "http://terminology.hl7.org/CodeSystem/observation-category", Ucum = "http://unitsofmeasure.org";

    /// <summary>HL7's profiles of numbers that stand for themselves.</summary>
    static readonly Dictionary<string, string> profiles = new() { ["8867-4"] = "http://hl7.org/fhir/StructureDefinition/heartrate" };

    public const string Interpretation = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", OffScaleHigh = ">", OffScaleLow = "<";

    /// <summary>Elements that must go when they no longer hold.</summary>
    public static readonly string[] Owned = ["component", "dataAbsentReason", "device", "hasMember", "valueQuantity"];

    public const string BodyPosition = "http://hl7.org/fhir/StructureDefinition/observation-bodyPosition", BasedOn = "http://hl7.org/fhir/StructureDefinition/event-basedOn";

    /// <summary>The parts first, then the Observation whose members they are.</summary>
    public IReadOnlyList<FhirPart> Of(AcceptedReading news)
    {
        var (r, measure) = (news.Reading, news.Measure);
        var parts = Parts(measure).Select(i => new FhirPart(PartId(r.Id, measure.Quantities[i]), FhirVersion.Part, r.Values[i] is { } value ? Part(news, i, value) : null)).ToList();
        var main = Main(news);
        JsonArray members = [.. parts.Where(p => p.Resource is not null).Select(p => (JsonNode)Fhir.Reference($"Observation/{p.Id}"))];
        if (members.Count > 0) main["hasMember"] = members;
        return [.. parts, new(r.Id, FhirVersion.Reading, main)];
    }

    /// <summary>Places of the quantities that are Observations of their own.</summary>
    public static IEnumerable<int> Parts(Measure measure) =>
        Enumerable.Range(0, measure.Quantities.Count).Where(i => measure.Quantities[i] is { Optional: true, Loinc: not null } && measure.Quantities.Any(q => !q.Optional));

    public static Guid PartId(Guid reading, Quantity q) => Fhir.IdOf(reading, q.Id);

    JsonObject Main(AcceptedReading news)
    {
        var (r, measure) = (news.Reading, news.Measure);
        var observation = Common(news, r.Id, FhirVersion.Reading, measure.Code!.Profile, new JsonObject
        {
            ["coding"] = new JsonArray([.. measure.Code.Codes.Select(c => (JsonNode)Fhir.Coding(c.System, c.Code, c.Display))]), ["text"] = measure.Name.ToString(),
        }, MeasurementWords.Value(measure, r));
        var own = Parts(measure).ToHashSet();
        var inside = Enumerable.Range(0, measure.Quantities.Count).Where(i => !own.Contains(i) && r.Values[i] is not null).ToList();
        JsonArray components = [];
        if (inside is [var only] && measure.Quantities.Count(q => !q.Optional) == 1) observation["valueQuantity"] = Quantity(measure.Quantities[only], r.Values[only]!.Value);
        else if (r.MeterShows is { } shown) OffScale(observation, shown);
        else foreach (var i in inside) components.Add((JsonNode)Component(measure.Quantities[i], r.Values[i]!.Value));
        if (Context(r, measure) is { } context) components.Add((JsonNode)context);
        if (components.Count > 0) observation["component"] = components;
        return observation;
    }

    JsonObject Part(AcceptedReading news, int i, decimal value)
    {
        var q = news.Measure.Quantities[i];
        var observation = Common(news, PartId(news.Reading.Id, q), FhirVersion.Part, profiles.GetValueOrDefault(q.Loinc!.Code), Concept(q.Loinc, q.Name.ToString()),
            $"{q.Name} {TypedNumber.Show(value)} {q.Unit}");
        observation["valueQuantity"] = Quantity(q, value);
        return observation;
    }

    JsonObject Common(AcceptedReading news, Guid id, string kind, string? profile, JsonObject code, string value)
    {
        var r = news.Reading;
        var (hand, measurer) = (hands.EnteredBy(r, news.HandName), hands.MeasuredBy(r, news.HandName));
        var observation = new JsonObject
        {
            ["resourceType"] = "Observation",
            ["id"] = id.ToString(),
            ["meta"] = versions.Meta(kind, r.Version, profile),
            ["language"] = Language.Current.Code,
            ["text"] = new JsonObject { ["status"] = "generated", ["div"] = Narrative(news, value) },
            ["identifier"] = new JsonArray(Fhir.Urn(id)),
            ["status"] = r.Withdraws ? "entered-in-error" : news.Again ? "corrected" : "final",
            ["category"] = new JsonArray(Fhir.Concept(Category, "vital-signs", "Vital Signs")),
            ["code"] = code,
            ["subject"] = FhirHands.Patient(r.Subject),
            ["effectiveDateTime"] = Fhir.LocalInstant(r.MeasuredAt),
            ["issued"] = Fhir.LocalInstant(news.AcceptedAt),
            ["performer"] = new JsonArray(measurer is null ? FhirHands.Patient(r.Subject) : Fhir.Reference($"#{FhirHands.Measurer}")),
        };
        var device = r.Device is { } name ? new JsonObject { ["resourceType"] = "Device", ["id"] = "device", ["deviceName"] = new JsonArray(new JsonObject { ["name"] = Fhir.Text(name), ["type"] = "user-friendly-name" }) } : null;
        JsonArray contained = [.. new JsonNode?[] { hand, measurer, device }.Where(c => c is not null)];
        if (contained.Count > 0) observation["contained"] = contained;
        if (device is not null) observation["device"] = Fhir.Reference("#device");
        if (Notes(r, hand is not null) is { Count: > 0 } notes) observation["note"] = notes;
        if (Extensions(r) is { Count: > 0 } extensions) observation["extension"] = extensions;
        return observation;
    }

    /// <summary>The patient's words by whoever wrote them, what the meter showed instead of a number, and that an unusual value was said to be right.</summary>
    JsonArray Notes(Reading r, bool byHand)
    {
        JsonArray notes = [];
        if (r.Words is { } words)
            notes.Add((JsonNode)new JsonObject { ["authorReference"] = byHand ? Fhir.Reference($"#{FhirHands.Hand}") : FhirHands.Patient(r.Subject), ["time"] = Fhir.LocalInstant(r.EnteredAt), ["text"] = Fhir.Text(words) });
        if (r.MeterShows is { } shown) notes.Add((JsonNode)new JsonObject { ["authorString"] = FhirOver.Portal, ["text"] = T["fhir-meter-shows", shown] });
        if (r.Confirmed) notes.Add((JsonNode)new JsonObject { ["authorString"] = FhirOver.Portal, ["text"] = T["fhir-confirmed"] });
        return notes;
    }

    /// <summary>How the person was, and by which order: by its identifier, for the Task need not have arrived yet.</summary>
    static JsonArray Extensions(Reading r)
    {
        JsonArray extensions = [];
        if (r.Posture is { } posture)
        {
            var (code, display) = posture switch
            {
                Posture.Lying => ("102538003", "Recumbent body position"),
                Posture.Standing => ("10904000", "Orthostatic body position"),
                _ => ("33586001", "Sitting position"),
            };
            extensions.Add((JsonNode)new JsonObject { ["url"] = BodyPosition, ["valueCodeableConcept"] = Fhir.Concept("http://snomed.info/sct", code, display) });
        }
        if (r.PlanId is { } plan)
            extensions.Add((JsonNode)new JsonObject { ["url"] = BasedOn, ["valueReference"] = new JsonObject { ["type"] = "Task", ["identifier"] = Fhir.Urn(plan) } });
        return extensions;
    }

    /// <summary>Before a meal, after it …: the content's own code, with its words. No published code is known to fit them all.</summary>
    JsonObject? Context(Reading r, Measure measure) => r.Context is not { } context ? null : new()
    {
        ["code"] = Fhir.Concept(portal.Of("/fhir/observation-part"), "context", text: T["fhir-context"]),
        ["valueCodeableConcept"] = Fhir.Concept(portal.Of("/fhir/reading-context"), context, text: ContextName(measure, context)),
    };

    static JsonObject Component(Quantity q, decimal value) => new()
    {
        ["code"] = q.Loinc is { } loinc ? Concept(loinc, q.Name.ToString()) : new JsonObject { ["text"] = q.Name.ToString() }, ["valueQuantity"] = Quantity(q, value),
    };

    /// <summary>With the decimals that were typed: 6.10 is not 6.1.</summary>
    public static JsonObject Quantity(Quantity q, decimal value) => new() { ["value"] = value, ["unit"] = q.Unit, ["system"] = Ucum, ["code"] = q.Ucum };

    /// <summary>
    /// A meter's HI or LO is no number, and what each meter can measure is not known: HL7's v3-ObservationInterpretation
    /// "off scale high" or "off scale low", and no value.
    /// </summary>
    static void OffScale(JsonObject observation, string meterShows)
    {
        var (code, display) = meterShows == "HI" ? (OffScaleHigh, "Off scale high") : (OffScaleLow, "Off scale low");
        observation["interpretation"] = new JsonArray(Fhir.Concept(Interpretation, code, display, text: meterShows));
        observation["dataAbsentReason"] = Fhir.Concept("http://terminology.hl7.org/CodeSystem/data-absent-reason", "as-text", "As Text");
    }

    public static JsonObject Concept(ContentCoding code, string text) => Fhir.Concept(code.System, code.Code, code.Display, text);

    static string ContextName(Measure measure, string context) => measure.Contexts.FirstOrDefault(c => c.Id == context)?.Name.ToString() ?? context;

    string Narrative(AcceptedReading news, string value)
    {
        var r = news.Reading;
        List<string> lines = [$"{news.Measure.Name}: {value}", T["fhir-measured", r.MeasuredAt.InHelsinki().ToString("d.M.yyyy H:mm", CultureInfo.InvariantCulture)]];
        if (r.Withdraws) lines.Insert(0, T["fhir-withdrawn"]);
        if (r.Context is { } context) lines.Add(ContextName(news.Measure, context));
        if (r.Posture is { } posture) lines.Add(T[posture switch { Posture.Lying => "fhir-lying", Posture.Standing => "fhir-standing", _ => "fhir-sitting" }]);
        lines.Add(T[r.MeasuredBy switch { MeasuredBy.Family => "fhir-by-family", MeasuredBy.Professional => "fhir-by-professional", _ => "fhir-by-patient" }]);
        if (r.Device is { } device) lines.Add(T["fhir-device", device]);
        if (r.Words is { } words) lines.Add(T["fhir-words", words]);
        if (r.Confirmed) lines.Add(T["fhir-confirmed"]);
        return FhirOver.Div(lines);
    }
}
