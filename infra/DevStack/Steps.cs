using System.Diagnostics;

namespace Portal.DevStack;

/// <summary>Tells how the start goes on, step by step, with the time each took.</summary>
sealed class Steps(Action<StackProgress> progress)
{
    public Task Take(string what, Func<Task> step)
    {
        progress(new(what, null));
        return Done(what, Time(step));
    }

    /// <summary>For a step that is under way already.</summary>
    public Task Await(string what, Task<TimeSpan> step)
    {
        progress(new(what, null));
        return Done(what, step);
    }

    /// <summary>Runs a step, when what it needs is done, and tells how long it took.</summary>
    public static async Task<TimeSpan> Time(Func<Task> step, Task? after = null)
    {
        if (after is not null) await after;
        var clock = Stopwatch.StartNew();
        await step();
        return clock.Elapsed;
    }

    async Task Done(string what, Task<TimeSpan> step) => progress(new(what, await step));
}
