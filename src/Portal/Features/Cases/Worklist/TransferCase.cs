using Portal.Features.Content;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>
/// Gives a case to another unit, or to a named colleague of any unit, with a note for them. A unit that gets it knows the
/// person from then on; one that gives it away does not see it any more. For a named colleague it waits a while.
/// </summary>
sealed class TransferCase(PortalDb db, CaseLedger ledger, LoginFacade people, ContentFacade content, TimeProvider clock)
{
    /// <summary>NotYours: somebody else has it, or it has ended.</summary>
    public enum Outcome { Transferred, NoReceiver, NoNote, NotYours }

    public const int MaxNote = 1000;

    /// <param name="to">A unit's id, or a professional's.</param>
    public async Task<Outcome> Handle(Professional professional, Guid id, string? to, string? note, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var colleague = Guid.TryParse(to, out var staff) && staff != professional.StaffId
            ? (await people.InCare(work, ct)).Find(c => c.Id == staff) : null;
        var unit = colleague?.Unit ?? content.Unit(to ?? "")?.Id;
        if (unit is null || colleague is null && unit == professional.Unit) return Outcome.NoReceiver;
        if (string.IsNullOrWhiteSpace(note) || note.Trim().Length > MaxNote) return Outcome.NoNote;
        if (await work.QueryOne<Case>(CaseQueries.One, new { id }, ct) is not { IsOpen: true } its || its.Unit != professional.Unit) return Outcome.NotYours;
        // The lines first: afterwards the case is out of the giver's sight.
        ledger.Record(work, its, unit == its.Unit ? CaseEvents.Given : CaseEvents.Transferred, colleague?.Id.ToString() ?? unit, note.Trim());
        if (its.Subject is { } subject && unit != its.Unit) people.OpenToUnit(work, subject, unit);
        var now = clock.GetUtcNow();
        if (!await work.QueryOne<bool>(WorklistQueries.Transfer, new { id, unit, holder = colleague?.Id, now, until = now + Beat.Reserved }, ct)) return Outcome.NotYours;
        await work.Commit(ct);
        return Outcome.Transferred;
    }
}
