using System.Globalization;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>A professional has looked at a matter and finds it more, or less, urgent than it was. The reason stays in its ledger.</summary>
sealed class ChangeUrgency(PortalDb db, CaseLedger ledger)
{
    public enum Outcome { Changed, SameAsBefore, NoReason, NotFound }

    public const int MaxReason = 500;

    /// <param name="urgency">1 now, 2 today, 3 soon, 4 no hurry.</param>
    /// <param name="why">For colleagues, in words.</param>
    public async Task<Outcome> Handle(Professional professional, Guid id, int urgency, string? why, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(why) || why.Trim().Length > MaxReason || urgency is < 1 or > 4) return Outcome.NoReason;
        await using var work = db.As(professional);
        if (await work.QueryOne<Case>(CaseQueries.One, new { id }, ct) is not { IsOpen: true } its || its.Unit != professional.Unit) return Outcome.NotFound;
        if (await work.QueryOne<Guid?>(WorklistQueries.Urgency, new { id, unit = professional.Unit, urgency }, ct) is null) return Outcome.SameAsBefore;
        ledger.Record(work, its, CaseEvents.Urgency, urgency.ToString(CultureInfo.InvariantCulture), why.Trim());
        await work.Commit(ct);
        return Outcome.Changed;
    }
}
