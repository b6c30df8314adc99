using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Measurements.Plans;

/// <summary>Which of a person's plans a reading belongs to that does not say it itself: one that is watched before an own diary.</summary>
sealed class FindPlan(PortalDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<Plan>> Active(Resident resident, CancellationToken ct)
    {
        await using var work = db.As(resident);
        return [.. (await work.CommitWith<Plan>(MeasurementQueries.PlansOf, new { subject = resident.Subject, since = clock.GetUtcNow() }, ct))
            .Where(p => p.State == PlanState.Active).OrderByDescending(p => p.IsWatched)];
    }

    public static Plan? Of(IReadOnlyList<Plan> plans, ReadingEntry entry) =>
        plans.FirstOrDefault(p => p.Measure == entry.Measure.Id && p.Covers(entry.MeasuredAt.HelsinkiDate()));
}
