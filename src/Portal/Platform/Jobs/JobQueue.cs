using System.Text.Json;
using Portal.Platform.Db;

namespace Portal.Platform.Jobs;

/// <summary>A piece of work for later.</summary>
/// <param name="Queue">Name of the queue; one <see cref="IJobHandler"/> a queue.</param>
/// <param name="Key">Jobs with the same key are done one at a time and in order.</param>
/// <param name="Payload">What the handler needs: ids and codes, never typed text.</param>
/// <param name="Once">Names the event; a second job with the same name is not made.</param>
/// <param name="RunAt">Not before this; now when left out.</param>
sealed record Job(string Queue, Guid Key, object Payload)
{
    public PersonId? Subject { get; init; }
    public string? Unit { get; init; }
    public string? Once { get; init; }
    public DateTimeOffset? RunAt { get; init; }
}

/// <summary>Puts jobs into the transaction of the change that asks for them, and wakes the runner after the commit.</summary>
sealed class JobQueue(TimeProvider clock, JobSignal signal)
{
    public void Add(Work work, params ReadOnlySpan<Job> jobs)
    {
        work.Gather<Job>(this, all => Insert(work, all)).AddRange(jobs);
        work.AfterCommit(signal.Wake);
    }

    void Insert(Work work, List<Job> jobs)
    {
        var now = clock.GetUtcNow();
        work.AddRows(JobQueries.Insert, [.. jobs.Select(job => new
        {
            queue = job.Queue, key = job.Key, subject = job.Subject, unit = job.Unit, once = job.Once,
            payload = JsonSerializer.Serialize(job.Payload, JobPayload.Json), run_at = job.RunAt ?? now, created_at = now,
        })]);
    }

    /// <summary>Withdraws the waiting jobs of these keys in a queue: a reminder of an appointment that no longer stands.</summary>
    public void Withdraw(Work work, string queue, params Guid[] keys) =>
        work.Add(JobQueries.Withdraw, new { queue, keys, now = clock.GetUtcNow() });

    /// <summary>What waits and what was refused in a unit, the oldest first.</summary>
    public Task<List<OpenJob>> Open(Work work, string queue, string unit, CancellationToken ct) =>
        work.Query<OpenJob>(JobQueries.Open, new { queue, unit }, ct);

    /// <summary>What is to come in a person's matters, the next first.</summary>
    public Task<List<OpenJob>> Planned(Work work, string queue, PersonId subject, CancellationToken ct) =>
        work.Query<OpenJob>(JobQueries.Planned, new { queue, subject }, ct);

    /// <summary>Lets a job of the unit be tried at once. Null when there is none such.</summary>
    public Task<OpenJob?> TryAgain(Work work, string queue, string unit, long seq, CancellationToken ct) =>
        Woken(work, JobQueries.TryAgain, new { queue, unit, seq, now = clock.GetUtcNow() }, ct);

    /// <summary>Takes a failed job of the unit away for good, so that those behind it go on. Null when there is none such.</summary>
    public Task<OpenJob?> GiveUp(Work work, string queue, string unit, long seq, string reason, CancellationToken ct) =>
        Woken(work, JobQueries.GiveUp, new { queue, unit, seq, reason = $"discarded {reason}", now = clock.GetUtcNow() }, ct);

    async Task<OpenJob?> Woken(Work work, string sql, object args, CancellationToken ct)
    {
        var job = await work.QueryOne<OpenJob>(sql, args, ct);
        if (job is not null) work.AfterCommit(signal.Wake);
        return job;
    }
}

/// <summary>How payloads are written and read.</summary>
static class JobPayload
{
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
}

/// <summary>Wakes the runners of this process when there is new work; other processes find it at their next look.</summary>
sealed class JobSignal
{
    TaskCompletionSource next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next wake-up. Ask before looking for work, or a wake-up in between is missed.</summary>
    public Task Next() => Volatile.Read(ref next).Task;

    public Task Wake()
    {
        Interlocked.Exchange(ref next, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        return Task.CompletedTask;
    }
}
