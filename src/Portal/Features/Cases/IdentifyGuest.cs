using Portal.Features.ActingFor;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases;

/// <summary>
/// What somebody wrote without saying who they are becomes theirs, or that of whom they act for: the conversation stays, the
/// unit may know who they are from then on, and the key in the browser opens it no more.
/// </summary>
sealed class IdentifyGuest(CaseLedger ledger, LoginFacade people, ActingForFacade acting)
{
    /// <param name="work">The act of the resident.</param>
    /// <param name="its">The case as the guest saw it.</param>
    /// <param name="bornOn">Of the one whose matter it becomes, when known.</param>
    /// <returns>The case as it is now; null when it has ended, or is not that guest's.</returns>
    public async Task<Case?> Handle(Work work, Case its, DateOnly? bornOn, CancellationToken ct)
    {
        var resident = (Resident)work.Actor;
        var done = await work.QueryOne<bool>(CaseQueries.Identify, new
        {
            id = its.Id, guest = its.GuestKey, basis = resident.Basis, open_to_delegate = resident.ForAnother || !acting.KeepsToThemselves(bornOn),
        }, ct);
        if (!done) return null;
        var now = its with { Subject = resident.Subject, GuestKey = null, OpenedBy = resident.Self.Value };
        ledger.Record(work, now, CaseEvents.Identified, EnumText.Of(resident.Basis));
        people.OpenToUnit(work, resident.Subject, its.Unit);
        acting.Tell(work, its.Id);
        return now;
    }
}
