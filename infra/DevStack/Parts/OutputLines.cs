namespace Portal.DevStack;

/// <summary>What a part writes: the last 200 lines in memory, all of the present run in a log file.</summary>
sealed class OutputLines(string logFile) : IDisposable
{
    const int Kept = 200;
    readonly Queue<string> lines = new();
    readonly StreamWriter log = new(logFile) { AutoFlush = true };
    readonly TaskCompletionSource<string> ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<string> Lines
    {
        get { lock (lines) return [.. lines]; }
    }

    /// <summary>Completes when a line "READY {json}" has been written.</summary>
    public Task SaidReady => ready.Task;

    public void Add(string? line)
    {
        if (line is null) return;
        lock (lines)
        {
            if (lines.Count == Kept) lines.Dequeue();
            lines.Enqueue(line);
            if (log.BaseStream is not null) log.WriteLine(line);
        }
        if (line.StartsWith("READY ", StringComparison.Ordinal)) ready.TrySetResult(line);
    }

    public void Dispose()
    {
        lock (lines) log.Dispose();
    }
}
