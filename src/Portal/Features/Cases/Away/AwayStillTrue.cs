using Portal.Features.ActingFor;
using Portal.Features.Notifications;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Away;

/// <summary>Just before it is sent: is the answer still unread, is the turn still to come, and is it still theirs to know?</summary>
sealed class AwayStillTrue(PortalDb db, ActingForFacade acting) : IMessageStillTrue
{
    static readonly Machine messages = new("messages");

    public bool Knows(string template) => template is MessageTemplate.ChatAnswered or MessageTemplate.ChatTurnNear;

    public async Task<bool?> StillTrue(string template, Guid about, PersonId person, CancellationToken ct)
    {
        Standing? its;
        await using (var work = db.As(messages)) its = await work.QueryOne<Standing>(AwayQueries.Standing, new { id = about }, ct);
        if (its is null || !(template == MessageTemplate.ChatAnswered ? its.Unread : its.Queues)) return false;
        if (person == its.Subject) return true;
        return its.OpenToDelegate ? await acting.MayStill(person, its.Subject, $"{its.Area}:see", ct) : false;
    }

    public Task<IReadOnlyList<PersonId>> AlsoTold(string template, Guid about, CancellationToken ct) => Task.FromResult<IReadOnlyList<PersonId>>([]);

    sealed record Standing
    {
        public PersonId Subject { get; init; }
        public Guid? OpenedBy { get; init; }
        public bool OpenToDelegate { get; init; }
        public string Area { get; init; } = "";
        public bool Queues { get; init; }
        public bool Unread { get; init; }
    }
}
