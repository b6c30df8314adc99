namespace Portal.Features.Cases;

/// <summary>The room's SQL that everything stands on: opening, reading, changing and closing a case, and its conversation.</summary>
static class CaseQueries
{
    const string Columns = """
        c.id, c.subject, c.guest_key, c.guest_name, c.callback_number, c.opened_by, c.opened_basis, c.area, c.open_to_delegate, c.queue, c.unit, c.channel, c.language,
        c.state, c.waits_for, c.urgency::int as urgency, c.urgency_why, c.promised_at, c.first_promised_at, c.not_before, c.detail, c.late_at,
        c.holder, c.held_at, c.lease_until, c.returned_at, c.opened_at, c.seen_at, c.answered_at, c.turned_at, c.closed_at, c.closed_by, c.outcome,
        c.summary, c.contact_again, c.rating::int as rating, c.resident_here_at, c.last_seq, c.resident_read, c.staff_read
        """;

    public const string One = "select " + Columns + " from cases.case c where c.id = @id";

    public const string OneLocked = One + " for update";

    /// <summary>A resident's own, or of whom they act for: the open ones first, then the newest closed ones.</summary>
    public const string Mine = "select " + Columns + """
         from cases.case c where c.subject = @subject and (c.closed_at is null or c.opened_at > @since)
        order by c.state = 'closed', c.opened_at desc limit 100
        """;

    public const string OfGuest = "select " + Columns + " from cases.case c where c.guest_key = @key and c.subject is null order by c.opened_at desc limit 20";

    /// <summary>An open case of the same matter: the same queue and the same person (or the same guest's browser).</summary>
    public const string SameMatter = "select " + Columns + """
         from cases.case c where (c.subject = @subject or c.subject is null and c.guest_key = @guest) and c.queue = @queue and c.closed_at is null
        order by c.opened_at desc limit 1
        """;

    /// <summary>No row when it is there already: the same form sent again.</summary>
    public const string Open = """
        insert into cases.case as c (id, subject, guest_key, guest_name, callback_number, opened_by, opened_basis, area, open_to_delegate, queue, unit, channel, language,
          state, waits_for, urgency, urgency_why, promised_at, first_promised_at, not_before, detail, opened_at, resident_here_at)
        values (@id, @subject, @guest, @guest_name, @callback_number, @opened_by, @opened_basis, @area, @open_to_delegate, @queue, @unit, @channel, @language,
          'received', 'us', @urgency, @urgency_why, @promised_at, @promised_at, @not_before, @detail, @now, @now)
        on conflict (id) do nothing returning
        """ + " " + Columns;

    public const string Event = """
        insert into cases.event (case_id, at, kind, by_kind, by, detail, note) values (@id, @now, @kind, @by_kind, @by, @detail, @note)
        """;

    public const string Post = """
        select id, case_id, seq, at, side, subject, unit, fresh
        from cases.post(@ids, @cases, @sides, @bys, @subjects, @guests, @units, @texts, @ats, @promises) order by case_id, seq
        """;

    /// <summary>Messages that are all new and allowed; anything else fails as a whole (22000).</summary>
    public const string PostTogether = """
        select id, case_id, seq, at, side, subject, unit, fresh
        from cases.post_together(@ids, @cases, @sides, @bys, @subjects, @guests, @units, @texts, @ats, @promises, @whose, @process) order by case_id, seq
        """;

    /// <summary>Wakes every process; what the payloads say is in the schema (live).</summary>
    public const string Tell = "call cases.wake(@payloads)";

    public const string Messages = """
        select id, case_id, seq, at, side, by, text from cases.message where case_id = @id and seq > @after order by seq limit @limit
        """;

    public const string Events = "select id, at, kind, by_kind, by, detail, note from cases.event where case_id = @id order by id";

    /// <summary>Never lowers it: what is urgent for two reasons is as urgent as the worse of them. What is urgent now waits for no call window.</summary>
    public const string Lift = """
        update cases.case set urgency = @urgency, urgency_why = @why, not_before = case when @urgency > 1 then not_before end where id = @id and urgency > @urgency and closed_at is null
        """;

    const string IsUntaken = "c.channel = 'chat' and c.closed_at is null and c.waits_for = 'us' and c.holder is null and c.answered_at is null";

    public const string Untaken = "select " + Columns + " from cases.case c where " + IsUntaken + " order by c.opened_at limit 500";

    /// <summary>One process goes on with it: another that looks at the same moment passes it by.</summary>
    public const string TakeUntaken = "select " + Columns + " from cases.case c where c.id = @id and " + IsUntaken + " for update skip locked";

    /// <summary>Whose turn it is the resident's, and in which nothing has happened for long; each kept from other processes until the commit.</summary>
    public const string NotHeardOf = "select " + Columns + """
         from cases.case c where c.channel = @channel and c.closed_at is null and c.waits_for = 'resident'
          and not exists (select from cases.event e where e.case_id = c.id and e.at > @before)
          and not exists (select from cases.message m where m.case_id = c.id and m.at > @before)
        order by c.opened_at limit 200 for update skip locked
        """;

    public const string SetDetail = "update cases.case set detail = @detail where id = @id and closed_at is null";

    /// <summary>
    /// Another channel, another promise. Only while the case is open. What waits for a later moment, or for the resident, is
    /// nobody's meanwhile.
    /// </summary>
    public const string Turn = """
        update cases.case set channel = @channel, promised_at = @promised_at, not_before = @not_before, detail = @detail, waits_for = @waits_for, late_at = null,
          holder = case when @not_before > @now or @waits_for <> 'us' then null else holder end,
          lease_until = case when @not_before > @now or @waits_for <> 'us' then null else lease_until end,
          turned_at = case when channel = 'chat' and @channel = 'callback' then coalesce(turned_at, @now) else turned_at end
        where id = @id and closed_at is null
        """;

    public const string Called = """
        update cases.case set state = 'answered', answered_at = coalesce(answered_at, @now), promised_at = null, not_before = null, detail = null
        where id = @id and closed_at is null
        """;

    public const string SetNumber = "update cases.case set callback_number = @number where id = @id and closed_at is null";

    public const string Close = """
        update cases.case set state = 'closed', waits_for = 'nobody', closed_at = @now, closed_by = @by_kind, outcome = @outcome, promised_at = null, not_before = null,
          summary = coalesce(@summary, summary), contact_again = coalesce(@contact_again, contact_again), holder = null, lease_until = null
        where id = @id and closed_at is null
        """;

    public const string ReadByResident = "update cases.case set resident_read = greatest(resident_read, least(@seq, last_seq)), resident_here_at = @now where id = @id";

    public const string ReadByStaff = "update cases.case set staff_read = greatest(staff_read, least(@seq, last_seq)) where id = @id and staff_read < @seq";

    public const string Identify = "select cases.identify(@id, @guest, @basis, @open_to_delegate)";

    public const string Rate = """
        update cases.case set rating = @rating, rated_at = @now where id = @id and state = 'closed' and rating is null returning id
        """;

    public const string QueueState = "select waiting, present, minutes_per_contact from cases.queue_state(@queue, @unit, @now, @fresh)";

    public const string Ahead = "select cases.ahead(@id)";
}
