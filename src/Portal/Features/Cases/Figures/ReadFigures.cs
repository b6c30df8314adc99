using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Cases.Figures;

/// <summary>
/// The figures of a day for those who lead: a head nurse her own unit's queues, a manager every queue of the county.
/// Numbers only, of nobody in particular, so there is nobody whose log the reading would be in.
/// </summary>
sealed class ReadFigures(PortalDb db, ContentFacade content, TimeProvider clock)
{
    /// <summary>The queues whose figures these eyes may see, in the order in which residents see them.</summary>
    public IReadOnlyList<Queue> QueuesFor(Professional who) =>
        who.Has("manager") ? content.Queues : [.. content.Queues.Where(q => q.Unit.Id == who.Unit)];

    /// <param name="who">A head nurse or a manager.</param>
    /// <param name="day">Null, or a day to come: today.</param>
    /// <param name="queue">Null: all that they may see.</param>
    /// <returns>Null when there is no such queue, or it is not theirs to see.</returns>
    public async Task<DayFigures?> Handle(Professional who, DateOnly? day, string? queue, CancellationToken ct)
    {
        var (now, may) = (clock.GetUtcNow(), QueuesFor(who));
        IReadOnlyList<Queue> queues = queue is null ? may : [.. may.Where(q => q.Id == queue)];
        if (queues.Count == 0 && queue is not null) return null;
        var today = now.HelsinkiDate();
        var on = day is { } wanted && wanted < today ? wanted : today;
        List<Counted> rows;
        await using (var work = db.As(who))
            rows = await work.CommitWith<Counted>(FigureQueries.OfDay, new
            {
                queues = queues.Select(q => q.Id).ToArray(), units = content.Units.Select(u => u.Id).ToArray(),
                from = on.StartsAt(), to = on.AddDays(1).StartsAt(), now,
            }, ct);
        // A head nurse sees the patients of her unit anyway; nobody else does.
        var exact = who.Has("head-nurse") && queues.All(q => q.Unit.Id == who.Unit);
        return new(on, now, on == today, queues, rows.Single(r => r.Hour is null), [.. rows.Where(r => r.Hour is not null)], exact);
    }
}
