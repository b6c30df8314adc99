using System.Globalization;
using System.Text;

namespace Portal.Features.Measurements;

/// <summary>
/// A number as people type it: comma or point, spaces between thousands, digits of any script, with or without the unit
/// behind it. Exact: what was typed is what is kept, with its zeros.
/// </summary>
static class TypedNumber
{
    /// <summary>Longer than any number of a home measurement; what is longer is not read at all.</summary>
    public const int Longest = 20;

    /// <param name="typed">What stands in the field.</param>
    /// <param name="unit">What stood behind the number: "mmol/l"; empty when nothing did.</param>
    /// <returns>False when it is not one number without a sign.</returns>
    public static bool TryRead(string? typed, out decimal value, out string unit)
    {
        (value, unit) = (0, "");
        var text = Plain(typed ?? "");
        if (text.Length > Longest) return false;
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] is ',' or '.' or ' ' && end + 1 < text.Length && char.IsAsciiDigit(text[end + 1]))) end++;
        (var number, unit) = (text[..end], text[end..].Trim());
        if (unit != "" && !char.IsLetter(unit[0]) && unit[0] is not ('%' or '°' or '/')) return false;
        number = number.Trim();
        var spaced = number.Contains(' ');
        if (spaced && !IsGrouped(number)) return false;
        number = number.Replace(" ", "").Replace(',', '.');
        return number.Count(c => c == '.') <= 1 && number.Length > 0 && char.IsAsciiDigit(number[0]) && char.IsAsciiDigit(number[^1])
            && decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>As the page's language writes it, with the zeros that were typed.</summary>
    public static string Show(decimal value, CultureInfo? culture = null) => value.ToString(culture ?? CultureInfo.CurrentCulture);

    public static int Decimals(decimal value) => value.Scale;

    /// <summary>1 234 567: groups of three behind the first.</summary>
    static bool IsGrouped(string number)
    {
        var groups = number.Split([',', '.'])[0].Split(' ');
        return groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3) && !number[groups.Sum(g => g.Length + 1)..].Contains(' ');
    }

    /// <summary>All digits as 0–9, all spaces as one kind, full-width and other forms as plain ones.</summary>
    static string Plain(string typed)
    {
        if (typed.Length > 10 * Longest) return typed;
        var text = new StringBuilder(typed.Length);
        foreach (var c in Compatible(typed).Trim())
            if (char.IsControl(c) || char.GetUnicodeCategory(c) == UnicodeCategory.Format) continue;   // what copying brings along
            else if (char.IsDigit(c)) text.Append((char)('0' + (int)char.GetNumericValue(c)));
            else text.Append(char.IsWhiteSpace(c) ? ' ' : c is '٫' ? ',' : c);
        return text.ToString().Trim();
    }

    /// <summary>A lone surrogate makes the framework's normalization throw: such a text is no number in any form.</summary>
    static string Compatible(string typed)
    {
        try { return typed.Normalize(NormalizationForm.FormKC); }
        catch (ArgumentException) { return "?"; }
    }
}
