using Portal.Features.ActingFor;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Callback;

/// <summary>What goes with every agreed call, in the transaction of the act: the request itself, and the receipt.</summary>
sealed class CallPlan(CasesFacade cases, NotificationsFacade notifications, ActingForFacade acting, TimeProvider clock)
{
    /// <summary>From when, and by when, the call comes.</summary>
    /// <param name="NotBefore">Null when it may come at once.</param>
    public readonly record struct Times(DateTimeOffset? NotBefore, DateTimeOffset By);

    public async Task<Times> For(Queue queue, IReadOnlyList<CallWindow> windows, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (windows is [var first, ..]) return new(first.From > now ? first.From : null, first.To);
        var opens = queue.Callback!.Calendar.NextOpening(now);
        return new(opens > now ? opens : null, cases.PromiseBy(queue, CaseChannel.Callback, await cases.StateOf(queue, ct)));
    }

    /// <summary>Queued: the request and, to whoever is known, the receipt.</summary>
    /// <param name="again">After attempts that failed: they are counted anew.</param>
    /// <param name="to">Who is told.</param>
    public void Save(Work work, Case its, IReadOnlyList<CallWindow> windows, bool messageOk, Times times, PersonId? to, bool again = false)
    {
        var now = clock.GetUtcNow();
        work.Add(CallbackQueries.Save, new
        {
            id = its.Id, message_ok = messageOk, starts = windows.Select(w => w.From.ToUniversalTime()).ToArray(), ends = windows.Select(w => w.To.ToUniversalTime()).ToArray(), again, now,
        });
        notifications.Withdraw(work, its.Id);
        if (to is not { } person) return;
        notifications.Send(work, person, MessageTemplate.CallbackReceipt, its.Id, new(times.NotBefore ?? now), null, $"callback-receipt:{Guid.CreateVersion7()}", its.Unit);
    }

    /// <summary>Queued, of what a resident has done about a call: whom it is for is told when it was somebody else.</summary>
    public void Tell(Work work, Case its) => acting.Tell(work, its.Id);
}
