using System.Globalization;
using System.Text.RegularExpressions;
using Portal.Features.Content;

namespace Portal.Features.Measurements.Import;

/// <summary>
/// Units as devices write them. A known other unit is converted in decimal arithmetic, and the preview says what stood in the
/// file; an unknown one goes on to the check, which asks.
/// </summary>
static partial class ImportUnits
{
    static readonly HashSet<string> perMinute = ["bpm", "1/min", "/min", "beats/min", "lyöntiä/min", "slag/min", "min-1", "min⁻¹", "krt/min"];

    /// <summary>"Systolic (mmHg)", "Glucose [mg/dL]", "Historic Glucose mmol/L" → the words and the unit.</summary>
    public static (string Words, string? Unit) Split(string heading)
    {
        if (heading.Length > 100) return ("", null);
        var match = Bracketed().Match(heading) is { Success: true } bracketed ? bracketed : Trailing().Match(heading);
        return match.Success ? (heading[..match.Index], match.Groups[1].Value.Trim()) : (heading, null);
    }

    /// <summary>What is given to the check: the value in the quantity's own unit, or with the unknown unit behind it.</summary>
    /// <param name="unit">As the file says it; null when it says none.</param>
    /// <param name="original">What stood in the file, when it was converted.</param>
    public static string Typed(string cell, string? unit, Quantity q, out string? original)
    {
        original = null;
        if (!TypedNumber.TryRead(cell, out var value, out var behind)) return cell;
        if (behind != "") unit = behind;
        var other = string.IsNullOrWhiteSpace(unit) || Is(unit, q) ? null : Other(unit, q);
        if (other is null && !string.IsNullOrWhiteSpace(unit) && !Is(unit, q)) return $"{value.ToString(CultureInfo.InvariantCulture)} {unit}";
        var kept = other?.Convert(value) ?? value;
        // A device may show more decimals than are kept.
        if (Math.Round(kept, q.Decimals, MidpointRounding.ToEven) is var rounded && (other is not null || rounded != value))
        {
            original = $"{TypedNumber.Show(value)} {other?.Unit ?? q.Unit}";
            kept = rounded;
        }
        return kept.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Is it the quantity's own unit?</summary>
    public static bool Is(string unit, Quantity q) => Same(unit, q.Unit) || Same(unit, q.Ucum);

    static OtherUnit? Other(string unit, Quantity q) => q.Others.FirstOrDefault(o => Same(unit, o.Unit) || Same(unit, o.Ucum));

    static bool Same(string a, string b) => Plain(a) == Plain(b);

    static string Plain(string unit)
    {
        var plain = unit.Replace(" ", "").Replace('º', '°').ToLowerInvariant();
        return perMinute.Contains(plain) ? "/min" : plain switch { "c" or "celsius" or "cel" => "°c", "f" or "fahrenheit" or "[degf]" => "°f", "lbs" or "[lb_av]" => "lb", _ => plain };
    }

    [GeneratedRegex(@"\s*[(\[]([^)\]]{1,20})[)\]]\s*$")]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"[\s,]+(mmol/l|mg/dl|mmhg|kpa|kg|lbs?|bpm|/min|°c|°f|%|l/min)\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Trailing();
}
