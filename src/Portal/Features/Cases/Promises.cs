using Portal.Features.Content;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Cases;

/// <summary>How it stands with a queue now.</summary>
/// <param name="Waiting">Chats that wait for somebody to take them.</param>
/// <param name="Present">Professionals at work who take chats.</param>
/// <param name="PerContact">How long a contact takes: the median of the queue's own latest, or what content says until there are enough.</param>
readonly record struct QueueState(int Waiting, int Present, TimeSpan PerContact)
{
    /// <summary>The wait of somebody with so many before them, as a range. Null when nobody is there to answer.</summary>
    public (TimeSpan From, TimeSpan To)? Wait(int ahead)
    {
        if (Present == 0) return null;
        var turns = ahead / Present;
        return (PerContact * turns, PerContact * (turns + 1));
    }
}

/// <summary>
/// By when an answer comes: the queue's own promise in opening time (public holidays left out), or later when so many are
/// before one that it could not be kept. Never a promise that the queue's real state contradicts.
/// </summary>
sealed class Promises(ContentFacade content, PortalDb db, TimeProvider clock)
{
    /// <summary>A professional who has not been heard of for this long is not present.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(90);

    public async Task<QueueState> StateOf(Queue queue, CancellationToken ct, TimeSpan? fresh = null)
    {
        await using var work = db.As(Visitor.Instance);   // says nothing of anybody's matters
        var row = (await work.CommitWith<Row>(CaseQueries.QueueState, new { queue = queue.Id, unit = queue.Unit.Id, now = clock.GetUtcNow(), fresh = fresh ?? Fresh }, ct)).Single();
        var usual = queue.Chat?.PerContact ?? TimeSpan.FromMinutes(10);
        return new(row.Waiting, row.Present, row.MinutesPerContact is { } minutes ? TimeSpan.FromMinutes(Math.Max(1, minutes)) : usual);
    }

    /// <summary>How many chats of the same queue come before this one.</summary>
    public async Task<int> Ahead(Guid id, CancellationToken ct)
    {
        await using var work = db.As(Visitor.Instance);
        return (await work.CommitWith<int>(CaseQueries.Ahead, new { id }, ct)).Single();
    }

    /// <param name="queue">Who answers.</param>
    /// <param name="channel">How.</param>
    /// <param name="state">The queue's state: those waiting come first.</param>
    public DateTimeOffset By(Queue queue, CaseChannel channel, QueueState state)
    {
        var now = clock.GetUtcNow();
        return (channel, queue) switch
        {
            (CaseChannel.Chat, { Chat: { } chat }) => chat.Calendar.Add(now, Longer(chat.AnswerWithin, state)),
            (CaseChannel.Callback, { Callback: { } callback }) => callback.Calendar.Add(now, Longer(callback.CallWithin, state)),
            _ => queue.Unit.Calendar.Add(now, queue.Written.AnswerWithin),
        };
    }

    /// <summary>As <see cref="By"/> by the queue's own promise only: for a message in a conversation that goes on.</summary>
    public DateTimeOffset? ForMessage(Case its) =>
        content.Queue(its.Queue) is { } queue ? By(queue, its.Channel, default) : null;

    static TimeSpan Longer(TimeSpan promise, QueueState state) =>
        state.Wait(state.Waiting) is { } wait && wait.To > promise ? wait.To : promise;

    sealed record Row
    {
        public int Waiting { get; init; }
        public int Present { get; init; }
        public double? MinutesPerContact { get; init; }
    }
}
