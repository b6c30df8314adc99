using Portal.Platform;
using Portal.Platform.Db;

namespace Portal.Features.Cases.Live;

/// <summary>
/// What is worth saying but not worth a transaction each: how far a side has read, that somebody is on the page, that
/// somebody is writing. Gathered for a fifth of a second, then stored and told together.
/// </summary>
sealed partial class ReadMarks
{
    static readonly Machine Me = new("cases");
    static readonly TimeSpan pause = TimeSpan.FromMilliseconds(200);

    readonly Batches<Mark> marks;
    readonly Conversations conversations;
    readonly PortalDb db;
    readonly TimeProvider clock;
    readonly ILogger<ReadMarks> log;

    public ReadMarks(Conversations conversations, PortalDb db, TimeProvider clock, ILogger<ReadMarks> log)
    {
        (this.conversations, this.db, this.clock, this.log) = (conversations, db, clock, log);
        marks = new(2_000, Store);
    }

    /// <param name="Seq">Read up to this one; 0 when only heard of, null when writing.</param>
    readonly record struct Mark(Guid Case, string Side, int? Seq, DateTimeOffset At);

    public void Read(Guid its, string side, int seq) => marks.Add(new(its, side, seq, clock.GetUtcNow()));

    /// <summary>The side is on the page.</summary>
    public void Here(Guid its, string side) => marks.Add(new(its, side, 0, clock.GetUtcNow()));

    public void Typing(Guid its, string side) => marks.Add(new(its, side, null, clock.GetUtcNow()));

    async Task Store(List<Mark> batch)
    {
        try
        {
            await using var work = db.As(Me);
            work.Add(LiveQueries.NotWaitedFor);
            var kept = batch.Where(m => m.Seq is not null).ToList();
            if (kept.Count > 0)
                work.Add(LiveQueries.Marks, new
                {
                    ids = kept.Select(m => m.Case).ToArray(), sides = kept.Select(m => m.Side).ToArray(), seqs = kept.Select(m => m.Seq!.Value).ToArray(), ats = kept.Select(m => m.At).ToArray(),
                });
            var read = kept.Where(m => m.Seq > 0).GroupBy(m => (m.Case, m.Side)).Select(g => Wakeup.Read(g.Key.Case, g.Key.Side, g.Max(m => m.Seq!.Value)));
            var typing = batch.Where(m => m.Seq is null).Select(m => (m.Case, m.Side)).Distinct().Select(m => Wakeup.Typing(m.Case, m.Side, conversations.Process));
            if (Wakeup.Packed(read.Concat(typing)) is { Length: > 0 } payloads) work.Add(CaseQueries.Tell, new { payloads });
            await work.Commit(default);
        }
        catch (Npgsql.NpgsqlException e)
        {
            NotStored(e);   // the next look at the page makes them again
        }
        await Task.Delay(pause, clock);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Read marks could not be stored")]
    partial void NotStored(Exception e);
}
