using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Booking;

/// <summary>Finds free times. They are the same for everybody and say nothing about anybody, so nothing is audited.</summary>
sealed class FindFreeTimes(PortalDb db, TimeProvider clock)
{
    /// <summary>How far ahead times are looked for.</summary>
    static readonly TimeSpan Ahead = TimeSpan.FromDays(120);

    /// <summary>Sorts after every id: "after this instant".</summary>
    static readonly Guid Last = new("ffffffff-ffff-ffff-ffff-ffffffffffff");

    /// <summary>The next free times of a service in order; <paramref name="units"/> narrows to these units (the nearest ones).</summary>
    public async Task<List<FreeTime>> Next(string service, TimeFilter filter, IReadOnlyList<string>? units, int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var earliest = now + BookingRules.Lead;
        var (after, before) = (earliest, now + Ahead);
        if (filter.Day is { } day) (after, before) = (Later(day.StartsAt().AddTicks(-1), earliest), day.AddDays(1).StartsAt());
        var afterId = Last;
        if (filter.After is { } place && place.At >= after) (after, afterId) = (place.At, place.Slot);
        await using var work = db.As(Visitor.Instance);
        return await work.CommitWith<FreeTime>(FreeTimeQueries.List, new
        {
            service, now, after, after_id = afterId, before, limit,
            units = filter.Unit is { } unit ? [unit] : units?.ToArray(),
            mode = filter.Mode, language = filter.Language, professional = filter.Professional,
            from_hour = filter.Hours?.From, to_hour = filter.Hours?.To,
        }, ct);
    }

    /// <summary>One time, if it can still be offered for the service; it may have been taken.</summary>
    public async Task<FreeTime?> One(string service, Guid slot, CancellationToken ct)
    {
        await using var work = db.As(Visitor.Instance);
        return (await work.CommitWith<FreeTime>(FreeTimeQueries.One, new { service, slot, after = clock.GetUtcNow() + BookingRules.Lead }, ct)).SingleOrDefault();
    }

    /// <summary>Free times per day of a month.</summary>
    public async Task<Dictionary<DateOnly, int>> Month(string service, DateOnly firstDay, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = db.As(Visitor.Instance);
        var days = await work.CommitWith<DayCount>(FreeTimeQueries.Days, new
        {
            service, now,
            after = Later(firstDay.StartsAt().AddTicks(-1), now + BookingRules.Lead), before = firstDay.AddMonths(1).StartsAt(),
        }, ct);
        return days.ToDictionary(d => d.Day, d => d.Free);
    }

    public async Task<List<Giver>> Professionals(string service, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = db.As(Visitor.Instance);
        return await work.CommitWith<Giver>(FreeTimeQueries.Professionals, new { service, after = now, before = now + Ahead }, ct);
    }

    static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    sealed record DayCount
    {
        public DateOnly Day { get; init; }
        public int Free { get; init; }
    }
}

/// <summary>A professional who gives a service.</summary>
public sealed record Giver
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Title { get; init; } = "";
}
