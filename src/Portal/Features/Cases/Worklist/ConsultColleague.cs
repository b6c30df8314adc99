using Portal.Features.Login;
using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>
/// Asks a colleague, of any unit, for advice: they see the case for a week, without the person's name when they are of
/// another unit, and the two write notes beside the conversation.
/// </summary>
sealed class ConsultColleague(PortalDb db, CaseLedger ledger, LoginFacade people, TimeProvider clock)
{
    public enum Outcome { Asked, NoColleague, NoQuestion, NotFound }

    static readonly TimeSpan Open = TimeSpan.FromDays(7);

    public async Task<Outcome> Handle(Professional professional, Guid id, Guid note, Guid? whom, string? question, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(question) || question.Trim().Length > WriteNote.MaxLength) return Outcome.NoQuestion;
        await using var work = db.As(professional);
        var colleague = (await people.InCare(work, ct)).Find(c => c.Id == whom && c.Id != professional.StaffId);
        if (colleague is null) return Outcome.NoColleague;
        if (await work.QueryOne<Case>(CaseQueries.One, new { id }, ct) is not { IsOpen: true } its || its.Unit != professional.Unit) return Outcome.NotFound;
        var now = clock.GetUtcNow();
        work.Add(WorklistQueries.Invite, new { id, colleague = colleague.Id, staff = professional.StaffId, now, until = now + Open });
        work.Add(WorklistQueries.WriteNote, new { note, id, staff = professional.StaffId, text = question.Trim(), now });
        ledger.Record(work, its, CaseEvents.Consulted, colleague.Id.ToString());
        work.Add(WorklistQueries.Wake, new { payload = $"case:{id}:{colleague.Unit}" });
        await work.Commit(ct);
        return Outcome.Asked;
    }
}
