using Portal.Features.Audit;
using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>
/// Opens a person's matters outside a case of the unit: for an hour, for a reason that is the ground in the audit log and
/// that the person sees.
/// </summary>
sealed class OpenPerson(PortalDb db, LoginFacade people, AuditFacade audit, TimeProvider clock)
{
    public enum Outcome { Opened, NoPerson, FaultyId, NoReason, NoWords }

    public static readonly TimeSpan Open = TimeSpan.FromHours(1);
    public const int MaxNote = 500;

    /// <param name="note">In the professional's own words; needed when the reason is "other".</param>
    public async Task<(Outcome Outcome, Guid Id)> Handle(Professional professional, string? nationalId, string? reason, string? note, CancellationToken ct)
    {
        if (people.IsFaultyNationalId(nationalId)) return (Outcome.FaultyId, default);
        if (!OpeningReasons.All.Contains(reason)) return (Outcome.NoReason, default);
        note = string.IsNullOrWhiteSpace(note) ? null : note.Trim();
        if (reason == "other" && note is null || note?.Length > MaxNote) return (Outcome.NoWords, default);
        if (await people.Find(nationalId!, ct) is not { } subject) return (Outcome.NoPerson, default);
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await using var work = db.As(professional);
        work.Add(WorklistQueries.Open, new { id, staff = professional.StaffId, unit = professional.Unit, subject, reason, note, now, until = now + Open });
        audit.Record(work, "cases.person.opened", id, subject, basis: reason);
        await work.Commit(ct);
        return (Outcome.Opened, id);
    }
}
