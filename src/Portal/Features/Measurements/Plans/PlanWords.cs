using System.Globalization;
using Portal.Features.Content;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

sealed class PlansTexts() : Texts("Features.Measurements.Plans");

/// <summary>Plans in words, in a language that is said: who orders sees what the resident will see.</summary>
sealed class PlanWords(PlansTexts texts, ContentFacade content)
{
    public string Name(Plan plan, CultureInfo c) =>
        content.PlanTemplate(plan.Template)?.Name.In(c) ?? texts.In(c, "diary-name", content.Measure(plan.Measure)?.Name.In(c) ?? plan.Measure);

    /// <summary>What to do and why, as the template says.</summary>
    public string? About(Plan plan, CultureInfo c) => content.PlanTemplate(plan.Template)?.Text.In(c);

    /// <summary>"Every day in the morning and in the evening, 2 readings each time".</summary>
    public string Often(Plan plan, CultureInfo c)
    {
        if (!plan.HasTimes) return texts.In(c, "often-free");
        var days = plan.EveryDays switch { 1 => texts.In(c, "often-daily"), 7 => texts.In(c, "often-weekly"), _ => texts.In(c, "often-days", plan.EveryDays) };
        var times = plan.TimesOfDay is [TimeOfDay.Any] ? "" : " " + Join(plan.TimesOfDay.Select(t => texts.In(c, $"at-{EnumText.Of(t)}")), c);
        return days + times + (plan.EachTime > 1 ? texts.In(c, "often-each", plan.EachTime) : "");
    }

    /// <summary>"Mon 23 Nov – Sun 29 Nov, 7 days", or since when a diary is kept.</summary>
    public string Period(Plan plan, CultureInfo c) => plan.EndsOn is { } end
        ? texts.In(c, "period", plan.StartsOn.ShortDate(c), end.ShortDate(c), end.DayNumber - plan.StartsOn.DayNumber + 1)
        : texts.In(c, "period-open", plan.StartsOn.PlainDate(c));

    /// <summary>"under 135/85 mmHg", "at least 88 %"; null when there is none.</summary>
    public string? Target(Plan plan, CultureInfo c)
    {
        if (content.Measure(plan.Measure) is not { IsWords: false } measure) return null;
        if (plan.Target is { } its) return Target(its, measure, c);
        var byContext = content.PlanTemplate(plan.Template)?.Targets ?? new Dictionary<string, Target>();
        return byContext.Count == 0 ? null : string.Join(", ", measure.Contexts.Where(x => byContext.ContainsKey(x.Id)).Select(x => $"{x.Name.In(c).ToLower(c)}: {Target(byContext[x.Id], measure, c)}"));
    }

    string Target(Target target, Measure measure, CultureInfo c)
    {
        var unit = measure.Quantities[0].Unit;
        var from = target.From is { } lowest ? texts.In(c, "target-from", TypedNumber.Show(lowest, c), unit) : null;
        var under = (target.Under, target.UnderSecond) switch
        {
            ({ } first, { } second) => texts.In(c, "target-under-both", TypedNumber.Show(first, c), TypedNumber.Show(second, c), unit),
            ({ } first, null) => texts.In(c, "target-under", TypedNumber.Show(first, c), unit),
            (null, { } second) => texts.In(c, "target-under-named", measure.Quantities[1].Name.In(c).ToLower(c), TypedNumber.Show(second, c), unit),
            _ => null,
        };
        return Join([.. new[] { from, under }.OfType<string>()], c);
    }

    /// <summary>Who looks at it, by when.</summary>
    public string LookedAt(Plan plan, CultureInfo c) => plan is { Queue: { } queue, LookBy: { } by }
        ? texts.In(c, "looked-at", content.Queue(queue)?.Name.In(c) ?? queue, by.HelsinkiDate().ShortDate(c)) : texts.In(c, "nobody-looks");

    /// <summary>"Morning", "Today".</summary>
    public string Time(TimeOfDay time) => texts[$"time-{EnumText.Of(time)}"];

    string Join(IEnumerable<string> parts, CultureInfo c)
    {
        List<string> all = [.. parts];
        return all.Count < 2 ? string.Concat(all) : texts.In(c, "and", string.Join(", ", all[..^1]), all[^1]);
    }
}
