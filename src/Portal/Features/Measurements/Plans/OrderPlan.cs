using Portal.Features.Audit;
using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>What a professional wants to be measured: a template, with what they have changed of it.</summary>
/// <param name="Id">Made by the page: ordering twice is once.</param>
/// <param name="Within">Working days of the queue's unit after the last day, within which it is looked at.</param>
sealed record PlanOrder(Guid Id, PlanTemplate Template, Queue Queue, DateOnly StartsOn, int Days, Target? Target, string? Note, int Within)
{
    public const int MaxNote = 500, MostDays = 366, MostWithin = 30, DaysAhead = 90;

    public DateOnly EndsOn => StartsOn.AddDays(Days - 1);

    /// <summary>The closing time of the last of the working days: the unit's own, public holidays left out.</summary>
    public DateTimeOffset LookBy => By(Queue.Unit.Calendar, EndsOn, Within);

    static DateTimeOffset By(OpeningCalendar calendar, DateOnly day, int left)
    {
        while (true)
        {
            day = day.AddDays(1);
            if (calendar.OpeningsOn(day) is [.., var last] && --left == 0) return last.To;
        }
    }
}

/// <summary>
/// Orders measurements for somebody whom the professional has: the plan, its line in the audit log, what the resident and
/// the patient record are told, all or none.
/// </summary>
sealed class OrderPlan(PortalDb db, Announce announce, LoginFacade people, NotificationsFacade notifications, AuditFacade audit, TimeProvider clock)
{
    /// <summary>Days … TooLong: what is to be mended in the order.</summary>
    public enum Outcome { Ordered, Days, Start, Within, Target, TooLong, NotFound }

    /// <param name="whom">As <see cref="OrderWhom"/> has found them for this professional.</param>
    public async Task<Outcome> Handle(Professional professional, Whom whom, PlanOrder order, CancellationToken ct)
    {
        if (Check(order) is { } fault) return fault;
        var template = order.Template;
        await using var work = db.As(professional);
        var ordered = await work.QueryOne<Guid?>(PlanQueries.Order, new
        {
            id = order.Id, subject = whom.Subject, open_to_delegate = whom.OpenToDelegate, measure = template.Measure.Id, template = template.Id,
            queue = order.Queue.Id, unit = order.Queue.Unit.Id, ordered_by = professional.StaffId, ordered_unit = professional.Unit, case_id = whom.Case?.Id,
            now = clock.GetUtcNow(), starts_on = order.StartsOn, ends_on = order.EndsOn, times = template.Times.Select(t => EnumText.Of(t)).ToArray(),
            each_time = (short)template.ReadingsEachTime, every_days = (short)template.EveryDays, target_from = order.Target?.From, target_under = order.Target?.Under,
            target_under_second = order.Target?.UnderSecond, look_by = order.LookBy, note = string.IsNullOrWhiteSpace(order.Note) ? null : order.Note.Trim(),
        }, ct);
        if (ordered is null)
            return await work.QueryOne<Plan>(MeasurementQueries.Plan, new { id = order.Id }, ct) is { } known && known.Subject == whom.Subject ? Outcome.Ordered : Outcome.NotFound;
        audit.Record(work, "measurements.plan.ordered", order.Id, whom.Subject);
        people.OpenToUnit(work, whom.Subject, order.Queue.Unit.Id);
        if (order.Queue.Unit.Id != professional.Unit) people.OpenToUnit(work, whom.Subject, professional.Unit);
        announce.Planned(work, professional.Unit, professional.StaffId, whom.Subject, order.Id, 1);
        notifications.Send(work, whom.Subject, MessageTemplate.PlanOrdered, order.Id, null, null, $"{MessageTemplate.PlanOrdered}:{order.Id}");
        await work.Commit(ct);
        return Outcome.Ordered;
    }

    /// <summary>What is to be mended; null when it can be ordered.</summary>
    public Outcome? Check(PlanOrder order)
    {
        var today = clock.GetUtcNow().HelsinkiDate();
        return order switch
        {
            { Days: < 1 or > PlanOrder.MostDays } => Outcome.Days,
            _ when order.StartsOn < today || order.StartsOn > today.AddDays(PlanOrder.DaysAhead) => Outcome.Start,
            { Within: < 1 or > PlanOrder.MostWithin } => Outcome.Within,
            { Target: { } target } when !Fits(target, order.Template.Measure) => Outcome.Target,
            { Note.Length: > PlanOrder.MaxNote } => Outcome.TooLong,
            _ => null,
        };
    }

    /// <summary>A target that values of the measure can meet and miss.</summary>
    static bool Fits(Target target, Measure measure) =>
        !(target.From >= target.Under) && IsWithin(target.From, measure, 0) && IsWithin(target.Under, measure, 0) && IsWithin(target.UnderSecond, measure, 1);

    static bool IsWithin(decimal? limit, Measure measure, int quantity) =>
        limit is null || quantity < measure.Quantities.Count && measure.Quantities[quantity] is var q && limit > q.Lowest && limit <= q.Highest && limit.Value.Scale <= q.Decimals;
}
