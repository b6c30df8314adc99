using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Callback;

/// <summary>
/// An open case goes on as a call: a chat or a written matter is turned into one, with all that has been written, or the
/// number and the windows of an agreed call are changed.
/// </summary>
sealed class ChangeCall(PortalDb db, CasesFacade cases, CallPlan plan, ContentFacade content)
{
    /// <summary>NotCalled: nobody calls from this queue.</summary>
    public enum Outcome { Agreed, NotFound, Closed, NotCalled }

    /// <param name="actor">The resident whose matter it is, whoever acts for them, or the guest.</param>
    public async Task<Outcome> Handle(Actor actor, Guid id, CallWish wish, CancellationToken ct)
    {
        await using var work = db.As(actor);
        cases.SetNumber(work, id, wish.Number);   // first: it locks the case, so what is read below stands until the commit
        if (await cases.One(work, id, ct) is not { } its) return Outcome.NotFound;
        if (!its.IsOpen) return Outcome.Closed;
        if (content.Queue(its.Queue) is not { Callback: not null } queue) return Outcome.NotCalled;
        var missed = its is { Channel: CaseChannel.Callback, WaitsFor: WaitsFor.Resident };
        var times = await plan.For(queue, wish.Windows, ct);
        if (its.Urgency == 1) times = new(null, its.PromisedAt < times.By ? its.PromisedAt.Value : times.By);   // waits for no window
        cases.Turn(work, its, CaseChannel.Callback, times.By, times.NotBefore, missed ? "new-windows" : its.Channel == CaseChannel.Callback ? its.Detail : null);
        plan.Save(work, its, wish.Windows, wish.MessageOk, times, (actor as Resident)?.Self, again: missed);
        plan.Tell(work, its);
        await work.Commit(ct);
        return Outcome.Agreed;
    }
}
