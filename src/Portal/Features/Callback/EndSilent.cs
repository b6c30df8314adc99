using Portal.Features.Cases;
using Portal.Platform;
using Portal.Platform.Db;
using Portal.Platform.Jobs;

namespace Portal.Features.Callback;

/// <summary>
/// Ends the matters of those whom no call has reached and who have chosen no new time in two weeks, as their page has said.
/// Every process looks; a case ends once.
/// </summary>
sealed partial class EndSilent(PortalDb db, CasesFacade cases, JobOptions jobs, TimeProvider clock, ILogger<EndSilent> log) : BackgroundService
{
    public static readonly TimeSpan Silence = TimeSpan.FromDays(14);

    protected override async Task ExecuteAsync(CancellationToken ct)
    {
        if (!jobs.Run) return;
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock);
        while (await timer.WaitForNextTickAsync(ct))
            try { await Handle(ct); }
            catch (Npgsql.NpgsqlException e) { Failed(e); }   // the database is away: at the next round
    }

    /// <returns>How many ended.</returns>
    public async Task<int> Handle(CancellationToken ct)
    {
        await using var work = db.As(new Machine("cases"));
        var silent = await cases.NotHeardOf(work, CaseChannel.Callback, clock.GetUtcNow() - Silence, ct);
        foreach (var its in silent) cases.Close(work, its, "no-answer");
        await work.Commit(ct);
        return silent.Count;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ending calls that nobody answered failed")]
    partial void Failed(Exception e);
}
