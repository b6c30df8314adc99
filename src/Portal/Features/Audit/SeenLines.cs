using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Audit;

/// <summary>A line about data that somebody is about to be shown.</summary>
readonly record struct SeenLine(DateTimeOffset At, string Action, Guid? About, Guid Subject, Guid? Self, Guid? Staff, string? Unit, string? Basis);

/// <summary>
/// Writes the lines of all readers of this process, one transaction after another: what came while one is being written
/// makes up the next. So a hundred readers at once wait for a few commits and not for a hundred.
/// </summary>
sealed class SeenLines(PortalDb db)
{
    readonly Lock gate = new();
    Batch next = new();
    bool writing;

    sealed class Batch
    {
        public readonly List<SeenLine> Lines = [];
        public readonly TaskCompletionSource Written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Completes when the lines are on disk; fails when they are not.</summary>
    public Task Write(IEnumerable<SeenLine> lines)
    {
        lock (gate)
        {
            next.Lines.AddRange(lines);
            if (next.Lines.Count == 0) return Task.CompletedTask;
            if (!writing) ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.WriteAll(), this, preferLocal: false);   // nobody's request in particular
            writing = true;
            return next.Written.Task;
        }
    }

    async Task WriteAll()
    {
        while (Take() is { } batch)
            try
            {
                await Commit(batch.Lines);
                batch.Written.SetResult();
            }
            catch (Exception e)
            {
                batch.Written.SetException(e);   // each of its readers gets an error page in the place of the data
            }
    }

    Batch? Take()
    {
        lock (gate)
        {
            writing = next.Lines.Count > 0;
            if (!writing) return null;
            var batch = next;
            next = new();
            return batch;
        }
    }

    async Task Commit(List<SeenLine> lines)
    {
        await using var work = db.As(Visitor.Instance);   // the lines say themselves who reads
        Append(work, lines);
        await work.Commit(default);   // a reader who went away has read nevertheless
    }

    /// <summary>Queued: lines of many, each of which says itself who it is of.</summary>
    public void Append(Work work, List<SeenLine> lines) => work.Add(AuditQueries.AppendSeen, new
    {
        ats = Each(lines, l => l.At), actions = Each(lines, l => l.Action), abouts = Each(lines, l => l.About), subjects = Each(lines, l => l.Subject),
        selves = Each(lines, l => l.Self), staffs = Each(lines, l => l.Staff), units = Each(lines, l => l.Unit), bases = Each(lines, l => l.Basis),
    });

    static T[] Each<T>(List<SeenLine> lines, Func<SeenLine, T> part) => [.. lines.Select(part)];
}
