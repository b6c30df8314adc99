using System.Globalization;

namespace Portal.Platform.Web;

/// <summary>How times are shown: always Helsinki time, in the language's own form.</summary>
static class HelsinkiTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");

    public static DateTimeOffset InHelsinki(this DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Zone);

    public static DateOnly HelsinkiDate(this DateTimeOffset at) => DateOnly.FromDateTime(at.InHelsinki().DateTime);

    /// <summary>Midnight that begins a Helsinki day, as an instant.</summary>
    public static DateTimeOffset StartsAt(this DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>"9.40" in Finnish and Swedish, "9:40" in English.</summary>
    public static string Time(this DateTimeOffset at, CultureInfo? culture = null) =>
        at.InHelsinki().ToString(Is("en", culture) ? "H:mm" : "H.mm", culture ?? CultureInfo.CurrentCulture);

    /// <summary>"tiistai 24. marraskuuta 2026", "tisdag 24 november 2026", "Tuesday 24 November 2026".</summary>
    public static string LongDate(this DateOnly day, CultureInfo? culture = null) =>
        day.ToString(Is("fi", culture) ? "dddd d. MMMM yyyy" : "dddd d MMMM yyyy", culture ?? CultureInfo.CurrentCulture);

    /// <summary>"ti 24.11.", "tis 24.11", "Tue 24 Nov".</summary>
    public static string ShortDate(this DateOnly day, CultureInfo? culture = null)
    {
        var c = culture ?? CultureInfo.CurrentCulture;
        return day.ToString(Is("fi", c) ? "ddd d.M." : Is("sv", c) ? "ddd d.M" : "ddd d MMM", c);
    }

    /// <summary>The long date without its year, when the year is this one or obvious.</summary>
    public static string DayAndMonth(this DateOnly day, CultureInfo? culture = null) =>
        day.ToString(Is("fi", culture) ? "dddd d.M." : "dddd d MMMM", culture ?? CultureInfo.CurrentCulture);

    /// <summary>A date far off, where the weekday says nothing: "3.2.2033", "3 February 2033".</summary>
    public static string PlainDate(this DateOnly day, CultureInfo? culture = null) =>
        day.ToString(Is("en", culture) ? "d MMMM yyyy" : "d.M.yyyy", culture ?? CultureInfo.CurrentCulture);

    /// <summary>On which the day's week begins.</summary>
    public static DateOnly Monday(this DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    static bool Is(string language, CultureInfo? culture) => (culture ?? CultureInfo.CurrentCulture).TwoLetterISOLanguageName == language;
}
