namespace Portal.Features.Cases.Away;

static class AwayQueries
{
    /// <summary>
    /// Answers that residents who are not on the page have not seen. Marked in the same statement: of all processes one tells.
    /// The whole conversation is counted as told, so that three answers in a row are one message.
    /// </summary>
    public const string Answered = """
        with untold as (
          select c.id from cases.case c
          where (c.closed_at is null or c.closed_at > @away::timestamptz - interval '1 day') and c.subject is not null and c.last_seq > c.resident_read and c.last_seq > c.told_seq and (c.resident_here_at is null or c.resident_here_at < @away)
            and exists (select from cases.message m where m.case_id = c.id and m.side = 'professional' and m.seq > greatest(c.resident_read, c.told_seq))
          order by c.resident_here_at nulls first limit 200 for update skip locked)
        update cases.case c set told_seq = c.last_seq from untold u where c.id = u.id
        returning c.id, c.subject, c.opened_by, c.opened_basis, c.last_seq
        """;

    /// <summary>Whose turn is near (at most one before them, and somebody is at work) and who are not on the page. Marked as told.</summary>
    public const string NearTurn = """
        with near as (
          select c.id from cases.case c
          where c.subject is not null and c.near_told_at is null and c.channel = 'chat' and c.closed_at is null and c.waits_for = 'us' and c.holder is null
            and c.resident_here_at < @away and c.answered_at is null and cases.ahead(c.id) <= 1
            and exists (select from cases.presence p where p.unit = c.unit and p.takes_chats and p.seen_at > @fresh)
          order by c.opened_at limit 200 for update skip locked)
        update cases.case c set near_told_at = @now from near n where c.id = n.id
        returning c.id, c.subject, c.opened_by, c.opened_basis, c.last_seq
        """;

    public const string Standing = """
        select subject, opened_by, open_to_delegate, area, channel = 'chat' and closed_at is null and waits_for = 'us' and holder is null as queues,
          last_seq > resident_read as unread
        from cases.case where id = @id
        """;

    public const string Some = "select id, channel from cases.case where id = any(@ids)";
}
