namespace Portal.Features.Measurements;

/// <summary>The SQL of recording and sending: what the resident's pages show.</summary>
static class RecordQueries
{
    /// <summary>Of each measure the latest reading: an index lookup each, however many readings there are.</summary>
    public const string LatestOfEach = """
        select found.* from unnest(@measures::text[]) m cross join lateral (
        """ + MeasurementQueries.Readings + """
         where r.subject = @subject and r.measure = m and r.latest and r.state <> 'withdrawn' order by r.measured_at desc, r.id desc limit 1) found
        """;

    /// <summary>Not sent yet, the oldest first.</summary>
    public const string Drafts = MeasurementQueries.Readings + " where r.subject = @subject and r.latest and r.state = 'draft' order by r.measured_at, r.id limit 1000";

    public const string DraftCount = "select count(*)::int from measurements.reading r where r.subject = @subject and r.latest and r.state = 'draft'";

    /// <summary>Of a measure, the newest first.</summary>
    public const string Recent = MeasurementQueries.Readings + " where r.subject = @subject and r.measure = @measure and r.latest order by r.measured_at desc, r.id desc limit @limit";

    /// <summary>How many readings of some submissions are how far.</summary>
    public const string StatesOf = """
        select r.case_id, r.state, count(*)::int as count from measurements.reading r where r.case_id = any(@ids) and r.latest group by r.case_id, r.state
        """;

    /// <summary>Who decided, and when.</summary>
    public const string Reviews = "select v.id, v.by, v.at from measurements.review v where v.id = any(@ids)";

    /// <summary>Refused, or more of it is wanted, and nothing of the kind has been measured since.</summary>
    public const string Asked = """
        select distinct on (r.measure) r.id, r.measure, r.state, r.reason, r.case_id, v.at from measurements.reading r join measurements.review v on v.id = r.review_id
        where r.subject = @subject and r.latest and r.state in ('refused', 'wanted') and r.measured_at > @since
          and not exists (select from measurements.reading n where n.subject = r.subject and n.measure = r.measure and n.latest and n.measured_at > @since
            and n.entered_at > v.at and n.state <> 'withdrawn')
        order by r.measure, r.state desc, v.at desc
        """;

    /// <summary>Drafts that have waited for long, without those of an own diary, which need not be sent.</summary>
    public const string Waiting = """
        select count(*)::int as count, min(r.entered_at) as oldest from measurements.reading r left join measurements.plan p on p.id = r.plan_id
        where r.subject = @subject and r.latest and r.state = 'draft' and (r.plan_id is null or p.queue is not null)
        """;

    /// <summary>What a professional entered beside somebody.</summary>
    public const string Assisted = "select * from measurements.assisted(@subject, @from, @until)";

    /// <summary>Of some readings those that may be seen now.</summary>
    public const string Seen = "select r.id, r.measured_at from measurements.reading r where r.id = any(@ids) and r.latest";

    /// <summary>Of some submissions those of which a reading may be seen now.</summary>
    public const string Submissions = "select distinct r.case_id from measurements.reading r where r.case_id = any(@ids)";
}
