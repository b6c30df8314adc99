using System.Globalization;

namespace Portal.Platform.Ui;

/// <summary>A date as typed in a <c>DateField</c>: three texts, kept as they are until they make a day of the calendar.</summary>
public sealed class DateInput
{
    public string? Day { get; set; }
    public string? Month { get; set; }
    public string? Year { get; set; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    public static DateInput Of(DateOnly date) => new() { Day = Text(date.Day), Month = Text(date.Month), Year = Text(date.Year) };

    /// <summary>The day, when the three texts make one; years have four digits, so that 26 is not read as the year 26.</summary>
    public DateOnly? Read() =>
        Number(Day) is { } day && Number(Month) is >= 1 and <= 12 and { } month && Number(Year) is >= 1000 and <= 9999 and { } year
        && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;

    static int? Number(string? text) => int.TryParse(text?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;

    static string Text(int n) => n.ToString(CultureInfo.InvariantCulture);
}
