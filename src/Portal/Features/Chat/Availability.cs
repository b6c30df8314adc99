using Portal.Features.Cases;
using Portal.Features.Content;
using Portal.Platform.Web;

namespace Portal.Features.Chat;

/// <summary>
/// Whether a chat can begin now, and when an answer comes. One rule for every page, in this order:
/// the chat's hours, public holidays left out (<see cref="Closed"/>); a professional who takes chats is at work and has been heard
/// of just now (<see cref="NobodyPresent"/>); the queue is shorter than the most that the content allows, and one's turn would come
/// before closing time (<see cref="QueueFull"/>); else it is open, with a wait that follows from how many are before one, how many
/// answer, and how long a contact has taken lately (<see cref="Open"/>).
/// </summary>
public abstract record Availability
{
    /// <param name="From">The shortest wait for the first answer.</param>
    /// <param name="To">The longest, as it now looks.</param>
    public sealed record Open(TimeSpan From, TimeSpan To) : Availability;

    /// <param name="Opens">When the chat opens next.</param>
    /// <param name="For">The holiday or eve that keeps it shut, when it is one.</param>
    public sealed record Closed(DateTimeOffset Opens, Holiday? For) : Availability;

    /// <summary>It should be open, but nobody is there to answer.</summary>
    /// <param name="Closes">Until when somebody may still come.</param>
    public sealed record NobodyPresent(DateTimeOffset Closes) : Availability;

    /// <param name="Waiting">How many wait.</param>
    public sealed record QueueFull(int Waiting) : Availability;

    internal static Availability Of(ChatChannel chat, QueueState state, DateTimeOffset now)
    {
        var calendar = chat.Calendar;
        if (calendar.Closes(now) is not { } closes) return Shut(calendar, now);
        if (state.Wait(state.Waiting) is not { } wait) return new NobodyPresent(closes);
        if (state.Waiting >= chat.MaxWaiting || now + wait.From >= closes) return new QueueFull(state.Waiting);
        return new Open(wait.From, wait.To);
    }

    static Closed Shut(OpeningCalendar calendar, DateTimeOffset now)
    {
        var opens = calendar.NextOpening(now);
        for (var day = now.HelsinkiDate(); day < opens.HelsinkiDate(); day = day.AddDays(1))
            if (calendar.ClosedFor(day) is { } holiday) return new(opens, holiday);
        return new(opens, null);
    }
}

/// <summary>Asks how it stands with a queue now.</summary>
sealed class FindAvailability(CasesFacade cases, TimeProvider clock)
{
    /// <summary>Null when the queue does not chat at all.</summary>
    public async Task<Availability?> Of(Queue queue, CancellationToken ct) =>
        queue.Chat is { } chat ? Availability.Of(chat, await cases.StateOf(queue, ct), clock.GetUtcNow()) : null;
}
