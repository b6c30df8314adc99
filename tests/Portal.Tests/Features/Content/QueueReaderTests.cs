using Portal.Features.Content;

namespace Portal.Tests.Features.Content;

/// <summary>What is read of a queue, and every check of it, proved by content that breaks it.</summary>
public sealed class QueueReaderTests : IDisposable
{
    readonly SampleContent content = new();

    public void Dispose() => content.Dispose();

    [Fact]
    public void A_valid_queue_is_read_whole()
    {
        var queue = Assert.Single(content.Read().Queues);
        Assert.Equal(("desk", 10, 3), (queue.Id, queue.Order, queue.DefaultUrgency));
        Assert.Equal(("Neuvonta", "Fråga.", "Free."), (queue.Name.Fi, queue.Summary.Sv, queue.Price.En));
        Assert.Equal(("place", "visit"), (queue.Unit.Id, queue.Services.Single().Id));
        Assert.Null(queue.Urgent);

        var chat = queue.Chat!;
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Tuesday], chat.Hours.Single().Days);
        Assert.Equal((new Eves(new(12, 0)), 5), (chat.Eves, chat.MaxWaiting));
        Assert.Equal((10, 30, 8), (chat.AnswerWithin.TotalMinutes, chat.Unanswered.TotalMinutes, chat.PerContact.TotalMinutes));

        var callback = queue.Callback!;
        Assert.Equal((Eves.Open, 3, 2), (callback.Eves, callback.DaysAhead, callback.Attempts));
        Assert.Equal((TimeSpan.FromHours(2), TimeSpan.FromHours(6)), (callback.Window, callback.CallWithin));
        Assert.Equal(TimeSpan.FromHours(16), queue.Written.AnswerWithin);
    }

    [Fact]
    public void A_queue_may_do_without_chat_and_callbacks()
    {
        content.Write("queues/letters.yaml", """
            id: letters
            order: 5
            unit: remote
            name: { fi: Kirjeet, sv: Brev, en: Letters }
            summary: { fi: Kirjoita., sv: Skriv., en: Write. }
            price: { fi: Maksuton., sv: Avgiftsfritt., en: Free. }
            urgent: { text: { fi: Soita., sv: Ring., en: Call. }, source: Opas, sign_off: pending }
            written: { answer_within_hours: 8 }
            services: [visit]
            default_urgency: 4
            """);
        var queues = content.Read().Queues;
        Assert.Equal(["letters", "desk"], queues.Select(q => q.Id));
        Assert.Equal((null, null, "Ring."), (queues[0].Chat, queues[0].Callback, queues[0].Urgent!.Text.Sv));
    }

    [Theory]
    [InlineData("unit: place", "unit: nowhere", "desk.yaml:1: unit has 'nowhere', which does not exist")]
    [InlineData("services: [visit]", "services: [visit, spa]", "services has 'spa', which does not exist")]
    [InlineData("default_urgency: 3", "default_urgency: 1", "default_urgency is '1', but must be a whole number from 2 to 4")]
    [InlineData("[mon, tue], from: \"09:00\"", "[mon, tue], from: \"15:00\"", "desk.yaml:9: chat.hours[1].to must be later than from")]
    [InlineData("eves: { until: \"12:00\" }", "eves: { until: \"noon\" }", "chat.eves.until is 'noon', but must be a time")]
    [InlineData("eves: { until: \"12:00\" }", "eves: shut", "chat.eves must have fields of its own")]
    [InlineData("  eves: { until: \"12:00\" }\n", "", "chat.eves is missing")]
    [InlineData("unanswered_minutes: 30", "unanswered_minutes: 9", "chat.unanswered_minutes is less than answer_within_minutes")]
    [InlineData("max_waiting: 5", "max_waiting: 0", "chat.max_waiting is '0'")]
    [InlineData("window_minutes: 120", "window_minutes: 241", "callback.window_minutes is longer than the shortest opening")]
    [InlineData("callback:", "callbacks:", "callback is missing: a chat that nobody answers becomes one")]
    [InlineData("written: { answer_within_hours: 16 }\n", "", "desk.yaml:1: written is missing")]
    [InlineData("summary: { fi: Kysy., ", "summary: { ", "desk.yaml:5: summary.fi is missing")]
    public void A_fault_in_a_queue_is_named(string old, string with, string problem) => content.Refuses("queues/desk.yaml", old, with, problem);

    [Fact]
    public void Two_queues_in_the_same_place_of_the_order_are_refused()
    {
        var copy = File.ReadAllText(Path.Combine(content.Directory, "queues/desk.yaml")).Replace("id: desk", "id: copy");
        content.Write("queues/copy.yaml", copy);
        Assert.Contains("queues: order: '10' is there 2 times", Assert.Throws<ContentException>(content.Read).Problems);
    }
}
