namespace Portal.Features.Measurements.Import;

static class ImportQueries
{
    /// <summary>What the person has of these measures in a span of time, to tell what is there already: withdrawn ones too.</summary>
    public const string There = """
        select r.id, r.measure, r.measured_at, r.value1, r.value2, r.value3, r.meter_shows, r.words
        from measurements.reading r where r.subject = @subject and r.measure = any(@measures) and r.measured_at between @from and @until and r.latest
        """;
}
