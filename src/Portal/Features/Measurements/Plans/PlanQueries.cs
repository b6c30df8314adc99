namespace Portal.Features.Measurements.Plans;

/// <summary>SQL of plans: ordered, kept for oneself, followed, ended.</summary>
static class PlanQueries
{
    /// <summary>No row when it is there already: the same form sent again.</summary>
    public const string Order = """
        insert into measurements.plan (id, subject, open_to_delegate, measure, template, queue, unit, ordered_by, ordered_unit, case_id, ordered_at, starts_on, ends_on,
          times, each_time, every_days, target_from, target_under, target_under_second, look_by, note)
        values (@id, @subject, @open_to_delegate, @measure, @template, @queue, @unit, @ordered_by, @ordered_unit, @case_id, @now, @starts_on, @ends_on,
          @times, @each_time, @every_days, @target_from::numeric, @target_under::numeric, @target_under_second::numeric, @look_by, @note)
        on conflict (id) do nothing returning id
        """;

    public const string Diary = """
        insert into measurements.plan (id, subject, open_to_delegate, measure, ordered_at, starts_on, times, each_time, every_days)
        values (@id, @subject, @open_to_delegate, @measure, @now, @starts_on, @times, 1, @every_days)
        on conflict (id) do nothing
        """;

    /// <summary>What is active for a person, as far as the actor may see it.</summary>
    public const string Active = MeasurementQueries.Plans + " where p.subject = @subject and p.state = 'active' order by p.queue is null, p.starts_on, p.id";

    /// <summary>The newest of a plan, in order of time.</summary>
    public const string Readings = "select * from (" + MeasurementQueries.Readings + " where r.plan_id = @id and r.latest and r.state <> 'withdrawn' and not r.withdraws order by r.measured_at desc limit @most) newest order by measured_at, id";

    /// <summary>What a unit has ordered or looks at; the first to end first.</summary>
    public const string OfUnit = MeasurementQueries.Plans + """
         where (p.unit = @unit or p.ordered_unit = @unit) and p.state = 'active' order by p.ends_on, p.id limit 500
        """;

    /// <summary>The resident's own way to the hours of plans: by the readings that they may see.</summary>
    public const string OwnHours = """
        select r.plan_id, (r.measured_at at time zone 'Europe/Helsinki')::date as day, extract(hour from r.measured_at at time zone 'Europe/Helsinki')::int as hour,
          count(*)::int as readings, (count(*) filter (where r.state = 'draft'))::int as drafts
        from measurements.reading r where r.plan_id = any(@ids) and r.latest and r.state <> 'withdrawn' and not r.withdraws group by 1, 2, 3
        """;

    /// <summary>Everybody else's: numbers, and no readings.</summary>
    public const string Hours = "select plan_id, day, hour, readings, drafts from measurements.plan_hours(@ids)";

    public const string Helpers = "select unnest(measurements.plan_helpers(@id))";

    /// <summary>Whoever comes second changes nothing.</summary>
    public const string Stop = "update measurements.plan set state = 'stopped', ended_at = @now, stop_reason = @reason where id = @id and state = 'active' returning id";

    public const string End = "update measurements.plan set state = 'ended', ended_at = @now where id = @id";

    public const string Due = "select id from measurements.plan where state = 'active' and ends_on < @today order by ends_on, id limit @most";

    /// <summary>One process ends it: another that looks at the same moment passes it by.</summary>
    public const string TakeDue = MeasurementQueries.Plans + " where p.id = @id and p.state = 'active' and p.ends_on < @today for update skip locked";

    public const string Drafts = MeasurementQueries.Readings + " where r.plan_id = @id and r.latest and r.state = 'draft' order by r.measured_at, r.id for update";

    /// <summary>Plans with something to measure on this day that have not been looked at for a reminder.</summary>
    public const string TakeUnreminded = MeasurementQueries.Plans + """
         where p.state = 'active' and p.unit is not null and p.starts_on <= @today and p.ends_on >= @today and (@today - p.starts_on) % p.every_days = 0
          and p.reminded_on is distinct from @today order by p.id limit @most for update skip locked
        """;

    public const string Reminded = "update measurements.plan set reminded_on = @today where id = any(@ids)";
}
