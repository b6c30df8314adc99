using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Portal.Features.Measurements;

/// <summary>
/// A number as people type it: comma or point, spaces between thousands, digits of any script, with or without the unit
/// behind it. Exact: what was typed is what is kept, with its zeros.
/// </summary>
static partial class TypedNumber
{
    /// <summary>Longer than any number of a home measurement with its unit; what is longer is not read at all.</summary>
    public const int Longest = 40;

    /// <param name="typed">What stands in the field.</param>
    /// <param name="unit">What stood behind the number: "mmol/l"; empty when nothing did.</param>
    /// <returns>False when it is not one number without a sign.</returns>
    public static bool TryRead(string? typed, out decimal value, out string unit)
    {
        (value, unit) = (0, "");
        if (typed is null or { Length: > Longest } || Form().Match(Plain(typed)) is not { Success: true } match) return false;
        unit = match.Groups["unit"].Value.Trim();
        return decimal.TryParse(match.Groups["number"].Value.Replace(" ", "").Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>HI or LO, as meters show instead of a number that they cannot measure; null for anything else.</summary>
    public static string? MeterWord(string? typed) => typed is null or { Length: > Longest } ? null : Plain(typed).ToUpperInvariant() switch
    {
        "HI" or "HIGH" => "HI",
        "LO" or "LOW" => "LO",
        _ => null,
    };

    /// <summary>As the page's language writes it, with the zeros that were typed.</summary>
    public static string Show(decimal value, CultureInfo? culture = null) => value.ToString(culture ?? CultureInfo.CurrentCulture);

    public static int Decimals(decimal value) => value.Scale;

    /// <summary>All digits as 0–9, all spaces as one kind; without the marks that copying brings along.</summary>
    static string Plain(string typed)
    {
        var text = new StringBuilder(typed.Length);
        foreach (var c in typed)
            if (char.IsDigit(c)) text.Append((char)('0' + (int)char.GetNumericValue(c)));
            else if (char.IsWhiteSpace(c)) text.Append(' ');
            else if (!char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format) text.Append(c is '٫' or '，' ? ',' : c is '．' ? '.' : c);
        return text.ToString().Trim();
    }

    // A unit has no digits of its own here: 1e9 and 140/90 are not one number with something behind it.
    [GeneratedRegex(@"^(?<number>(?:[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:[.,][0-9]+)?)(?<unit> ?[\p{L}%°/][^0-9]*)?$")]
    private static partial Regex Form();
}
