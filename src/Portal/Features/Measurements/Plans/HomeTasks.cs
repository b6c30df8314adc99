using System.Globalization;
using Portal.Features.Cases;
using Portal.Platform;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>On the resident's home page: what a professional has ordered to be measured now, and a plan that is new.</summary>
sealed class HomeTasks(ReadPlans read, PlanWords words, PlansTexts texts, TimeProvider clock) : IHomeDuties
{
    /// <summary>So long a new plan is shown even when there is nothing to measure at the moment.</summary>
    static readonly TimeSpan New = TimeSpan.FromDays(1);

    public string Area => "measurements";
    public string WhenSilent => texts["home-silent"];

    public async Task<HomePart> For(Resident resident, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        List<Duty> duties = [];
        foreach (var its in (await read.Active(resident, ct)).Where(f => f.Plan.IsWatched))
            if (Due(its, now) is { Count: > 0 } tasks) duties.AddRange(tasks);
            else if (its.Plan.StartsOn > now.HelsinkiDate() || its.Plan.OrderedAt > now - New && its.Progress.Readings == 0) duties.Add(NewPlan(its.Plan));
        return duties.Count == 0 ? HomePart.Nothing : new(duties, []);
    }

    /// <summary>Only in its time of day: what is missed in the morning is not asked for in the evening.</summary>
    List<Duty> Due(FollowedPlan its, DateTimeOffset now)
    {
        if (its.Progress.Today is not { } today) return [];
        return [.. from task in today.Tasks
            where !task.IsDone
            let window = PlanProgress.Window(now.HelsinkiDate(), task.Time)
            where window.From <= now && now < window.To
            select Measure(its, task, window.To)];
    }

    Duty Measure(FollowedPlan its, PlanTask task, DateTimeOffset by)
    {
        var name = words.Name(its.Plan, CultureInfo.CurrentUICulture);
        var why = task.Done > 0 ? texts["home-some", name, task.Done, task.Wanted] : its.Progress.Days.LastOrDefault(d => d.State != PlanDayState.ToCome && d.State != PlanDayState.Today) is { State: PlanDayState.Missing }
            ? texts["home-missed", name] : texts["home-why", name];
        return new(texts[$"home-{(task.Time == Content.TimeOfDay.Any ? "any" : "time")}", name, words.Time(task.Time).ToLower(CultureInfo.CurrentCulture)], why, by, Record(its.Plan), texts["home-do"]);
    }

    Duty NewPlan(Plan plan) => new(texts["home-new", words.Name(plan, CultureInfo.CurrentUICulture)], texts["home-new-why", words.Period(plan, CultureInfo.CurrentUICulture)], null,
        $"/{Language.Current.Code}/measurements/plan/{plan.Id}", texts["home-new-do"]);

    /// <summary>Where a plan's readings are entered.</summary>
    public static string Record(Plan plan) => $"/{Language.Current.Code}/measurements/{plan.Measure}?plan={plan.Id}";
}
