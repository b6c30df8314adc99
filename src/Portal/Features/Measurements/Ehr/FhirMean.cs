using System.Text.Json.Nodes;
using Portal.Features.Content;
using Portal.Features.Measurements.Reviews;
using Portal.Platform;
using Portal.Platform.Ehr;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Ehr;

/// <summary>A mean as it is told: of what was reviewed, or of what has become of it since.</summary>
/// <param name="Review">As it stands now, by whoever decided last.</param>
/// <param name="From">The accepted readings of which it is the mean; none when all were mistakes.</param>
/// <param name="Version">1, and one more for each later decision about its readings.</param>
sealed record AcceptedReview(Review Review, Measure Measure, IReadOnlyList<Guid> From, int Version, string? StaffName)
{
    /// <param name="decided">What the reviewer accepted, with the versions that have been decided on since; of a reading the oldest first.</param>
    /// <param name="reviews">In which those were decided on.</param>
    public static AcceptedReview Now(Review review, Measure measure, IReadOnlyList<Reading> decided, IReadOnlyList<Review> reviews)
    {
        List<Reading> stand = [.. decided.GroupBy(r => r.Id).Select(g => g.Last()).Where(r => !r.Withdraws)];
        var summary = SeriesSummary.Of(measure, stand, _ => null, null, default);
        var version = 1 + decided.Count - decided.DistinctBy(r => r.Id).Count();
        if (version > 1)
        {
            var last = reviews.Where(v => v.Id != review.Id).MaxBy(v => v.At) ?? review;
            review = review.Of(stand, summary) with { By = last.By, At = last.At };
        }
        return new(review, measure, [.. summary.Counting.Select(r => r.Id)], version, null);
    }
}

/// <summary>The mean of accepted readings as a FHIR R4 Observation of its own, by LOINC's codes of means where there are some.</summary>
sealed class FhirMean(RecordTexts T, FhirVersion versions, FhirHands hands)
{
    public JsonObject Of(AcceptedReview news)
    {
        var (review, measure) = (news.Review, news.Measure);
        var codes = measure.Code!.MeanCodes;
        var words = $"{T["fhir-mean", measure.Name]}: {MeasurementWords.Value(measure, review.Means)}";
        var how = T[review.FirstDayOut ? "fhir-mean-how-first-day-out" : "fhir-mean-how", news.From.Count, review.Days];
        var observation = new JsonObject
        {
            ["resourceType"] = "Observation",
            ["id"] = review.Id.ToString(),
            ["meta"] = versions.Meta(FhirVersion.Review, news.Version),
            ["language"] = Language.Current.Code,
            ["text"] = new JsonObject { ["status"] = "generated", ["div"] = FhirOver.Div([words, how]) },
            ["contained"] = new JsonArray(hands.Practitioner(FhirHands.Professional, review.By, news.StaffName)),
            ["identifier"] = new JsonArray(Fhir.Urn(review.Id)),
            ["status"] = news.Version == 1 ? "final" : "corrected",
            ["category"] = new JsonArray(Fhir.Concept("http://terminology.hl7.org/CodeSystem/observation-category", "vital-signs", "Vital Signs")),
            ["code"] = codes.Count > 0 ? FhirReading.Concept(codes[0], T["fhir-mean", measure.Name])
                : new JsonObject { ["coding"] = new JsonArray([.. measure.Code.Codes.Select(c => (JsonNode)Fhir.Coding(c.System, c.Code, c.Display))]), ["text"] = T["fhir-mean", measure.Name] },
            ["subject"] = FhirHands.Patient(review.Subject),
            ["effectivePeriod"] = new JsonObject { ["start"] = Fhir.LocalInstant(review.FromAt ?? review.At), ["end"] = Fhir.LocalInstant(review.UntilAt ?? review.At) },
            ["issued"] = Fhir.LocalInstant(review.At),
            ["performer"] = new JsonArray(Fhir.Reference($"#{FhirHands.Professional}")),
            ["note"] = new JsonArray(new JsonObject { ["authorString"] = FhirOver.Portal, ["text"] = how }),
        };
        // By identifier: a reading may arrive after its mean.
        if (news.From.Count > 0)
            observation["derivedFrom"] = new JsonArray([.. news.From.Select(id => (JsonNode)new JsonObject { ["type"] = "Observation", ["identifier"] = Fhir.Urn(id) })]);
        var present = Enumerable.Range(0, measure.Quantities.Count).Where(i => review.Means[i] is not null).ToList();
        if (codes.Count == 0 && present is [var only]) observation["valueQuantity"] = FhirReading.Quantity(measure.Quantities[only], review.Means[only]!.Value);
        else observation["component"] = new JsonArray([.. present.Select(i => (JsonNode)Component(measure.Quantities[i], i + 1 < codes.Count ? codes[i + 1] : null, review.Means[i]!.Value))]);
        return observation;
    }

    /// <summary>Without a code of means, in words: the code of a single value would be taken for one.</summary>
    JsonObject Component(Quantity q, Content.Coding? mean, decimal value) => new()
    {
        ["code"] = mean is null ? new JsonObject { ["text"] = T["fhir-mean", q.Name] } : FhirReading.Concept(mean, T["fhir-mean", q.Name]), ["valueQuantity"] = FhirReading.Quantity(q, value),
    };
}
