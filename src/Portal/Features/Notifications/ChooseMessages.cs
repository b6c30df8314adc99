using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.Notifications;

/// <summary>A person chooses the language of messages, how much they tell, and by which channels each kind comes.</summary>
sealed class ChooseMessages(PortalDb db, Recipients recipients, AuditFacade audit)
{
    /// <summary>ClinicChangeNeedsOne: a change by the clinic must reach a person who has given us a way to do so.</summary>
    public enum Outcome { Saved, ClinicChangeNeedsOne }

    public sealed record Choice(Language Language, bool Discreet, IReadOnlySet<(EventKind, Channel)> Wanted);

    public async Task<Outcome> Handle(Resident resident, Choice choice, CancellationToken ct)
    {
        var person = resident.Self;
        await using var work = db.As(resident);
        var now = await recipients.Read(work, person, ct);
        if (now.Contacts.Count > 0 && !now.Contacts.Any(c => choice.Wanted.Contains((EventKind.ClinicChange, c.Channel))))
            return Outcome.ClinicChangeNeedsOne;
        work.Add(NotificationsQueries.SaveChoice, new { person, language = choice.Language.Code, discreet = choice.Discreet });
        foreach (var contact in now.Contacts)   // a channel not shown on the page keeps its default
            foreach (var kind in Enum.GetValues<EventKind>())
                work.Add(NotificationsQueries.SavePreference, new { person, @event = kind, channel = contact.Channel, wanted = choice.Wanted.Contains((kind, contact.Channel)) });
        audit.Record(work, "notifications.preferences.changed", subject: person);
        await work.Commit(ct);
        return Outcome.Saved;
    }
}
