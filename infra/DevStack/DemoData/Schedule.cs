namespace Portal.DevStack.DemoData;

/// <summary>A time that can be booked, as it goes into booking.slot.</summary>
public sealed record Slot(Guid Id, string UnitId, Guid ProfessionalId, Guid? RoomId, string[] Services, string Mode, DateTimeOffset StartsAt, DateTimeOffset EndsAt);

/// <summary>
/// The working days of the demo professionals as bookable times. The same catalogue, people and dates always give the
/// same times, so that a second start adds nothing.
/// </summary>
public sealed class Schedule(Catalogue catalogue)
{
    static readonly TimeZoneInfo Helsinki = TimeZoneInfo.FindSystemTimeZoneById("Europe/Helsinki");
    static readonly TimeSpan Lunch = TimeSpan.FromMinutes(30), Break = TimeSpan.FromMinutes(15);

    // These need an empty stomach: nobody fasts until the afternoon.
    static readonly HashSet<string> MorningOnly = ["laboratory-fasting", "glucose-tolerance-test"];
    static readonly TimeOnly MorningEnds = new(11, 0);

    /// <summary>What one person sees people for at a stretch: services that take equally long and are given in the same way.</summary>
    sealed record Kind(int Minutes, string Mode, string[] Services);

    /// <summary>The times of one professional on one day; none on a day off. <paramref name="today"/> decides how full the day already is.</summary>
    public IEnumerable<Slot> TimesOf(Professional who, DateOnly day, DateOnly today)
    {
        var unit = catalogue.Units[who.Unit];
        if (FinnishHolidays.IsClosed(day) || !who.Days.Contains(Catalogue.Short(day.DayOfWeek))) yield break;
        if (!unit.Remote && FinnishHolidays.IsEve(day)) yield break;
        if (unit.OpenOn(day.DayOfWeek) is not var (opens, closes)) yield break;

        var kinds = KindsOf(who).ToArray();
        var salt = who.Id.ToByteArray()[0];
        var turn = day.DayNumber + salt;
        foreach (var (from, to) in Stretches(who.From ?? opens, who.To ?? closes, salt))
        {
            var kind = kinds[turn++ % kinds.Length];
            for (var at = from; to - at >= TimeSpan.FromMinutes(kind.Minutes) && at < to; at = at.AddMinutes(kind.Minutes))
            {
                var services = kind.Services.Where(s => at < MorningEnds || !MorningOnly.Contains(s)).ToArray();
                var id = DemoId.Of("slot", who.Id.ToString(), day.ToString("O"), at.ToString("O"));
                if (services.Length == 0 || IsTaken(id, day, today)) continue;
                var start = Utc(day, at);
                yield return new(id, who.Unit, who.Id, kind.Mode == "on-site" ? RoomOf(who) : null, services, kind.Mode, start, start.AddMinutes(kind.Minutes));
            }
        }
    }

    /// <summary>Everyone who works on site has a room of their own.</summary>
    public static Guid RoomOf(Professional who) => DemoId.Of("room", who.Id.ToString());

    /// <summary>In turn, stretch by stretch; a kind with many services comes up more often.</summary>
    IEnumerable<Kind> KindsOf(Professional who)
    {
        var unit = catalogue.Units[who.Unit];
        var kinds = catalogue.Services
            .Where(s => s.Booking == "direct" && s.Who == who.Title && s.Units.Contains(who.Unit) && (who.Services?.Contains(s.Id) ?? true))
            .SelectMany(s => s.Modes.Where(mode => (mode != "on-site") == unit.Remote).Select(mode => (s.DurationMinutes, Mode: mode, s.Id)))
            .GroupBy(s => (s.DurationMinutes, s.Mode), s => s.Id)
            .Select(g => new Kind(g.Key.DurationMinutes, g.Key.Mode, [.. g]))
            .OrderBy(k => k.Minutes).ThenBy(k => k.Mode, StringComparer.Ordinal).ToList();
        if (kinds.Count == 0) throw new InvalidOperationException($"{who.Name} gives no service that can be booked: {who.Title} in {who.Unit}");
        return Enumerable.Range(0, kinds.Max(k => k.Services.Length)).SelectMany(round => kinds.Where(k => k.Services.Length > round));
    }

    /// <summary>The day between its breaks. Not everyone goes to lunch at the same time.</summary>
    static IEnumerable<(TimeOnly From, TimeOnly To)> Stretches(TimeOnly from, TimeOnly to, int salt)
    {
        (TimeOnly At, TimeSpan Length)[] breaks = [(new TimeOnly(10, 45).AddMinutes(salt % 4 * 15), Lunch), (new TimeOnly(13, 45).AddMinutes(salt % 3 * 15), Break), (new(16, 0), Break)];
        foreach (var (at, length) in breaks)
        {
            if (at <= from || at.Add(length) >= to) continue;
            yield return (from, at);
            from = at.Add(length);
        }
        yield return (from, to);
    }

    /// <summary>The demo county is busy: of the coming days most times are gone, of later weeks few.</summary>
    static bool IsTaken(Guid id, DateOnly day, DateOnly today)
    {
        var freePercent = (day.DayNumber - today.DayNumber) switch { < 7 => 35, < 21 => 60, _ => 85 };
        return id.ToByteArray()[1] * 100 / 256 >= freePercent;
    }

    static DateTimeOffset Utc(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Helsinki.GetUtcOffset(local)).ToUniversalTime();
    }
}
