using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Portal.Platform.Ehr;

namespace Portal.Features.Measurements.Ehr;

/// <summary>The value of a result: a number in a unit, or words.</summary>
sealed record EhrValue(decimal? Number, string? Unit, string? Text)
{
    /// <summary>Null when there is none, or none that can be said.</summary>
    public static EhrValue? Of(JsonObject o)
    {
        if (One(o) is { } one) return one;
        var parts = FhirJson.Each(o, "component").Take(20).Select(c => (Name: FhirJson.Words(FhirJson.Inner(c, "code"), 80), Value: One(c))).Where(p => p is { Name: not null, Value: not null }).ToList();
        return parts.Count == 0 ? null : new(null, null, string.Join("; ", parts.Select(p => $"{p.Name}: {p.Value!.Said()}")));
    }

    static EhrValue? One(JsonObject o)
    {
        if (FhirJson.Inner(o, "valueQuantity") is { } quantity) return Of(quantity, FhirJson.Text(quantity, "comparator", 4));
        if (FhirJson.Text(o, "valueString", 2000) is { } words) return new(null, null, words);
        if (FhirJson.Inner(o, "valueCodeableConcept") is { } concept) return FhirJson.Words(concept) is { } said ? new(null, null, said) : null;
        if (FhirJson.Number(o, "valueInteger") is { } whole) return new(whole, null, null);
        if (FhirJson.Inner(o, "valueRange") is { } range)
            return Of(FhirJson.Inner(range, "low"), null) is { } low && Of(FhirJson.Inner(range, "high"), null) is { } high ? new(null, null, $"{low.Said()} – {high.Said()}") : null;
        if (FhirJson.Inner(o, "valueRatio") is { } ratio)
            return Of(FhirJson.Inner(ratio, "numerator"), null) is { } upper && Of(FhirJson.Inner(ratio, "denominator"), null) is { } lower ? new(null, null, $"{upper.Said()} : {lower.Said()}") : null;
        return null;
    }

    /// <summary>With a comparator ("&lt; 5") it is no number for a chart.</summary>
    static EhrValue? Of(JsonObject? quantity, string? comparator)
    {
        if (FhirJson.Number(quantity, "value") is not { } number) return null;
        var unit = FhirJson.Text(quantity, "unit", 40) ?? FhirJson.Text(quantity, "code", 40);
        return comparator is null ? new(number, unit, null) : new(null, null, $"{comparator} {new EhrValue(number, unit, null).Said()}");
    }

    string Said() => Text ?? $"{Number?.ToString(CultureInfo.InvariantCulture)} {Unit}".Trim();
}
