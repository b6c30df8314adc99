using System.Threading.Channels;

namespace Portal.Platform;

/// <summary>
/// Handles what many ask for at once in batches, one after another and in order: what comes while one is being handled
/// makes up the next. Nobody's request in particular does the work, so none waits for those who came after.
/// </summary>
/// <param name="atOnce">The most in a batch.</param>
/// <param name="handle">Must not throw: those who wait are told by what they put in.</param>
sealed class Batches<T>(int atOnce, Func<List<T>, Task> handle)
{
    readonly Channel<T> waiting = Channel.CreateUnbounded<T>();
    int running;

    public void Add(T item)
    {
        waiting.Writer.TryWrite(item);
        Wake();
    }

    void Wake()
    {
        if (Interlocked.Exchange(ref running, 1) == 0) ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.HandleAll(), this, preferLocal: false);
    }

    async Task HandleAll()
    {
        while (Take() is { Count: > 0 } batch) await handle(batch);
        Interlocked.Exchange(ref running, 0);
        if (waiting.Reader.TryPeek(out _)) Wake();   // came between the last look and the line before
    }

    List<T> Take()
    {
        List<T> batch = [];
        while (batch.Count < atOnce && waiting.Reader.TryRead(out var item)) batch.Add(item);
        return batch;
    }
}
