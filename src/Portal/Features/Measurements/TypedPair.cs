using Portal.Features.Content;

namespace Portal.Features.Measurements;

/// <summary>A blood pressure as it is said and shown by devices: "140/90", or "140/90/65" with the pulse, all in the first field.</summary>
static class TypedPair
{
    /// <summary>The same values, each in its own field. As they were when they cannot be so read, or when another field says something else.</summary>
    public static IReadOnlyDictionary<string, string?> Spread(IReadOnlyDictionary<string, string?> values, Measure measure)
    {
        if (!MeasurementWords.IsPair(measure) || values.GetValueOrDefault(measure.Quantities[0].Id) is not { Length: <= 3 * TypedNumber.Longest } typed) return values;
        string[] parts = [.. typed.Split('/', '／', '⁄', '∕').Select(p => p.Trim())];
        if (parts.Length < 2 || parts.Length > measure.Quantities.Count || parts.Any(p => p.Length == 0 || !char.IsDigit(p[0]))) return values;
        var spread = new Dictionary<string, string?>(values);
        for (var i = 0; i < parts.Length; i++)
        {
            var id = measure.Quantities[i].Id;
            if (i > 0 && values.GetValueOrDefault(id)?.Trim() is { Length: > 0 } said && said != parts[i]) return values;
            spread[id] = parts[i];
        }
        return spread;
    }
}
