using Portal.Features.Cases;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Callback;

/// <summary>The call is not needed any more: the case ends, in all its channels.</summary>
sealed class CancelCall(PortalDb db, CasesFacade cases, CallPlan plan, NotificationsFacade notifications)
{
    public enum Outcome { Cancelled, NotFound, Closed }

    public async Task<Outcome> Handle(Actor actor, Guid id, CancellationToken ct)
    {
        await using var work = db.As(actor);
        if (await cases.One(work, id, ct) is not { Channel: CaseChannel.Callback } its) return Outcome.NotFound;
        if (!its.IsOpen) return Outcome.Closed;
        cases.Close(work, its, "cancelled");
        notifications.Withdraw(work, id);
        plan.Tell(work, its);
        await work.Commit(ct);
        return Outcome.Cancelled;
    }
}
