using System.Globalization;
using System.Security.Cryptography;
using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;
using Portal.Platform.Web;

namespace Portal.Features.Notifications;

/// <summary>
/// A person gives a phone number or an e-mail address, and a code goes there. The address is used for nothing else
/// until the code comes back; an earlier one stays in use meanwhile.
/// </summary>
sealed class AskContactCode(PortalDb db, Recipients recipients, JobQueue jobs, AuditFacade audit, TimeProvider clock)
{
    public enum Outcome { CodeSent, Empty, NotANumber, Landline, NotAnAddress, TooMany }

    public async Task<Outcome> Handle(Resident resident, Channel channel, string? typed, CancellationToken ct)
    {
        var (address, fault) = ContactAddress.Read(channel, typed);
        if (fault is { } wrong) return Enum.Parse<Outcome>(wrong.ToString());

        var now = clock.GetUtcNow();
        var (person, id) = (resident.Self, Guid.CreateVersion7());
        await using var work = db.As(resident);
        var asked = await work.QueryOne<long>(NotificationsQueries.CodesSince, new { person, since = now.AddHours(-1) }, ct);
        if (asked >= CodeRow.AnHour) return Outcome.TooMany;
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        work.Add(NotificationsQueries.EndCodes, new { person, channel, now });
        work.Add(NotificationsQueries.AddCode, new
        {
            id, person, channel, address = recipients.Close(address!), code = recipients.Close(code), now, expires_at = now + CodeRow.Life,
        });
        jobs.Add(work, new Job(NotificationsFacade.Queue, id, new MessagePayload
        {
            Person = person.Value, Template = MessageTemplate.ContactCode, About = id, Once = $"code:{id}", Language = Language.Current.Code,
        })
        { Subject = resident.Subject, Once = $"code:{id}" });
        audit.Record(work, "notifications.contact.given", id, person);
        await work.Commit(ct);
        return Outcome.CodeSent;
    }
}
