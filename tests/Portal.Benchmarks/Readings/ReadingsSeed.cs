using Portal.Benchmarks.World;

namespace Portal.Benchmarks.Readings;

static class ReadingsSeed
{
    /// <summary>The patient record was asked of each a moment ago, and holds nothing: what the chart is on nearly every visit.</summary>
    public static Task Asked(County county, Residents residents) =>
        county.Execute("insert into measurements.ehr_look (subject, tried_at, looked_at) select id, now(), now() from unnest($1::uuid[]) id", residents.Ids);

    /// <summary>So many blood pressures all through the last year, written person by person as they were measured.</summary>
    public static async Task Year(County county, Residents residents, int each)
    {
        foreach (var id in residents.Ids)
            await county.Execute("""
                insert into measurements.reading (id, version, subject, measure, measured_at, value1, value2, value3, measured_by, entered_by, entered_basis, entered_at, source, state)
                select uuidv7(), 1, $1, 'blood-pressure', at, 110 + (n * 7919) % 45, 65 + (n * 104729) % 30, 55 + n % 30, 'self', $1, 'self', at, 'form', 'draft'
                from generate_series(1, $2::int) n, lateral (select now() - (n * interval '364 days' / $2::int) as at) m
                """, id, each);
    }

    /// <summary>Of each, as many drafts of the last four weeks as make up a submission. Their ids by person.</summary>
    public static async Task<Guid[][]> Drafts(County county, Residents residents, int each)
    {
        var drafts = residents.Ids.Select(_ => Enumerable.Range(0, each).Select(_ => Guid.CreateVersion7()).ToArray()).ToArray();
        await county.Execute("""
            insert into measurements.reading (id, version, subject, measure, measured_at, value1, value2, measured_by, entered_by, entered_basis, entered_at, source, state)
            select r.id, 1, r.subject, 'blood-pressure', now() - r.n * interval '12 hours', 120 + r.n % 20, 75 + r.n % 10, 'self', r.subject, 'self', now(), 'form', 'draft'
            from unnest($1::uuid[], $2::uuid[], $3::int[]) as r (id, subject, n)
            """, drafts.SelectMany(d => d).ToArray(), residents.Ids.SelectMany(id => Enumerable.Repeat(id, each)).ToArray(), residents.Ids.SelectMany(_ => Enumerable.Range(1, each)).ToArray());
        return drafts;
    }

    /// <summary>Tables like the portal's, with their constraints and indexes, for the bare insert.</summary>
    public static async Task Bare(County county)
    {
        await county.Execute("create schema bare");
        await county.Execute("create table bare.reading (like measurements.reading including all)");
        await county.Execute("create table bare.case (like cases.case including all)");
    }
}
