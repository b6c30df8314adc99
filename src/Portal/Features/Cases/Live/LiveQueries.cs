namespace Portal.Features.Cases.Live;

static class LiveQueries
{
    public const string Missing = """
        select m.id, m.case_id, m.seq, m.at, m.side, m.by, m.text
        from unnest(@ids::uuid[], @afters::int[]) as l (id, after) join cases.message m on m.case_id = l.id and m.seq > l.after order by m.case_id, m.seq
        """;

    public const string AttachmentNames = "select id, message_id, name, media_type from cases.attachment where message_id = any(@messages::uuid[]) order by at, id";

    /// <summary>Of these cases those that the actor still sees.</summary>
    public const string StillSeen = "select id from cases.case where id = any(@ids::uuid[])";

    /// <summary>
    /// How far each side has read, of many at once; a mark never goes back. In order of id, as cases.post locks them. Not
    /// waited for on the disk: a mark lost in a crash is made again.
    /// </summary>
    public const string Marks = """
        with mark as (
          select l.id, max(l.seq) filter (where l.side = 'resident') as resident, max(l.seq) filter (where l.side = 'professional') as professional,
            max(l.at) filter (where l.side = 'resident') as here_at
          from unnest(@ids::uuid[], @sides::text[], @seqs::int[], @ats::timestamptz[]) as l (id, side, seq, at) group by l.id),
        locked as (select id from cases.case where id in (select id from mark) order by id for update)
        update cases.case c set resident_read = greatest(c.resident_read, least(mark.resident, c.last_seq)),
          staff_read = greatest(c.staff_read, least(mark.professional, c.last_seq)), resident_here_at = greatest(c.resident_here_at, mark.here_at)
        from mark join locked using (id) where c.id = mark.id
        """;

    public const string NotWaitedFor = "select set_config('synchronous_commit', 'off', true)";

    /// <summary>The chats of a unit that wait to be taken, each with its place in its queue: the order of cases.ahead.</summary>
    public const string Places = """
        select id, queue, (row_number() over (partition by queue order by urgency, returned_at is null, opened_at, id))::int as position
        from cases.case where unit = @unit and channel = 'chat' and closed_at is null and waits_for = 'us' and holder is null
        """;
}
