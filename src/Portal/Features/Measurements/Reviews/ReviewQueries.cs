namespace Portal.Features.Measurements.Reviews;

/// <summary>Submissions as professionals go through them.</summary>
static class ReviewQueries
{
    const string IsUndecided = "r.latest and r.state in ('sent', 'seen', 'wanted')";

    public const string Undecided = MeasurementQueries.Readings + " where r.case_id = @id and " + IsUndecided + " order by r.measured_at, r.id";

    /// <summary>Of some submissions, how many there are; none of those without. The wall is asked once a case, not once a reading.</summary>
    public const string UndecidedOf = """
        select u.case_id, u.count from measurements.undecided(array(select c from unnest(@ids::uuid[]) c where platform.sees_case(c))) u
        """;

    /// <summary>Kept from corrections until the commit. Readings are locked before their case, here as in every act.</summary>
    public const string LockUndecided = "select r.id from measurements.reading r where r.case_id = @id and " + IsUndecided + " order by r.id for update";

    /// <summary>The first time that a professional opens the submission; each reading once.</summary>
    public const string MarkSeen = "update measurements.reading set state = 'seen', seen_at = @now where case_id = @id and latest and state = 'sent' returning id";

    public const string Earlier = MeasurementQueries.Readings + " where r.id = any(@ids) and not r.latest order by r.version";

    public const string PlansNamed = MeasurementQueries.Plans + " where p.id = any(@ids)";

    /// <summary>A mistake that is accepted as such is out of the record; anything else is in it.</summary>
    public const string Accept = """
        update measurements.reading set state = case when withdraws then 'withdrawn' else 'accepted' end, review_id = @review, reason = null where id = any(@ids) and latest
        """;

    public const string Refuse = """
        update measurements.reading r set state = 'refused', review_id = @review, reason = l.reason
        from unnest(@ids::uuid[], @reasons::text[]) as l (id, reason) where r.id = l.id and r.latest
        """;

    public const string Want = "update measurements.reading set state = 'wanted', review_id = @review, reason = @reason where id = any(@ids) and latest";

    public const string Made = """
        insert into measurements.review (id, case_id, subject, unit, measure, plan_id, by, at, decision, readings, days, from_at, until_at, mean1, mean2, mean3, first_day_out)
        values (@id, @case_id, @subject, @unit, @measure, @plan_id, @by, @at, @decision, @readings, @days, @from_at, @until_at, @mean1, @mean2, @mean3, @first_day_out)
        """;

    public const string IsMade = "select exists (select from measurements.review where id = any(@ids))";

    const string Reviews = """
        v.id, v.case_id, v.subject, v.unit, v.measure, v.plan_id, v.by, v.at, v.decision, v.readings, v.days, v.from_at, v.until_at, v.mean1, v.mean2, v.mean3, v.first_day_out
        from measurements.review v
        """;

    /// <summary>The latest of each measure, as far as the actor sees its case.</summary>
    public const string Last = "select distinct on (v.measure) " + Reviews + """
         where v.subject = @subject and v.measure = any(@measures) and v.decision <> 'more' order by v.measure, v.at desc
        """;
}
