using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;
using Portal.Platform.Web;

namespace Portal.Features.Callback;

/// <summary>
/// Goes on with chats that nobody has taken: within the queue's <c>unanswered_minutes</c>, or when it has closed, or when
/// nobody is at work any more. Whoever is still on the page is offered a call there; whoever has gone is called in the next
/// window, and when no number is known is answered in writing. Nothing that was written is lost. Every process looks; the
/// row's lock and its state make it once.
/// </summary>
sealed class TurnUnanswered(PortalDb db, CasesFacade cases, ContentFacade content, CallPlan plan, NotificationsFacade notifications, CallbackTexts texts, TimeProvider clock) : TimedWork
{
    static readonly Machine me = new("cases");

    /// <summary>Not heard of for so long: has left the page.</summary>
    public static readonly TimeSpan Gone = TimeSpan.FromMinutes(2);

    /// <summary>A nurse who changes rooms or restarts a browser is not away.</summary>
    public static readonly TimeSpan Absent = TimeSpan.FromMinutes(5);

    public override TimeSpan Every => TimeSpan.FromSeconds(15);

    /// <returns>How many went on in another way.</returns>
    public override async Task<int> Handle(CancellationToken ct)
    {
        List<Case> untaken;
        await using (var work = db.As(me)) untaken = await cases.Untaken(work, ct);
        var turned = 0;
        foreach (var queue in untaken.GroupBy(c => c.Queue))
        {
            if (content.Queue(queue.Key) is not { } its) continue;
            var nobody = (await cases.StateOf(its, ct, Absent)).Present == 0;
            foreach (var one in queue.Where(c => IsOver(c, its, nobody)))
                if (await Turn(one.Id, its, ct)) turned++;
        }
        return turned;
    }

    bool IsOver(Case its, Queue queue, bool nobody)
    {
        var now = clock.GetUtcNow();
        if (queue.Chat is not { } chat || !chat.Calendar.IsOpen(now)) return true;
        return nobody && now - its.OpenedAt >= Absent || chat.Calendar.OpenTimeBetween(its.OpenedAt, now) >= chat.Unanswered;
    }

    async Task<bool> Turn(Guid id, Queue queue, CancellationToken ct)
    {
        await using var work = db.As(me);
        if (await cases.TakeUntaken(work, id, ct) is not { } its) return false;   // somebody has taken it, or another process has it
        if (its.ResidentHereAt > clock.GetUtcNow() - Gone)
        {
            if (its.Detail == "no-answer-yet") return false;
            cases.SetDetail(work, id, "no-answer-yet");
            await work.Commit(ct);
            return false;
        }
        if (queue.Callback is { } channel && (cases.NumberOf(its) ?? await Proved(its, ct)) is { } number) await Call(work, its, queue, channel, number, ct);
        else await Write(work, its, queue, ct);
        await work.Commit(ct);
        return true;
    }

    /// <summary>Of whoever wrote: a guardian's own, not the child's.</summary>
    async Task<PhoneNumber?> Proved(Case its, CancellationToken ct) =>
        its is { Subject: not null, OpenedBy: { } hand, OpenedBasis: "self" or "guardian" or "mandate" } ? await notifications.PhoneOf(new(hand), ct) : null;

    async Task Call(Work work, Case its, Queue queue, CallbackChannel channel, PhoneNumber number, CancellationToken ct)
    {
        var window = CallWindows.Offered(channel, clock.GetUtcNow())[0];
        var times = await plan.For(queue, [window], ct);
        cases.SetNumber(work, its.Id, number);
        cases.Turn(work, its, CaseChannel.Callback, times.By, its.Urgency == 1 ? null : times.NotBefore, "chat-unanswered");
        plan.Save(work, its, [window], messageOk: false, times, its.Subject);   // nobody has said that a message may be left
        var culture = Language.Find(its.Language)!.Culture;
        await cases.Post(work, its, Guid.CreateVersion7(),
            texts.In(culture, "turned-call", window.From.HelsinkiDate().DayAndMonth(culture), window.From.Time(culture), window.To.Time(culture)), ct);
    }

    async Task Write(Work work, Case its, Queue queue, CancellationToken ct)
    {
        var by = cases.PromiseBy(queue, CaseChannel.Written, default);
        cases.Turn(work, its, CaseChannel.Written, by, null, "chat-unanswered");
        if (its.Subject is { } subject)
            notifications.Send(work, subject, MessageTemplate.CaseTurned, its.Id, null, null, $"case-turned:{its.Id}:{clock.GetUtcNow().UtcTicks}", its.Unit);
        var culture = Language.Find(its.Language)!.Culture;
        await cases.Post(work, its, Guid.CreateVersion7(), texts.In(culture, "turned-written", by.HelsinkiDate().DayAndMonth(culture), by.Time(culture)), ct);
    }
}
