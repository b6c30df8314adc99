namespace Portal.Features.Measurements;

/// <summary>The room's SQL that everything stands on; the parts have their own beside it.</summary>
static class MeasurementQueries
{
    /// <summary>All readings that the actor may see, in all their versions: what the others begin with.</summary>
    public const string Readings = """
        select r.id, r.version, r.latest, r.subject, r.measure, r.plan_id, r.measured_at, r.value1, r.value2, r.value3, r.meter_shows, r.context, r.posture, r.device, r.measured_by,
        r.words, r.confirmed, r.withdraws, r.entered_by, r.entered_basis, r.entered_at, r.source, r.state, r.danger, r.case_id, r.sent_at, r.seen_at,
        r.review_id, r.reason, r.delivered_at
        from measurements.reading r
        """;

    public const string Plans = """
        select p.id, p.subject, p.measure, p.template, p.queue, p.unit, p.ordered_by, p.case_id, p.ordered_at, p.starts_on, p.ends_on, p.times, p.each_time::int as each_time,
        p.every_days::int as every_days, p.target_from, p.target_under, p.target_under_second, p.look_by, p.note, p.state, p.ended_at, p.stop_reason,
        p.open_to_delegate, p.ordered_unit
        from measurements.plan p
        """;

    /// <summary>A row for each; one that is there already stays as it is.</summary>
    public const string Enter = """
        insert into measurements.reading (id, version, subject, open_to_delegate, measure, plan_id, measured_at, value1, value2, value3, meter_shows, context, posture, device,
          measured_by, words, confirmed, withdraws, entered_by, entered_basis, entered_at, source, state, danger, case_id, sent_at)
        values (@id, @version, @subject, @open_to_delegate, @measure, @plan_id, @measured_at, @value1, @value2, @value3, @meter_shows, @context, @posture, @device,
          @measured_by, @words, @confirmed, @withdraws, @entered_by, @entered_basis, @entered_at, @source, @state, @danger, @case_id, @sent_at)
        """;

    public const string Latest = Readings + " where r.id = @id and r.latest";

    /// <summary>One act about a reading at a time.</summary>
    public const string LatestLocked = Latest + " for update";

    /// <summary>Of these, those that are there, in their latest version.</summary>
    public const string Some = Readings + " where r.id = any(@ids) and r.latest";

    public const string Versions = Readings + " where r.id = @id order by r.version";

    public const string NoLonger = "update measurements.reading set latest = false where id = @id and latest";

    /// <summary>Drafts that become part of a submission; each told by its id.</summary>
    public const string Send = """
        update measurements.reading set state = 'sent', case_id = @case_id, sent_at = @now
        where id = any(@ids) and latest and state = 'draft' and subject = @subject
        """;

    /// <summary>Drafts, locked: two sendings at once send each reading once.</summary>
    public const string DraftsLocked = Readings + """
         where r.id = any(@ids) and r.latest and r.state = 'draft' and r.subject = @subject order by r.measured_at, r.id for update
        """;

    public const string OfCase = Readings + " where r.case_id = @case_id and r.latest order by r.measured_at, r.id";

    public const string Plan = Plans + " where p.id = @id";

    public const string PlansOf = Plans + """
         where p.subject = @subject and (p.state = 'active' or p.ended_at > @since) order by p.state, p.starts_on desc, p.id
        """;

    /// <summary>Of some plans, those that are active.</summary>
    public const string ActivePlans = Plans + " where p.id = any(@ids) and p.subject = @subject and p.state = 'active'";

    /// <summary>Whether a version of the reading has been accepted: then it is, or will be, in the patient record.</summary>
    public const string WasAccepted = "select exists (select from measurements.reading where id = @id and state = 'accepted')";

    /// <summary>What was measured before: for limits that are about a change, or about one's own best.</summary>
    public const string Earlier = """
        select r.id, r.measure, r.measured_at, r.value1, r.value2, r.value3 from measurements.reading r
        where r.subject = @subject and r.measure = any(@measures) and r.latest and r.state <> 'withdrawn' and r.measured_at between @since and @until
        """;
}
