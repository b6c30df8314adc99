using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Platform.Jobs;
using Portal.Tests.House;

namespace Portal.Tests.Platform.Jobs;

public class TimedRunnerTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_that_fails_is_told_in_the_log_and_followed_by_the_next_and_nobody_else_waits_for_it()
    {
        var (log, failing, other) = (new LogLines(), new Looking(failures: 1), new Looking());
        using var runner = new TimedRunner([failing, other], new JobOptions(), TimeProvider.System, new Logger<TimedRunner>(new LoggerFactory([log])));
        await runner.StartAsync(Ct);
        await failing.Twice.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await other.Twice.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await runner.StopAsync(Ct);
        Assert.Contains("Looking failed", Assert.Single(log.Errors));
    }

    [Fact]
    public async Task A_process_that_leaves_the_portals_own_work_to_others_does_not_look()
    {
        using var runner = new TimedRunner([new Looking()], new JobOptions { Run = false }, TimeProvider.System, NullLogger<TimedRunner>.Instance);
        await runner.StartAsync(Ct);
        await runner.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20), Ct);   // it ends at once: a loop would go on
    }

    sealed class Looking(int failures = 0) : TimedWork
    {
        int looks;

        public TaskCompletionSource Twice { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override TimeSpan Every => TimeSpan.FromMilliseconds(5);

        public override Task Handle(CancellationToken ct)
        {
            if (++looks == 2) Twice.TrySetResult();
            return looks <= failures ? throw new InvalidOperationException("planted") : Task.CompletedTask;
        }
    }
}
