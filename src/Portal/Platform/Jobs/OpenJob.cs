using System.Text.Json;

namespace Portal.Platform.Jobs;

/// <summary>A job that has not been done: it waits for its time or for another try, or it was refused.</summary>
sealed record OpenJob
{
    public long Seq { get; init; }
    public Guid Key { get; init; }
    public PersonId? Subject { get; init; }
    public string Payload { get; init; } = "{}";
    /// <summary>waiting or failed.</summary>
    public string State { get; init; } = "";
    public DateTimeOffset RunAt { get; init; }
    public int Attempts { get; init; }
    /// <summary>Why the last attempt ended, as a code; null before the first.</summary>
    public string? LastError { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    public T Read<T>() => JsonSerializer.Deserialize<T>(Payload, JobPayload.Json)!;
}
