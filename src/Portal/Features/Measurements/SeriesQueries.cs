namespace Portal.Features.Measurements;

/// <summary>Readings of one measure over time, by the index reading_series.</summary>
static class SeriesQueries
{
    /// <summary>
    /// What counts as a value: not a mistake, not one that a professional has not accepted. A mistake that was said of an
    /// accepted reading and refused leaves the reading as it was.
    /// </summary>
    const string Counts = "r.latest and r.state <> 'withdrawn' and r.withdraws = (r.state = 'refused')";

    /// <summary>Each reading, the newest of them when there are very many.</summary>
    public const string Readings = "select * from (" + MeasurementQueries.Readings + """
         where r.subject = @subject and r.measure = @measure and r.measured_at >= @from and r.measured_at < @to and
        """ + " " + Counts + """

        order by r.measured_at desc limit @limit) newest order by measured_at, id
        """;

    /// <summary>Means of Helsinki days or of weeks from Monday, with the lowest and the highest. One look at the index, one row a day or week.</summary>
    public const string Buckets = """
        select date_trunc(@unit, r.measured_at at time zone 'Europe/Helsinki')::date as starts_on, count(r.value1)::int as count, (count(*) filter (where r.meter_shows = 'HI'))::int as high, (count(*) filter (where r.meter_shows = 'LO'))::int as low,
          round(avg(r.value1), 3) as mean1, min(r.value1) as lowest1, max(r.value1) as highest1,
          round(avg(r.value2), 3) as mean2, min(r.value2) as lowest2, max(r.value2) as highest2, count(r.danger)::int as dangers
        from measurements.reading r
        where r.subject = @subject and r.measure = @measure and r.measured_at >= @from and r.measured_at < @to and
        """ + " " + Counts + """

        group by 1 order by 1
        """;
}
