using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Portal.Features.Content;

/// <summary>A day on which the county keeps its doors shut, or an eve on which each place decides for itself.</summary>
/// <param name="Name">As in a list: "itsenäisyyspäivä", "självständighetsdagen", "Independence Day".</param>
/// <param name="On">As in a sentence: "itsenäisyyspäivänä", "på självständighetsdagen", "on Independence Day".</param>
/// <param name="Eve">True for Midsummer Eve and Christmas Eve: no public holidays, but most places are closed.</param>
public sealed record Holiday(LocalText Name, LocalText On, bool Eve = false);

/// <summary>
/// The public holidays of Finland, and the two eves kept like them. Independence Day is a holiday by act 388/1937 and May
/// Day by act 272/1944; the others are the church's holidays, of which those that move follow Easter (Gregorian computus),
/// or are the Saturday of 20–26 June (Midsummer Day) and of 31 October – 6 November (All Saints' Day).
/// </summary>
public static class FinnishHolidays
{
    static readonly ConcurrentDictionary<int, FrozenDictionary<DateOnly, Holiday>> years = new();

    /// <summary>The holiday or eve on a day; null on an ordinary one.</summary>
    public static Holiday? On(DateOnly day) => In(day.Year).GetValueOrDefault(day);

    /// <summary>All holidays and eves of a year.</summary>
    public static IReadOnlyDictionary<DateOnly, Holiday> In(int year) => years.GetOrAdd(year, Count);

    static FrozenDictionary<DateOnly, Holiday> Count(int year)
    {
        var easter = Easter(year);
        var midsummer = SaturdayFrom(new(year, 6, 20));
        var days = new Dictionary<DateOnly, Holiday>();

        // May Day and Ascension Day may meet (2008, 2160): the first name is kept.
        void Is(DateOnly day, (string Fi, string Sv, string En) name, string fiOn, bool eve = false) => days.TryAdd(day, new(
            new(name.Fi, name.Sv, name.En), new(fiOn, $"på {name.Sv}", $"on {name.En}"), eve));

        Is(new(year, 1, 1), ("uudenvuodenpäivä", "nyårsdagen", "New Year's Day"), "uudenvuodenpäivänä");
        Is(new(year, 1, 6), ("loppiainen", "trettondagen", "Epiphany"), "loppiaisena");
        Is(easter.AddDays(-2), ("pitkäperjantai", "långfredagen", "Good Friday"), "pitkäperjantaina");
        Is(easter, ("pääsiäispäivä", "påskdagen", "Easter Sunday"), "pääsiäispäivänä");
        Is(easter.AddDays(1), ("toinen pääsiäispäivä", "annandag påsk", "Easter Monday"), "toisena pääsiäispäivänä");
        Is(new(year, 5, 1), ("vappu", "första maj", "May Day"), "vappuna");
        Is(easter.AddDays(39), ("helatorstai", "Kristi himmelsfärdsdag", "Ascension Day"), "helatorstaina");
        Is(easter.AddDays(49), ("helluntaipäivä", "pingstdagen", "Whit Sunday"), "helluntaipäivänä");
        Is(midsummer.AddDays(-1), ("juhannusaatto", "midsommarafton", "Midsummer Eve"), "juhannusaattona", eve: true);
        Is(midsummer, ("juhannuspäivä", "midsommardagen", "Midsummer Day"), "juhannuspäivänä");
        Is(SaturdayFrom(new(year, 10, 31)), ("pyhäinpäivä", "alla helgons dag", "All Saints' Day"), "pyhäinpäivänä");
        Is(new(year, 12, 6), ("itsenäisyyspäivä", "självständighetsdagen", "Independence Day"), "itsenäisyyspäivänä");
        Is(new(year, 12, 24), ("jouluaatto", "julafton", "Christmas Eve"), "jouluaattona", eve: true);
        Is(new(year, 12, 25), ("joulupäivä", "juldagen", "Christmas Day"), "joulupäivänä");
        Is(new(year, 12, 26), ("tapaninpäivä", "annandag jul", "Boxing Day"), "tapaninpäivänä");
        return days.ToFrozenDictionary();
    }

    static DateOnly SaturdayFrom(DateOnly day) => day.AddDays(((int)DayOfWeek.Saturday - (int)day.DayOfWeek + 7) % 7);

    /// <summary>The anonymous Gregorian computus of 1876 (also Meeus, Jones and Butcher's): right for every year of the calendar.</summary>
    static DateOnly Easter(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25;
        int g = (b - f + 1) / 3, h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4;
        int l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
        return new(year, n / 31, n % 31 + 1);
    }
}
