using Portal.Features.Cases;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Callback;

/// <summary>
/// Ends the matters of those whom no call has reached and who have chosen no new time in two weeks, as their page has said.
/// Every process looks; a case ends once.
/// </summary>
sealed class EndSilent(PortalDb db, CasesFacade cases, TimeProvider clock) : TimedWork
{
    public static readonly TimeSpan Silence = TimeSpan.FromDays(14);

    public override TimeSpan Every => TimeSpan.FromHours(1);

    /// <returns>How many ended.</returns>
    public override async Task<int> Handle(CancellationToken ct)
    {
        await using var work = db.As(new Machine("cases"));
        var silent = await cases.NotHeardOf(work, CaseChannel.Callback, clock.GetUtcNow() - Silence, ct);
        foreach (var its in silent) cases.Close(work, its, "no-answer");
        await work.Commit(ct);
        return silent.Count;
    }
}
