using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Notifications;

/// <summary>A new address that waits for its code.</summary>
public sealed record Unproved(Channel Channel, string Address, bool CouldNotSend);

/// <summary>All that the page of preferences shows: contact points, choices, what is coming and what has been sent.</summary>
sealed class ReadPreferences(PortalDb db, Recipients recipients, JobQueue jobs, MessageText texts, AuditFacade audit, TimeProvider clock)
{
    /// <summary>A message to come, as it stands with what is chosen now. By no channel when it will not be sent.</summary>
    public sealed record Coming(DateTimeOffset At, string Template, IReadOnlyList<Channel> By, string Text);

    public sealed record Sent
    {
        public string Channel { get; init; } = "";
        public string Template { get; init; } = "";
        public string State { get; init; } = "";
        public DateTimeOffset At { get; init; }
    }

    public sealed record Answer(Recipient Person, IReadOnlyList<Unproved> Unproved, IReadOnlyList<Coming> Coming, IReadOnlyList<Sent> Sent);

    public async Task<Answer> Handle(Resident resident, CancellationToken ct)
    {
        await using var work = db.As(resident);
        var person = await recipients.Read(work, resident.Self, ct);
        var codes = await work.Query<CodeRow>(NotificationsQueries.OpenCodes, new { person = resident.Self, now = clock.GetUtcNow(), most = CodeRow.MostTries }, ct);
        var planned = await jobs.Planned(work, NotificationsFacade.Queue, resident.Subject, ct);
        var sent = await work.CommitWith<Sent>(NotificationsQueries.Latest, new { person = resident.Self }, ct);
        await audit.Seen(resident, "notifications.preferences.read", ct, subject: resident.Self);
        return new(person,
            [.. codes.Select(c => new Unproved(EnumText.Parse<Channel>(c.Channel), recipients.Open(c.Address), c.Message == "failed"))],
            [.. planned.Select(job => Preview(job, resident.Self, person)).OfType<Coming>()], sent);
    }

    Coming? Preview(OpenJob job, PersonId self, Recipient person)
    {
        var order = job.Read<MessagePayload>();
        if (order.Person != self.Value || !MessageTemplate.Kinds.TryGetValue(order.Template, out var kind) || kind != EventKind.Reminder) return null;
        return new(job.RunAt, order.Template, person.Routes(kind), texts.Of(order.Template, order.At, person.Language, person.Discreet, Channel.Sms).Text);
    }
}
