using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>How many readings of a plan were measured in an hour of a Helsinki day.</summary>
public sealed record PlanHour
{
    public Guid PlanId { get; init; }
    public DateOnly Day { get; init; }
    public int Hour { get; init; }
    public int Readings { get; init; }

    /// <summary>Of these, not sent yet.</summary>
    public int Drafts { get; init; }
}

/// <summary>What is measured at one time of a day: two in the morning, of which one is done.</summary>
public sealed record PlanTask(TimeOfDay Time, int Done, int Wanted)
{
    public bool IsDone => Done >= Wanted;
}

/// <summary>How it went, or goes, on a day of the plan.</summary>
public enum PlanDayState { ToCome, Today, Done, Partly, Missing }

/// <param name="Day">When it is measured; what is measured before the next such day counts for it too.</param>
public sealed record PlanDay(DateOnly Day, IReadOnlyList<PlanTask> Tasks, PlanDayState State)
{
    public int Readings => Tasks.Sum(t => t.Done);
    public bool IsDone => Tasks.All(t => t.IsDone);
}

/// <summary>How far a plan is: what was measured on each of its days, and what is to be done today. By the clock in Helsinki.</summary>
public sealed record PlanProgress(IReadOnlyList<PlanDay> Days, int Readings, int Drafts)
{
    /// <summary>Of a diary that goes on so many days back are looked at.</summary>
    const int DaysBack = 30;

    /// <summary>What is to be done now; null when nothing is: it has not begun, is over, or is not measured at times.</summary>
    public PlanDay? Today => Days.FirstOrDefault(d => d.State == PlanDayState.Today);

    public int MeasuredDays => Days.Count(d => d.Readings > 0);
    public IReadOnlyList<PlanDay> Missing => [.. Days.Where(d => d.State == PlanDayState.Missing)];

    /// <param name="hours">Of this plan; those of others are left out.</param>
    public static PlanProgress Of(Plan plan, IEnumerable<PlanHour> hours, DateOnly today)
    {
        List<PlanHour> its = [.. hours.Where(h => h.PlanId == plan.Id)];
        return new([.. DaysOf(plan, today).Select(day => Of(plan, day, its, today))], its.Sum(h => h.Readings), its.Sum(h => h.Drafts));
    }

    static IEnumerable<DateOnly> DaysOf(Plan plan, DateOnly today)
    {
        if (!plan.HasTimes) yield break;
        var first = plan.EndsOn is null && today > plan.StartsOn.AddDays(DaysBack) ? today.AddDays(-DaysBack) : plan.StartsOn;
        for (var day = first; day <= (plan.EndsOn ?? today); day = day.AddDays(1))
            if (plan.IsOn(day)) yield return day;
    }

    static PlanDay Of(Plan plan, DateOnly day, List<PlanHour> hours, DateOnly today)
    {
        var next = day.AddDays(plan.EveryDays);
        var its = hours.Where(h => h.Day >= day && h.Day < next).ToLookup(h => TimeOf(h.Hour, plan.TimesOfDay), h => h.Readings);
        IReadOnlyList<PlanTask> tasks = [.. plan.TimesOfDay.Select(time => new PlanTask(time, its[time].Sum(), plan.EachTime))];
        var over = next <= today || plan.EndsOn < today || plan.State != PlanState.Active;
        return new(day, tasks, day > today ? PlanDayState.ToCome : tasks.All(t => t.IsDone) && over ? PlanDayState.Done
            : !over ? PlanDayState.Today : tasks.Any(t => t.Done > 0) ? PlanDayState.Partly : PlanDayState.Missing);
    }

    /// <summary>Which of the plan's times an hour belongs to: the nearest. Nobody measures by the minute.</summary>
    public static TimeOfDay TimeOf(int hour, IReadOnlyList<TimeOfDay> times) => times.MinBy(time => Math.Abs(Middle(time) - (hour + 0.5)));

    static double Middle(TimeOfDay time) => time switch { TimeOfDay.Morning => 8, TimeOfDay.Evening => 20, _ => 13.5 };

    /// <summary>From when until when something is done at a time of a day.</summary>
    public static (DateTimeOffset From, DateTimeOffset To) Window(DateOnly day, TimeOfDay time)
    {
        var (from, to) = time switch { TimeOfDay.Morning => (5, 11), TimeOfDay.Day => (11, 17), TimeOfDay.Evening => (17, 23), _ => (5, 23) };
        return (At(day, from), At(day, to));
    }

    /// <summary>None of these hours is ever left out or twice when the clocks are moved.</summary>
    static DateTimeOffset At(DateOnly day, int hour)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        return new DateTimeOffset(local, HelsinkiTime.Zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
