using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Notifications;

/// <summary>A person takes a phone number or an e-mail address away, or gives up proving a new one.</summary>
sealed class RemoveContact(PortalDb db, AuditFacade audit, TimeProvider clock)
{
    public async Task Handle(Resident resident, Channel channel, CancellationToken ct)
    {
        await using var work = db.As(resident);
        work.Add(NotificationsQueries.EndCodes, new { person = resident.Self, channel, now = clock.GetUtcNow() });
        var removed = await work.QueryOne<int?>(NotificationsQueries.RemoveContact, new { person = resident.Self, channel }, ct);
        if (removed is not null) audit.Record(work, "notifications.contact.removed", subject: resident.Self);
        await work.Commit(ct);
    }

    /// <summary>Forgets an address whose code has not been typed.</summary>
    public async Task GiveUpCode(Resident resident, Channel channel, CancellationToken ct)
    {
        await using var work = db.As(resident);
        work.Add(NotificationsQueries.EndCodes, new { person = resident.Self, channel, now = clock.GetUtcNow() });
        audit.Record(work, "notifications.contact.given-up", subject: resident.Self);
        await work.Commit(ct);
    }
}
