using System.Text.Json.Nodes;
using Portal.Features.Content;

namespace Portal.Features.Measurements.Ehr;

/// <summary>Finds the measure that an Observation of the record is of, and its values in the measure's own units.</summary>
sealed class EhrMeasures(ContentFacade content)
{
    const string Loinc = "http://loinc.org";

    /// <summary>The measure, and HI or LO as the portal tells them (<see cref="FhirReading.OffScaleHigh"/>); null when it has a value, or says neither.</summary>
    public (Measure Measure, string MeterShows)? ReadOffScale(JsonObject o)
    {
        var codes = Codes(FhirJson.Inner(o, "code"));
        if (content.Measures.FirstOrDefault(m => IsOf(m, codes)) is not { } measure || FhirJson.Inner(o, "valueQuantity") is not null) return null;
        return FhirJson.Each(o, "interpretation").Select(i => FhirJson.Code(i, FhirReading.Interpretation)).FirstOrDefault() switch
        {
            FhirReading.OffScaleHigh => (measure, "HI"),
            FhirReading.OffScaleLow => (measure, "LO"),
            _ => null,
        };
    }

    /// <summary>Null when it is none, or one of its values has a unit that is not known, a comparator, or none at all.</summary>
    public (Measure Measure, decimal?[] Values)? Read(JsonObject o)
    {
        var codes = Codes(FhirJson.Inner(o, "code"));
        if (content.Measures.FirstOrDefault(m => IsOf(m, codes)) is not { } measure) return null;
        var values = new decimal?[Measure.MostQuantities];
        for (var i = 0; i < measure.Quantities.Count; i++)
        {
            var q = measure.Quantities[i];
            var said = q.Loinc is { } loinc ? FhirJson.Each(o, "component").FirstOrDefault(c => Codes(FhirJson.Inner(c, "code")).Contains(loinc.Code)) : null;
            if (said is null && measure.Quantities.Count(x => !x.Optional) == 1 && !q.Optional) said = o;
            if (said is not null) values[i] = Value(q, FhirJson.Inner(said, "valueQuantity"));
            if (values[i] is null && !q.Optional) return null;
        }
        return (measure, values);
    }

    public static decimal? Value(Quantity q, JsonObject? said) =>
        said is not null && FhirJson.Text(said, "comparator") is null && FhirJson.Number(said, "value") is { } number
            ? EhrUnits.In(q, number, FhirJson.Text(said, "system"), FhirJson.Text(said, "code"), FhirJson.Text(said, "unit")) : null;

    /// <summary>By the code of the whole, or of its one number.</summary>
    static bool IsOf(Measure measure, HashSet<string> codes) => measure.Code is { } its
        && (its.Codes.Any(c => codes.Contains(c.Code)) || measure.Quantities.Count == 1 && measure.Quantities[0].Loinc is { } only && codes.Contains(only.Code));

    static HashSet<string> Codes(JsonObject? concept) =>
        [.. FhirJson.Each(concept, "coding").Where(c => FhirJson.Text(c, "system") == Loinc).Select(c => FhirJson.Text(c, "code")).OfType<string>()];
}
