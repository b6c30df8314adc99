using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.ActingFor;

/// <summary>Names of the people whom the resident may know: themselves and those they have acted for, or who have acted for them.</summary>
sealed class KnownNames(PortalDb db, LoginFacade people)
{
    /// <summary>Null for anybody else.</summary>
    public async Task<string?> Of(Resident self, PersonId person, CancellationToken ct)
    {
        await using var work = db.As(Resident.ForSelf(self.Self));
        return (await people.Person(work, person, ct))?.Name;
    }

    /// <summary>Of somebody who may act for the resident by a mandate that they can end; null for anybody else.</summary>
    public async Task<string?> OfDelegate(Resident self, PersonId person, CancellationToken ct)
    {
        await using var work = db.As(Resident.ForSelf(self.Self));
        var right = await work.QueryOne<Representation>(ActingForQueries.One, new { self = person, subject = self.Self }, ct);
        var refused = await work.QueryOne<bool>(ActingForQueries.Refused, new { self = person, subject = self.Self }, ct);
        return right is { Basis: Basis.Mandate } || refused ? (await people.Person(work, person, ct))?.Name : null;
    }
}
