namespace Portal.Features.Content;

/// <summary>Reads one file of <c>content/queues</c>.</summary>
sealed class QueueReader(IReadOnlyList<Unit> units, IReadOnlyList<Service> services)
{
    public Queue Read(ContentFields f)
    {
        var queue = new Queue
        {
            Id = f.Id(),
            Order = f.Number("order", 1, 999),
            Unit = f.OneOf("unit", units, u => u.Id),
            Name = f.Local("name"),
            Summary = f.Local("summary"),
            Urgent = f.OptionalInner("urgent", u => new ClinicalText(u.Local("text"), u.Source())),
            Price = f.Local("price"),
            Chat = f.OptionalInner("chat", Chat),
            Callback = f.OptionalInner("callback", Callback),
            Written = f.Inner("written", w => new WrittenChannel(Hours(w, "answer_within_hours", 80))),
            Services = f.ManyOf("services", services, s => s.Id),
            DefaultUrgency = f.Number("default_urgency", 2, 4),
        };
        // What was written in a chat that nobody answers becomes a callback, so that it is never lost.
        if (queue.Chat is not null && queue.Callback is null) f.Fault("callback", "is missing: a chat that nobody answers becomes one");
        return queue;
    }

    static ChatChannel Chat(ContentFields f)
    {
        var chat = new ChatChannel(
            f.Hours(), f.Eves(), Minutes(f, "answer_within_minutes", 240), f.Number("max_waiting", 1, 200),
            Minutes(f, "unanswered_minutes", 480), Minutes(f, "minutes_per_contact", 60));
        if (chat.Unanswered < chat.AnswerWithin) f.Fault("unanswered_minutes", "is less than answer_within_minutes: the chat would end before its promise does");
        return chat;
    }

    static CallbackChannel Callback(ContentFields f)
    {
        var callback = new CallbackChannel(
            f.Hours(), f.Eves(), Minutes(f, "window_minutes", 480), f.Number("days_ahead", 0, 30),
            f.Number("attempts", 1, 5), Hours(f, "call_within_hours", 40));
        if (callback.Hours.Count > 0 && callback.Hours.Min(h => h.To - h.From) < callback.Window)
            f.Fault("window_minutes", "is longer than the shortest opening: no window would fit in it");
        return callback;
    }

    static TimeSpan Minutes(ContentFields f, string key, int max) => TimeSpan.FromMinutes(f.Number(key, 1, max));

    static TimeSpan Hours(ContentFields f, string key, int max) => TimeSpan.FromHours(f.Number(key, 1, max));
}
