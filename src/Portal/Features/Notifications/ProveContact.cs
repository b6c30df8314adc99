using System.Security.Cryptography;
using System.Text;
using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Notifications;

/// <summary>A person types the code that came to a phone number or an e-mail address, which is used from then on.</summary>
sealed class ProveContact(PortalDb db, Recipients recipients, AuditFacade audit, TimeProvider clock)
{
    /// <summary>Gone: there is no code to type (any more), a new one has to be asked for.</summary>
    public enum Outcome { Proved, Wrong, Gone }

    public async Task<Outcome> Handle(Resident resident, Channel channel, string? typed, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var person = resident.Self;
        await using var work = db.As(resident);
        var code = await work.QueryOne<CodeRow>(NotificationsQueries.TryCode, new { person, channel, now, most = CodeRow.MostTries }, ct);
        if (code is null) return Outcome.Gone;
        var digits = string.Concat((typed ?? "").Where(c => !char.IsWhiteSpace(c)));
        var right = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(digits), Encoding.UTF8.GetBytes(recipients.Open(code.Code)));
        if (right)
        {
            work.Add(NotificationsQueries.EndCodes, new { person, channel, now });
            work.Add(NotificationsQueries.SaveContact, new { person, channel, address = recipients.Close(recipients.Open(code.Address)), now });
        }
        audit.Record(work, right ? "notifications.contact.proved" : "notifications.contact.code-wrong", code.Id, person);
        await work.Commit(ct);   // a wrong try counts
        return right ? Outcome.Proved : code.Tries >= CodeRow.MostTries ? Outcome.Gone : Outcome.Wrong;
    }
}
