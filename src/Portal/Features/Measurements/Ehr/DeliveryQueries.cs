namespace Portal.Features.Measurements.Ehr;

/// <summary>The SQL of delivery to the patient record.</summary>
static class DeliveryQueries
{
    public const string Version = MeasurementQueries.Readings + " where r.id = @id and r.version = @version";

    /// <summary>Whether an earlier version was accepted, and when this one was.</summary>
    public const string Decision = """
        select exists (select from measurements.reading e where e.id = r.id and e.version < r.version and e.state = 'accepted') as again, v.at
        from measurements.reading r left join measurements.review v on v.id = r.review_id
        where r.id = @id and r.version = @version
        """;

    /// <summary>No row when it had been noted before.</summary>
    public const string Delivered = "update measurements.reading set delivered_at = @now where id = @id and version = @version and delivered_at is null returning id";

    const string ReviewColumns = "v.id, v.case_id, v.subject, v.unit, v.measure, v.by, v.at, v.decision, v.readings, v.days, v.from_at, v.until_at, v.mean1, v.mean2, v.mean3, v.first_day_out, v.delivered_at, v.delivered_version";

    public const string Review = "select " + ReviewColumns + " from measurements.review v where v.id = @id";

    const string Accepted = "m.case_id = v.case_id and m.review_id = v.id and m.state = 'accepted' and not m.withdraws";

    const string IsDecided = "(r.state = 'accepted' or r.state = 'withdrawn' and r.withdraws and r.review_id is not null)";

    /// <summary>What a reviewer accepted, and each version of it that has been decided on since; of a reading the oldest first.</summary>
    public const string AcceptedIn = MeasurementQueries.Readings + $"""
         join measurements.reading m on m.id = r.id and m.version <= r.version join measurements.review v on {Accepted}
        where v.id = @id and {IsDecided} order by r.id, r.version
        """;

    /// <summary>The means in which an earlier version of a reading counts, and which version of them its decision makes.</summary>
    public const string MeansOf = $"""
        select v.id, v.unit, 1 + count(*)::int as version
        from measurements.review v join measurements.reading m on {Accepted} join measurements.reading r on r.id = m.id and r.version > m.version
        where {IsDecided} and v.mean1 is not null
          and v.id in (select e.review_id from measurements.reading e where e.id = @id and e.version < @version and e.state = 'accepted' and not e.withdraws)
        group by v.id, v.unit
        """;

    public const string ReviewDelivered = """
        update measurements.review set delivered_at = coalesce(delivered_at, @now), delivered_version = @version where id = @id and delivered_version < @version returning id
        """;

    public const string PlanVersion = "select delivered_version from measurements.plan where id = @id";

    public const string PlanDelivered = "update measurements.plan set delivered_version = @version where id = @id and delivered_version < @version returning id";

    /// <summary>Of some readings, what the staff of their cases need to find them.</summary>
    public const string Some = MeasurementQueries.Readings + " where r.id = any(@ids)";

    public const string SomePlans = MeasurementQueries.Plans + " where p.id = any(@ids)";

    public const string SomeReviews = "select " + ReviewColumns + " from measurements.review v where v.id = any(@ids)";
}
