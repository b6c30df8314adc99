using Portal.Features.Audit;
using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Callback;

/// <summary>
/// A professional notes what came of a call. Nobody answered: the case comes back to the list for its next window; after the
/// last attempt, or when the number is not theirs, the resident is asked for other windows or another number.
/// </summary>
sealed class RecordAttempt(PortalDb db, CasesFacade cases, ContentFacade content, NotificationsFacade notifications, AuditFacade audit, TimeProvider clock)
{
    /// <summary>Meanwhile: another attempt has been noted since the page was opened. Held: a colleague has the case.</summary>
    public enum Outcome { Noted, NotFound, Over, Meanwhile, Held }

    /// <param name="seen">How many attempts the page showed.</param>
    /// <param name="messageLeft">A neutral message was left; only where the resident has allowed it.</param>
    public async Task<Outcome> Handle(Professional me, Guid id, int seen, CallOutcome outcome, bool messageLeft, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = db.As(me);
        var request = await work.QueryOne<CallRequest>(CallbackQueries.Lock, new { id }, ct);
        if (request is null || await cases.One(work, id, ct) is not { } its || its.Unit != me.Unit) return Outcome.NotFound;   // who is asked for advice does not call
        if (its is not { IsOpen: true, Channel: CaseChannel.Callback, WaitsFor: WaitsFor.Us }) return Outcome.Over;
        if (its.HolderAt(now) is { } holder && holder != me.StaffId) return Outcome.Held;
        var attempts = await work.Query<CallAttempt>(CallbackQueries.Attempts, new { id }, ct);
        if (attempts.Count != seen) return Outcome.Meanwhile;

        work.Add(CallbackQueries.Attempt, new
        {
            id = Guid.CreateVersion7(), case_id = id, round = request.Round, now, staff = me.StaffId, outcome,
            message_left = messageLeft && outcome == CallOutcome.Missed && request.MessageOk,
        });
        audit.Record(work, "callback.attempt.noted", id, its.Whose);
        cases.Record(work, its, outcome == CallOutcome.Reached ? CaseEvents.Called : CaseEvents.NoAnswer, EnumText.Of(outcome));
        if (outcome == CallOutcome.Reached) cases.Called(work, id);
        else Next(work, its, request, outcome, attempts.Count(a => a.Round == request.Round) + 1, now);
        await work.Commit(ct);
        return Outcome.Noted;
    }

    void Next(Work work, Case its, CallRequest request, CallOutcome outcome, int tried, DateTimeOffset now)
    {
        var channel = content.Queue(its.Queue)?.Callback;
        if (outcome == CallOutcome.Missed && channel is not null && tried < channel.Attempts)
        {
            var next = CallWindows.Again(channel, request.Windows, now);
            cases.Turn(work, its, CaseChannel.Callback, next.To, next.From, tried == 1 ? "second-attempt" : "last-attempt");
            return;
        }
        cases.Turn(work, its, CaseChannel.Callback, null, null, outcome == CallOutcome.Wrong ? "wrong-number" : "not-reached", WaitsFor.Resident);
        if (its.Subject is { } subject)
            notifications.Send(work, subject, MessageTemplate.CallbackMissed, its.Id, null, null, $"callback-missed:{its.Id}:{request.Round}:{tried}", its.Unit);
    }
}
