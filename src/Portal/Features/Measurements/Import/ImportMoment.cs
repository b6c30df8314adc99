using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Features.Measurements.Import;

/// <summary>Which comes first in 3/4/2026.</summary>
public enum DayOrder
{
    /// <summary>Nobody has said, and the file does not show it.</summary>
    Unknown,
    DayFirst,
    MonthFirst,
}

/// <summary>
/// Days and times as devices write them. 24.11.2026 and 2026-11-24 say themselves what they are; of 3/4/2026 only the
/// file as a whole can tell (a 13th day), or the person.
/// </summary>
static partial class ImportMoment
{
    static readonly string[] named = ["d MMM yyyy", "MMM d yyyy", "d MMMM yyyy", "MMMM d yyyy"];
    static readonly string[] twelveHours = ["h:mm tt", "h:mm:ss tt", "h:mmtt", "h.mm tt"];

    /// <summary>What the days of a file prove together; null when there is none that could be read two ways.</summary>
    public static DayOrder? Proved(IEnumerable<string> days)
    {
        var (any, first, second) = (false, false, false);
        foreach (var day in days)
        {
            if (Ambiguous().Match(day) is not { Success: true } match) continue;
            any = true;
            first |= int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) > 12;
            second |= int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) > 12;
        }
        return !any ? null : (first, second) switch { (true, false) => DayOrder.DayFirst, (false, true) => DayOrder.MonthFirst, _ => DayOrder.Unknown };
    }

    /// <summary>"24.11.2026 7.30", "2026-11-24T07:30:00+02:00": the day and the time of one cell.</summary>
    public static (string Day, string Time) Cut(string cell)
    {
        var match = DayAndTime().Match(cell);
        return match.Success ? (match.Groups[1].Value.TrimEnd(',', ' '), match.Groups[2].Value.Trim()) : (cell, "");
    }

    /// <summary>A moment that says its own offset from UTC.</summary>
    public static DateTimeOffset? WithOffset(string cell) =>
        Offset().IsMatch(cell) && DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null;

    /// <summary>As yyyy-MM-dd; as it was where it is no day.</summary>
    public static string Day(string day, DayOrder order)
    {
        if (Ambiguous().Match(day) is { Success: true } match)
        {
            var (d, m) = order == DayOrder.MonthFirst ? (match.Groups[2].Value, match.Groups[1].Value) : (match.Groups[1].Value, match.Groups[2].Value);
            return $"{match.Groups[3].Value}-{m.PadLeft(2, '0')}-{d.PadLeft(2, '0')}";
        }
        var words = day.Replace(",", " ").Replace(".", " ").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return day.Any(char.IsLetter) && DateOnly.TryParseExact(string.Join(' ', words), named, CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
            ? on.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : day;
    }

    /// <summary>"7:30 PM" as 19:30; as it was where it is not of twelve hours.</summary>
    public static string Time(string time) =>
        TimeOnly.TryParseExact(time.Replace("a.m.", "AM", StringComparison.OrdinalIgnoreCase).Replace("p.m.", "PM", StringComparison.OrdinalIgnoreCase), twelveHours, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? at.ToString("HH:mm:ss", CultureInfo.InvariantCulture)
            : time.StartsWith("klo ", StringComparison.OrdinalIgnoreCase) || time.StartsWith("kl. ", StringComparison.OrdinalIgnoreCase) ? time[4..].Trim() : time;

    public static bool LooksLikeDay(string cell) => DayForm().IsMatch(cell);

    public static bool LooksLikeTime(string cell) => TimeForm().IsMatch(cell);

    [GeneratedRegex(@"^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$")]
    private static partial Regex Ambiguous();

    [GeneratedRegex(@"^((?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4})|(?:[A-Za-z0-9.]+ [A-Za-z0-9.]+,? \d{4}),?)\.?(?:[T ,]|klo|kl\.?)+(\d.*)$")]
    private static partial Regex DayAndTime();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)? ?(Z|[+-]\d{2}:?\d{2})$")]
    private static partial Regex Offset();

    [GeneratedRegex(@"^(\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}[./-]\d{1,2})\.?,?$")]
    private static partial Regex DayForm();

    [GeneratedRegex(@"^\d{1,2}([:.,]\d{2}){1,2}( ?[AaPp]\.?[Mm]\.?)?,?$|^\d{3,4}$")]
    private static partial Regex TimeForm();
}
