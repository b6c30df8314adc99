using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Worklist;

/// <summary>
/// A professional is heard of: they are present, and the cases they have stay theirs for another lease. Who is not heard
/// of loses them to the list (<see cref="CaseWatch"/>). Every page of theirs beats, and an open one beats by itself.
/// </summary>
sealed class Beat(PortalDb db, TimeProvider clock)
{
    /// <summary>How long a case stays with somebody who has fallen silent.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>How long a case waits for the colleague it was given to.</summary>
    public static readonly TimeSpan Reserved = TimeSpan.FromMinutes(15);

    public async Task Handle(Professional professional, CancellationToken ct)
    {
        await using var work = db.As(professional);
        Into(work, professional);
        await work.Commit(ct);
    }

    /// <summary>Queued, as a part of a larger work.</summary>
    public void Into(Work work, Professional professional)
    {
        var now = clock.GetUtcNow();
        work.Add(WorklistQueries.HeardOf, new { staff = professional.StaffId, unit = professional.Unit, now });
        work.Add(WorklistQueries.Renew, new { staff = professional.StaffId, unit = professional.Unit, until = now + Lease });
    }

    /// <summary>Takes chats from now on, or not.</summary>
    public async Task TakesChats(Professional professional, bool takes, CancellationToken ct)
    {
        await using var work = db.As(professional);
        Into(work, professional);
        work.Add(WorklistQueries.TakesChats, new { staff = professional.StaffId, takes });
        await work.Commit(ct);
    }
}
