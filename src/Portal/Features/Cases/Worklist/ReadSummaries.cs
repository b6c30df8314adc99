using Portal.Features.Audit;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Ehr;
using Portal.Platform.Jobs;

namespace Portal.Features.Cases.Worklist;

/// <summary>A finished case that is not in the patient record yet.</summary>
public sealed record UndeliveredCase(long Seq, Guid Case, DateTimeOffset Since, int Attempts, bool Failed, string? Fault, string? Words);

/// <summary>What a unit's finished cases still wait to be delivered, and what the patient record has refused; and the way to try again.</summary>
sealed class ReadSummaries(PortalDb db, JobQueue jobs, AuditFacade audit)
{
    public async Task<IReadOnlyList<UndeliveredCase>> Handle(Professional professional, CancellationToken ct)
    {
        await using var work = db.As(professional);
        var open = await jobs.Open(work, DeliverCase.QueueName, professional.Unit, ct);
        await work.Commit(ct);
        return [.. open.Select(job =>
        {
            var (fault, words) = Fault(job.LastError);
            return new UndeliveredCase(job.Seq, job.Key, job.CreatedAt, job.Attempts, job.State == "failed", fault, words);
        })];
    }

    /// <summary>False when it has been delivered meanwhile, or is another unit's.</summary>
    public async Task<bool> TryAgain(Professional professional, long seq, CancellationToken ct)
    {
        await using var work = db.As(professional);
        if (await jobs.TryAgain(work, DeliverCase.QueueName, professional.Unit, seq, ct) is not { } job) return false;
        audit.Record(work, "cases.delivery.retried", job.Key, job.Subject);
        await work.Commit(ct);
        return true;
    }

    /// <summary>The job's code as a key of the texts, and what the patient record said.</summary>
    static (string?, string?) Fault(string? code) => code?.Split(' ', 2) switch
    {
        null => (null, null),
        ["refused", var rest] => ("fault-refused", rest[(rest.IndexOf(' ') + 1)..]),
        [DeliverCase.NoPerson or DeliverCase.NoCase, ..] => ("fault-nobody", null),
        [EhrUnavailable.NoConnection or EhrUnavailable.NoAnswer, ..] => ("fault-no-connection", null),
        _ => ("fault-other", null),
    };
}
