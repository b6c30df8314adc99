namespace Portal.Platform.Jobs;

static class JobQueries
{
    /// <summary>One job; for many at once the row is repeated (<see cref="Db.Work.AddRows"/>), and they are numbered in the order of the rows.</summary>
    public const string Insert = """
        insert into jobs.job (queue, key, subject, unit, once, payload, run_at, created_at)
        values (@queue, @key, @subject, @unit, @once, @payload::jsonb, @run_at, @created_at)
        on conflict (queue, once) where once is not null do nothing
        """;

    public const string Withdraw =
        "update jobs.job set state = 'withdrawn', ended_at = @now where queue = @queue and key = any (@keys) and state = 'waiting'";

    /// <summary>Takes due jobs for a while (a lease): the first waiting one of each key, unless an earlier one has failed.</summary>
    public const string Take = """
        update jobs.job set run_at = @now + @lease, attempts = attempts + 1
        where seq in (
          select j.seq from jobs.job j
          where j.queue = @queue and j.state = 'waiting' and j.run_at <= @now
            and not exists (select from jobs.job e where e.queue = j.queue and e.key = j.key and e.seq < j.seq and e.state in ('waiting', 'failed'))
          order by j.run_at limit @limit for update skip locked)
        returning seq, queue, key, subject, payload::text as payload, attempts, created_at
        """;

    public const string Done = "update jobs.job set state = 'done', ended_at = @now, last_error = null where seq = @seq";

    public const string Retry = "update jobs.job set run_at = @run_at, last_error = @error where seq = @seq and state = 'waiting'";

    public const string Fail = "update jobs.job set state = 'failed', ended_at = @now, last_error = @error where seq = @seq";

    const string OpenColumns = "seq, key, subject, payload::text as payload, state, run_at, attempts, last_error, created_at";

    /// <summary>What waits and what has failed in a unit, for the staff page; the oldest first.</summary>
    public const string Open = "select " + OpenColumns + " from jobs.job where state in ('waiting', 'failed') and queue = @queue and unit = @unit order by seq limit 200";

    /// <summary>What is still to come for a person, the next first.</summary>
    public const string Planned = "select " + OpenColumns + " from jobs.job where state = 'waiting' and queue = @queue and subject = @subject order by run_at limit 200";

    public const string TryAgain = """
        update jobs.job set state = 'waiting', run_at = @now, ended_at = null
        where seq = @seq and queue = @queue and unit = @unit and state in ('failed', 'waiting') returning
        """ + " " + OpenColumns;

    /// <summary>What was said of it last stays, behind the reason.</summary>
    public const string GiveUp = """
        update jobs.job set state = 'withdrawn', ended_at = @now, last_error = concat_ws(' after ', @reason::text, last_error)
        where seq = @seq and queue = @queue and unit = @unit and state = 'failed' returning
        """ + " " + OpenColumns;
}
