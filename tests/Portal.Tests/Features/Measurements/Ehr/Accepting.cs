using Portal.Features.Measurements;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Tests.House;

namespace Portal.Tests.Features.Measurements.Ehr;

/// <summary>A professional's decision as the review leaves it behind: the state, the review's row, the delivery. How it is made has tests of its own.</summary>
static class Accepting
{
    public static async Task<Guid> Accept(this PortalHost host, TestDatabase db, Professional nurse, IReadOnlyList<Guid> readings, decimal?[]? mean = null, bool firstDayOut = false, string measure = "blood-pressure")
    {
        var review = Guid.CreateVersion7();
        await db.Write("""
            insert into measurements.review (id, case_id, subject, unit, measure, by, at, decision, readings, days, from_at, until_at, mean1, mean2, mean3, first_day_out)
            select @review, (array_agg(case_id))[1], (array_agg(subject))[1], 'keskusta', @measure, @by, @now, 'accepted', count(*), count(distinct measured_at::date), min(measured_at), max(measured_at), @m1, @m2, @m3, @firstDayOut
            from measurements.reading where id = any(@ids) and latest;
            update measurements.reading set state = case when withdraws then 'withdrawn' else 'accepted' end, review_id = @review where id = any(@ids) and latest
            """, new { review, measure, by = nurse.StaffId, now = host.Clock.Now, ids = readings.ToArray(), m1 = mean?[0], m2 = mean?[1], m3 = mean?[2], firstDayOut });
        var accepted = await db.Read<Reading>("select * from measurements.reading where id = any(@ids) and latest order by measured_at, id", new { ids = readings.ToArray() });
        await using var work = host.Get<PortalDb>().As(nurse);
        host.Get<Announce>().Accepted(work, nurse, accepted);
        if (mean is not null) host.Get<Announce>().Reviewed(work, nurse, accepted[0].Subject, review);
        await work.Commit(TestContext.Current.CancellationToken);
        return review;
    }
}
