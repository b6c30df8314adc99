using System.Text.Json;
using Portal.Platform.Db;

namespace Portal.Platform.Jobs;

/// <summary>Does the jobs of one queue. Several implementations exist, one a queue.</summary>
interface IJobHandler
{
    string Queue { get; }

    /// <summary>Does the job. It may be done again after a crash, so doing it twice must be the same as once.</summary>
    /// <exception cref="JobRefused">The job can never succeed as it is; a person has to look at it.</exception>
    Task Do(TakenJob job, CancellationToken ct);
}

/// <summary>The other side understood and refused: trying again by itself is no use.</summary>
sealed class JobRefused(string reason) : Exception(reason);

sealed record TakenJob
{
    public long Seq { get; init; }
    public string Queue { get; init; } = "";
    public Guid Key { get; init; }
    public PersonId? Subject { get; init; }
    public string Payload { get; init; } = "{}";
    public int Attempts { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload, JobPayload.Json)!;
}

/// <summary>How patient the runner is. All times real, not the test's clock, except when a job is due.</summary>
sealed record JobOptions
{
    public bool Run { get; init; } = true;
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(1);
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(10);
    public int AtOnce { get; init; } = 4;
}

/// <summary>
/// Takes due jobs with a lease (for update skip locked, so any number of processes may run), hands them to their
/// queue's handler, and tries again with growing pauses. A process that dies leaves its lease to run out.
/// </summary>
sealed partial class JobRunner(PortalDb db, IEnumerable<IJobHandler> handlers, JobSignal signal, JobOptions options, TimeProvider clock, ILogger<JobRunner> log)
    : BackgroundService
{
    static readonly Machine me = new("jobs");

    /// <summary>A loop a queue: a slow neighbour holds up its own queue only.</summary>
    protected override Task ExecuteAsync(CancellationToken ct) =>
        options.Run ? Task.WhenAll(handlers.Select(handler => Loop(handler, ct))) : Task.CompletedTask;

    async Task Loop(IJobHandler handler, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            var woken = signal.Next();
            var worked = 0;
            try { worked = await RunDue(handler, ct); }
            catch (Exception e) when (!ct.IsCancellationRequested) { LookFailed(handler.Queue, e); }   // the database is away: look again later
            catch (OperationCanceledException) { return; }
            if (worked == 0) await Task.WhenAny(woken, Task.Delay(options.Look, ct));
        }
    }

    /// <summary>Does what is due in one queue now; returns how many were taken.</summary>
    public async Task<int> RunDue(IJobHandler handler, CancellationToken ct)
    {
        await using var work = db.As(me);
        var taken = await work.CommitWith<TakenJob>(JobQueries.Take,
            new { queue = handler.Queue, now = clock.GetUtcNow(), lease = options.Lease, limit = options.AtOnce }, ct);
        await Task.WhenAll(taken.Select(job => Do(handler, job, ct)));
        return taken.Count;
    }

    async Task Do(IJobHandler handler, TakenJob job, CancellationToken ct)
    {
        try
        {
            await handler.Do(job, ct);
            await End(JobQueries.Done, new { seq = job.Seq, now = clock.GetUtcNow() });
        }
        catch (JobRefused e)
        {
            Refused(job.Queue, job.Seq, e.Message);
            await End(JobQueries.Fail, new { seq = job.Seq, error = e.Message, now = clock.GetUtcNow() });
        }
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            WillTryAgain(job.Queue, job.Seq, job.Attempts, e.GetType().Name);
            await End(JobQueries.Retry, new { seq = job.Seq, error = Reason(e), run_at = clock.GetUtcNow() + Pause(job.Attempts) });
        }
    }

    async Task End(string sql, object args)
    {
        await using var work = db.As(me);
        work.Add(sql, args);
        await work.Commit(CancellationToken.None);
    }

    /// <summary>2 s, 4 s, 8 s … 10 min, with the default options.</summary>
    public TimeSpan Pause(int attempts)
    {
        var seconds = options.FirstPause.TotalSeconds * Math.Pow(2, Math.Min(attempts - 1, 20));
        return TimeSpan.FromSeconds(Math.Min(seconds, options.LongestPause.TotalSeconds));
    }

    static string Reason(Exception e) => e is TaskCanceledException ? "no answer in time" : e.Message;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Looking for jobs of {Queue} failed")]
    partial void LookFailed(string queue, Exception e);
    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {Seq} of {Queue} was refused: {Reason}")]
    partial void Refused(string queue, long seq, string reason);
    [LoggerMessage(Level = LogLevel.Information, Message = "Job {Seq} of {Queue} failed at attempt {Attempts} with {Kind} and will be tried again")]
    partial void WillTryAgain(string queue, long seq, int attempts, string kind);
}
