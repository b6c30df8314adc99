namespace Portal.Platform.Jobs;

/// <summary>
/// Work that the clock asks for: a look every so often, in every process that runs jobs. What is done is found by looking, and
/// a row is taken by one process (for update skip locked), so nothing is lost with a process and nothing is done twice.
/// </summary>
abstract class TimedWork
{
    /// <summary>From one look to the next. Real time; what is due goes by the portal's clock.</summary>
    public abstract TimeSpan Every { get; }

    /// <summary>One look. What a look could not finish, the next one goes on with.</summary>
    public abstract Task Handle(CancellationToken ct);
}

/// <summary>Lets each timed work look at its own pace. One that fails says so in the log and looks again.</summary>
sealed partial class TimedRunner(IEnumerable<TimedWork> works, JobOptions options, TimeProvider clock, ILogger<TimedRunner> log) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken ct) =>
        options.Run ? Task.WhenAll(works.Select(work => Loop(work, ct))) : Task.CompletedTask;   // or the portal's own work is left to others

    async Task Loop(TimedWork work, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(work.Every, clock);
        while (await timer.WaitForNextTickAsync(ct))
            try { await work.Handle(ct); }
            catch (Exception e) when (!ct.IsCancellationRequested) { Failed(e is Npgsql.NpgsqlException ? LogLevel.Warning : LogLevel.Error, e, work.GetType().Name); }
    }

    [LoggerMessage(Message = "{Work} failed, and looks again")]
    partial void Failed(LogLevel level, Exception e, string work);
}
