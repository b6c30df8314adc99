using Portal.Features.Content;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Cases.Worklist;

/// <summary>
/// Looks after cases by the clock: one whose holder has fallen silent goes back to the top of its like, and of a promise
/// that has passed the resident and the head nurse are told, once. Every process does it; a row is taken by one of them.
/// </summary>
sealed class CaseWatch(PortalDb db, CaseLedger ledger, Promises promises, ContentFacade content, NotificationsFacade notifications, TimeProvider clock) : TimedWork
{
    static readonly Machine me = new("cases");

    public override TimeSpan Every => TimeSpan.FromSeconds(10);

    public override async Task Handle(CancellationToken ct)
    {
        await using (var work = db.As(me))
        {
            work.Add(WorklistQueries.ReturnSilent, new { now = clock.GetUtcNow() });
            work.Add(WorklistQueries.DropOldDrafts);
            await work.Commit(ct);
        }
        await using var late = db.As(me);
        foreach (var its in await late.Query<LateCase>(WorklistQueries.Late, new { now = clock.GetUtcNow() }, ct)) await Tell(late, its, ct);
        await late.Commit(ct);
    }

    /// <summary>With the time by which an answer comes as it now looks: a moment, as the ledger's detail.</summary>
    async Task Tell(Work work, LateCase its, CancellationToken ct)
    {
        var next = content.Queue(its.Queue) is { } queue ? promises.By(queue, its.Channel, await promises.StateOf(queue, ct)) : (DateTimeOffset?)null;
        ledger.Line(work, its.Id, CaseEvents.Late, next?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        if (its.Subject is { } subject)
            notifications.Send(work, subject, MessageTemplate.CaseLate, its.Id, null, null, $"{MessageTemplate.CaseLate}:{its.Id}:{its.PromisedAt:O}", its.Unit);
    }

    sealed record LateCase
    {
        public Guid Id { get; init; }
        public PersonId? Subject { get; init; }
        public string Queue { get; init; } = "";
        public string Unit { get; init; } = "";
        public CaseChannel Channel { get; init; }
        public DateTimeOffset PromisedAt { get; init; }
    }
}
