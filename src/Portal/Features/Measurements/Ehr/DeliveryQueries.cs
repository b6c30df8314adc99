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

    const string ReviewColumns = "v.id, v.case_id, v.subject, v.unit, v.measure, v.by, v.at, v.decision, v.readings, v.days, v.from_at, v.until_at, v.mean1, v.mean2, v.mean3, v.first_day_out, v.delivered_at";

    public const string Review = "select " + ReviewColumns + " from measurements.review v where v.id = @id";

    /// <summary>What a reviewer accepted, the first measured first.</summary>
    public const string AcceptedIn = """
        select r.id, r.measured_at from measurements.reading r where r.review_id = @id and r.state = 'accepted' and not r.withdraws order by r.measured_at, r.id
        """;

    public const string ReviewDelivered = "update measurements.review set delivered_at = @now where id = @id and delivered_at is null returning id";

    public const string PlanVersion = "select delivered_version from measurements.plan where id = @id";

    public const string PlanDelivered = "update measurements.plan set delivered_version = @version where id = @id and delivered_version < @version returning id";

    /// <summary>Of some readings, what the staff of their cases need to find them.</summary>
    public const string Some = MeasurementQueries.Readings + " where r.id = any(@ids)";

    public const string SomePlans = MeasurementQueries.Plans + " where p.id = any(@ids)";

    public const string SomeReviews = "select " + ReviewColumns + " from measurements.review v where v.id = any(@ids)";
}
