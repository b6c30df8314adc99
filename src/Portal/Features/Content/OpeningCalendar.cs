using Portal.Platform.Web;

namespace Portal.Features.Content;

/// <summary>How late a place is open on Midsummer Eve and Christmas Eve: not at all, as on other days, or until a time.</summary>
public readonly record struct Eves(TimeOnly Until)
{
    public static readonly Eves Closed = new(TimeOnly.MinValue);
    public static readonly Eves Open = new(TimeOnly.MaxValue);
}

/// <summary>One opening: open from the first moment up to, and not including, the last.</summary>
public readonly record struct Opening(DateTimeOffset From, DateTimeOffset To);

/// <summary>
/// When a place or a channel is open, as instants: its weekly hours in Helsinki time, without public holidays, and on the
/// eves as they say. Opening time is real time that passes: on the night the clock is moved it is counted as it is lived.
/// </summary>
public sealed record OpeningCalendar
{
    readonly ILookup<DayOfWeek, (TimeOnly From, TimeOnly To)> week;
    readonly Eves eves;

    /// <exception cref="ArgumentException">There are no hours: such a place would never open again.</exception>
    public OpeningCalendar(IReadOnlyList<OpeningHours> hours, Eves eves)
    {
        week = hours.SelectMany(h => h.Days.Select(day => (day, h.From, h.To))).ToLookup(h => h.day, h => (h.From, h.To));
        this.eves = eves;
        if (week.Count == 0) throw new ArgumentException("There are no opening hours", nameof(hours));
    }

    public bool IsOpen(DateTimeOffset at) => OpeningsFrom(at).First().From <= at;

    /// <summary>The first moment at or after this one when it is open: this one itself when it is open now.</summary>
    public DateTimeOffset NextOpening(DateTimeOffset at) => Later(OpeningsFrom(at).First().From, at);

    /// <summary>The end of the opening that goes on now; null when it is closed.</summary>
    public DateTimeOffset? Closes(DateTimeOffset at) => OpeningsFrom(at).First() is var now && now.From <= at ? now.To : null;

    /// <summary>The moment when so much opening time has passed. A promise that runs out at closing time is due at closing time.</summary>
    public DateTimeOffset Add(DateTimeOffset at, TimeSpan openTime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(openTime, TimeSpan.Zero);
        if (openTime == TimeSpan.Zero) return at.ToUniversalTime();
        foreach (var opening in OpeningsFrom(at))
        {
            var from = Later(opening.From, at);
            if (opening.To - from >= openTime) return from + openTime;
            openTime -= opening.To - from;
        }
        throw new InvalidOperationException("The calendar ended before the opening time did");
    }

    /// <summary>How much opening time there is between two moments; none when the second is not later.</summary>
    public TimeSpan OpenTimeBetween(DateTimeOffset a, DateTimeOffset b)
    {
        var sum = TimeSpan.Zero;
        foreach (var opening in OpeningsFrom(a).TakeWhile(o => o.From < b))
            sum += (opening.To < b ? opening.To : b) - Later(opening.From, a);
        return sum > TimeSpan.Zero ? sum : TimeSpan.Zero;
    }

    /// <summary>The openings of a Helsinki day, in order; those that meet or overlap are one.</summary>
    public IReadOnlyList<Opening> OpeningsOn(DateOnly day)
    {
        var holiday = FinnishHolidays.On(day);
        if (holiday is { Eve: false }) return [];
        var openings = new List<Opening>();
        foreach (var (from, to) in week[day.DayOfWeek].Order())
        {
            var end = holiday is { Eve: true } && eves.Until < to ? eves.Until : to;
            if (end <= from) continue;
            var next = new Opening(At(day, from), At(day, end));
            if (openings.Count > 0 && openings[^1].To >= next.From) openings[^1] = new(openings[^1].From, Later(openings[^1].To, next.To));
            else openings.Add(next);
        }
        return openings;
    }

    /// <summary>The holiday or eve that keeps it closed all day, or closes it earlier, on a day when it would otherwise be open.</summary>
    public Holiday? ClosedFor(DateOnly day) =>
        FinnishHolidays.On(day) is { } holiday && week[day.DayOfWeek].Any(h => !holiday.Eve || eves.Until < h.To) ? holiday : null;

    /// <summary>What is open at a moment or later. Never empty: every weekday is an ordinary day most of the year.</summary>
    IEnumerable<Opening> OpeningsFrom(DateTimeOffset at)
    {
        for (var day = at.HelsinkiDate(); day < DateOnly.MaxValue; day = day.AddDays(1))
            foreach (var opening in OpeningsOn(day))
                if (opening.To > at) yield return opening;
    }

    /// <summary>A time that the clock jumps over in spring is the moment after the jump, and one that it shows twice in autumn the later of the two.</summary>
    static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, HelsinkiTime.Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => (a > b ? a : b).ToUniversalTime();
}
