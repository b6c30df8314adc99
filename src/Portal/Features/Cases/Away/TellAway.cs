using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Cases.Away;

/// <summary>
/// Residents may leave the page: their place is kept. Here they are told, once, that their turn is near, and that an answer
/// has come. Whoever opened the matter is told; guests have no address and come back by themselves.
/// </summary>
sealed class TellAway(PortalDb db, NotificationsFacade notifications, TimeProvider clock) : TimedWork
{
    /// <summary>Not heard of for so long: they are not on the page. An open page is heard of every 30 seconds.</summary>
    public static readonly TimeSpan Gone = TimeSpan.FromSeconds(90);

    static readonly Machine me = new("cases");

    public override TimeSpan Every => TimeSpan.FromSeconds(15);

    public override async Task Handle(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var work = db.As(me);
        foreach (var its in await work.Query<Told>(AwayQueries.Answered, new { away = now - Gone }, ct))
            Send(work, its, MessageTemplate.ChatAnswered, $"chat-answered:{its.Id}:{its.LastSeq}");
        foreach (var its in await work.Query<Told>(AwayQueries.NearTurn, new { away = now - Gone, fresh = now - Promises.Fresh, now }, ct))
            Send(work, its, MessageTemplate.ChatTurnNear, $"chat-turn-near:{its.Id}");
        await work.Commit(ct);
    }

    void Send(Work work, Told its, string template, string once) => notifications.Send(work, its.ToTell, template, its.Id, null, null, once, of: its.Subject);

    sealed record Told
    {
        public Guid Id { get; init; }
        public PersonId Subject { get; init; }
        public Guid? OpenedBy { get; init; }
        public string OpenedBasis { get; init; } = "";
        public int LastSeq { get; init; }

        /// <summary>Who acted for somebody; otherwise the person.</summary>
        public PersonId ToTell => OpenedBasis is "guardian" or "mandate" && OpenedBy is { } by ? new(by) : Subject;
    }
}
