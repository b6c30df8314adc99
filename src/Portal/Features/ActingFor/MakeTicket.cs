using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Web;

namespace Portal.Features.ActingFor;

/// <summary>Gives a person who could not act for another a number to say to a unit. One a day: asked again, it is the same.</summary>
sealed class MakeTicket(PortalDb db, AuditFacade audit, TimeProvider clock)
{
    static readonly TimeSpan Life = TimeSpan.FromDays(30);
    const int Tries = 10;

    public async Task<string> Handle(Resident resident, CancellationToken ct)
    {
        for (var i = 0; i < Tries; i++)
            if (await Try(Resident.ForSelf(resident.Self), ct) is { } number) return number;
        throw new InvalidOperationException("No free ticket number was found.");
    }

    /// <summary>Today's, when there is one.</summary>
    public async Task<string?> Today(Resident resident, CancellationToken ct)
    {
        await using var work = db.As(Resident.ForSelf(resident.Self));
        return (await work.CommitWith<string>(ActingForQueries.TicketOfDay, new { person = resident.Self, today = clock.GetUtcNow().HelsinkiDate() }, ct)).SingleOrDefault();
    }

    /// <summary>Null when the number that was drawn is somebody else's already.</summary>
    async Task<string?> Try(Resident self, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (id, number, today) = (Guid.CreateVersion7(), TicketNumber.New(), now.HelsinkiDate());
        await using var work = db.As(self);
        var made = await work.QueryOne<string>(ActingForQueries.MakeTicket, new { id, number, person = self.Self, now, today, expires_at = now + Life }, ct);
        if (made is not null) audit.Record(work, "acting-for.ticket.made", id);
        var result = made ?? await work.QueryOne<string>(ActingForQueries.TicketOfDay, new { person = self.Self, today }, ct);
        await work.Commit(ct);
        return result;
    }
}
