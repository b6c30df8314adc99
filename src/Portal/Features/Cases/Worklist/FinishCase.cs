using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Cases.Worklist;

/// <summary>What a professional says when a matter ends.</summary>
/// <param name="Message">Made by the page: the id of the last answer.</param>
/// <param name="Answer">The last answer to the resident; null for none.</param>
/// <param name="Summary">What was agreed, in plain words: it stays with the resident, and goes to the patient record.</param>
/// <param name="ContactAgain">When to contact again, and how.</param>
/// <param name="Outcome">One of <see cref="Outcomes.Coded"/>.</param>
sealed record Ending(Guid Message, string? Answer, string? Summary, string? ContactAgain, string? Outcome);

/// <summary>
/// Ends a matter in one act: the last answer, the summary to the resident, the coded outcome, the end in every channel and
/// the delivery to the patient record, all or none. Once: what is finished is not finished again, and nothing is undone.
/// </summary>
sealed class FinishCase(PortalDb db, PostMessage post, CaseLedger ledger, JobQueue jobs, TimeProvider clock)
{
    public enum Result { Finished, NoSummary, TooLong, NoOutcome, Unfilled, NotYours }

    public const int MaxSummary = 2000, MaxContact = 500;

    public async Task<Result> Handle(Professional professional, Guid id, Ending ending, CancellationToken ct)
    {
        if (Fault(ending) is { } fault) return fault;
        await using var work = db.As(professional);
        if (!await Into(work, professional, id, ending, ct)) return Result.NotYours;
        await work.Commit(ct);
        return Result.Finished;
    }

    /// <summary>As a part of a larger act, which commits. False when the professional does not have the case.</summary>
    /// <param name="ending">In order: what a professional types is checked by <see cref="Handle"/>.</param>
    public async Task<bool> Into(Work work, Professional professional, Guid id, Ending ending, CancellationToken ct)
    {
        var args = new { id, unit = professional.Unit, staff = professional.StaffId, now = clock.GetUtcNow() };
        if (await work.QueryOne<Guid?>(WorklistQueries.Finish, args, ct) is null) return false;
        var its = (await work.QueryOne<Case>(CaseQueries.One, new { id }, ct))!;
        if (Answer(ending) is { } answer && (await post.Into(work, its, ending.Message, answer, ct)).Posted is null) return false;
        ledger.Close(work, its, ending.Outcome!, ending.Summary!.Trim(), Blank(ending.ContactAgain)?.Trim());
        work.Add(WorklistQueries.DropDrafts, new { id });
        if (its.Subject is { } subject)
            jobs.Add(work, new Job(DeliverCase.QueueName, id, new CaseNews(id, professional.StaffId)) { Subject = subject, Unit = its.Unit, Once = $"{id}" });
        return true;
    }

    static Result? Fault(Ending ending) => ending switch
    {
        { Summary: var summary } when string.IsNullOrWhiteSpace(summary) => Result.NoSummary,
        { Summary: { } summary } when summary.Trim().Length > MaxSummary || ending.ContactAgain?.Trim().Length > MaxContact || ending.Answer?.Trim().Length > PostMessage.MaxLength => Result.TooLong,
        { Outcome: var outcome } when !Outcomes.Coded.Contains(outcome) => Result.NoOutcome,
        _ when Content.Reply.Unfilled($"{ending.Answer} {ending.Summary} {ending.ContactAgain}").Count > 0 => Result.Unfilled,
        _ => null,
    };

    static string? Answer(Ending ending) => Blank(ending.Answer)?.Trim();

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
