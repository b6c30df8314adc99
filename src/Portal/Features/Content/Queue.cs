namespace Portal.Features.Content;

/// <summary>
/// A queue (fi: jono): whom a resident contacts about a matter, through which channels, and what is promised in each;
/// from <c>content/queues</c>. Residents see it as "whom to contact", professionals as a part of the worklist.
/// </summary>
public sealed record Queue
{
    public required string Id { get; init; }
    public required LocalText Name { get; init; }

    /// <summary>One or two plain sentences: for what matters, and for whom.</summary>
    public required LocalText Summary { get; init; }

    /// <summary>Who handles what comes here.</summary>
    public required Unit Unit { get; init; }

    /// <summary>The smallest is shown first; no two queues have the same.</summary>
    public required int Order { get; init; }

    /// <summary>When not to write here, and what to do then.</summary>
    public ClinicalText? Urgent { get; init; }

    /// <summary>In words, also when it costs nothing.</summary>
    public required LocalText Price { get; init; }

    /// <summary>Null when this queue does not chat.</summary>
    public ChatChannel? Chat { get; init; }

    /// <summary>Null when nobody is called back from here. A queue that chats always calls back too.</summary>
    public CallbackChannel? Callback { get; init; }
    public required WrittenChannel Written { get; init; }

    /// <summary>Services near to this matter, offered beside it: often a time can be booked at once.</summary>
    public required IReadOnlyList<Service> Services { get; init; }

    /// <summary>How urgent a matter is until a professional has looked at it: 2 today, 3 soon, 4 no hurry (1, now, is never a default).</summary>
    public required int DefaultUrgency { get; init; }
}

/// <summary>When the queue chats and what it promises.</summary>
/// <param name="AnswerWithin">The promise of a first answer, in opening time.</param>
/// <param name="MaxWaiting">With so many waiting no new chat begins: the alternatives are offered instead.</param>
/// <param name="Unanswered">After this long without an answer the chat becomes a callback; never shorter than the promise.</param>
/// <param name="PerContact">How long one contact takes: for the waiting time until the queue has figures of its own.</param>
public sealed record ChatChannel(
    IReadOnlyList<OpeningHours> Hours, Eves Eves, TimeSpan AnswerWithin, int MaxWaiting, TimeSpan Unanswered, TimeSpan PerContact)
{
    public OpeningCalendar Calendar => new(Hours, Eves);
}

/// <summary>When the queue calls back.</summary>
/// <param name="Window">The length of a window in which the call comes.</param>
/// <param name="DaysAhead">How many days ahead a window can be chosen; 0 is today only.</param>
/// <param name="Attempts">How many times we try before a message is sent instead.</param>
/// <param name="CallWithin">The promise when no window was chosen, in opening time.</param>
public sealed record CallbackChannel(
    IReadOnlyList<OpeningHours> Hours, Eves Eves, TimeSpan Window, int DaysAhead, int Attempts, TimeSpan CallWithin)
{
    public OpeningCalendar Calendar => new(Hours, Eves);
}

/// <summary>What is answered in writing.</summary>
/// <param name="AnswerWithin">The promise, in opening time of the queue's unit.</param>
public sealed record WrittenChannel(TimeSpan AnswerWithin);
