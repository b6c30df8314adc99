namespace Portal.DevStack.DemoData;

/// <summary>
/// Days on which Finnish public services are closed: the public holidays of kirkkolaki and the acts on Independence Day
/// and 1 May, and Midsummer Eve and Christmas Eve, which are free by collective agreements.
/// </summary>
public static class FinnishHolidays
{
    public static bool IsClosed(DateOnly day) =>
        day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || In(day.Year).Contains(day);

    /// <summary>The working day before a closed weekday: many units close on it too ("pyhien aattoina").</summary>
    public static bool IsEve(DateOnly day) => !IsClosed(day) && In(day.AddDays(1).Year).Contains(day.AddDays(1));

    /// <summary>All of them in a year, also those that fall on a weekend.</summary>
    public static IReadOnlySet<DateOnly> In(int year)
    {
        var easter = Easter(year);
        var midsummerDay = SaturdayFrom(new(year, 6, 20));
        return new HashSet<DateOnly>
        {
            new(year, 1, 1), new(year, 1, 6), new(year, 5, 1), new(year, 12, 6),
            new(year, 12, 24), new(year, 12, 25), new(year, 12, 26),
            easter.AddDays(-2), easter, easter.AddDays(1), easter.AddDays(39), easter.AddDays(49),
            midsummerDay.AddDays(-1), midsummerDay,
            SaturdayFrom(new(year, 10, 31)), // All Saints' Day
        };
    }

    static DateOnly SaturdayFrom(DateOnly first) => first.AddDays((DayOfWeek.Saturday - first.DayOfWeek + 7) % 7);

    /// <summary>Western Easter Sunday, by the anonymous Gregorian algorithm (Meeus/Jones/Butcher).</summary>
    static DateOnly Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int n = h + l - 7 * m + 114;
        return new(year, n / 31, n % 31 + 1);
    }
}
