using Portal.Features.Cases;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Chat;

/// <summary>
/// The writer of a conversation says who they are, in the middle of it: it goes on as theirs, or as that of whom they act for.
/// An older open matter about the same thing can be closed into it.
/// </summary>
sealed class IdentifyInChat(PortalDb db, CasesFacade cases, Handover handover)
{
    /// <summary>NotHere: the browser is another, it took too long, or the hand-over has been used. Ended: there is nothing left to go on with.</summary>
    public enum Outcome { Identified, NotHere, Ended }

    /// <param name="joinOlder">The open matter of the same queue is the same: it is closed, and this goes on.</param>
    public async Task<Outcome> Handle(HttpContext context, Resident resident, DateOnly? bornOn, Guid id, bool joinOlder, CancellationToken ct)
    {
        if (await handover.Take(context, id, ct) is not { } guest) return Outcome.NotHere;
        if (await cases.One(guest, id, ct) is not { } its) return Outcome.Ended;
        var older = joinOlder ? await cases.SameMatter(resident, its.Queue, ct) : null;
        await using var work = db.As(resident);
        if (await cases.Identify(work, its, bornOn, ct) is not { } mine) return Outcome.Ended;
        if (older is not null)
        {
            cases.Close(work, older, "duplicate");
            cases.Record(work, mine, CaseEvents.Joined, older.Id.ToString());
        }
        await work.Commit(ct);
        return Outcome.Identified;
    }
}
