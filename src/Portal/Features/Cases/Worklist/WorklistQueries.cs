namespace Portal.Features.Cases.Worklist;

/// <summary>The professionals' side of a case: the list, who has it and until when, colleagues, drafts and notes.</summary>
static class WorklistQueries
{
    const string Columns = """
        c.id, c.subject, c.queue, c.unit, c.channel, c.state, c.waits_for, c.urgency::int as urgency, c.urgency_why, c.promised_at, c.not_before, c.detail,
        c.late_at, c.holder, c.lease_until, c.returned_at, c.opened_at, c.answered_at, c.last_seq, c.staff_read,
        case when c.returned_at is not null then (select e.detail from cases.event e where e.case_id = c.id and e.kind = 'returned' order by e.id desc limit 1) end as returned_from
        """;

    /// <summary>
    /// The order of the worklist, which the page says in words: what cannot be done yet last; for a head nurse what is late
    /// first; then urgency (1–4), what came back from somebody who fell silent before its like, the promise that runs out
    /// first, and the oldest. Read by index case_worklist.
    /// </summary>
    public const string Rows = "select " + Columns + """

        from cases.case c
        where c.unit = @unit and c.closed_at is null and (c.waits_for = 'us' or c.holder = @staff or @everything)
          and (@queue::text is null or c.queue = @queue)
          and case @whose when 'mine' then coalesce(c.holder = @staff, false) when 'free' then c.holder is null or c.lease_until <= @now else true end
        order by coalesce(c.not_before > @now, false), (@late_first and coalesce(c.promised_at <= c.late_at, false)) desc,
          c.urgency, c.returned_at is null, c.promised_at nulls last, c.opened_at, c.id
        limit 300
        """;

    /// <summary>Where a colleague has asked for advice.</summary>
    public const string AskedOfMe = "select " + Columns + """

        from cases.invitation i join cases.case c on c.id = i.case_id
        where i.staff = @staff and i.until > @now and c.closed_at is null order by i.at
        """;

    /// <summary>How the unit's day goes. A promise counts as kept when the first answer came by then.</summary>
    public const string Today = """
        select count(*) filter (where closed_at is null and waits_for = 'us' and coalesce(not_before <= @now, true))::int as waiting,
          percentile_cont(0.5) within group (order by extract(epoch from answered_at - opened_at) / 60) filter (where answered_at >= @day::timestamptz) as median_minutes,
          count(*) filter (where answered_at >= @day::timestamptz and answered_at <= first_promised_at)::int as kept,
          count(*) filter (where answered_at >= @day::timestamptz or answered_at is null and first_promised_at between @day::timestamptz and @now)::int as promised
        from cases.case where unit = @unit and (closed_at is null or opened_at > @day::timestamptz - interval '7 days' and answered_at >= @day::timestamptz)
        """;

    public const string Colleagues = "select staff, takes_chats from cases.presence where unit = @unit and seen_at > @now - @fresh::interval order by staff";

    /// <summary>A sign of life of a professional: present, and what they have stays theirs. A new working day begins with chats.</summary>
    public const string HeardOf = """
        insert into cases.presence as p (staff, unit, takes_chats, seen_at) values (@staff, @unit, true, @now)
        on conflict (staff) do update set unit = excluded.unit, seen_at = excluded.seen_at,
          takes_chats = p.takes_chats or p.seen_at < excluded.seen_at - interval '8 hours'
        """;

    /// <summary>Never shorter: a case handed to somebody is kept for them longer.</summary>
    public const string Renew = """
        update cases.case set lease_until = greatest(lease_until, @until) where holder = @staff and unit = @unit and closed_at is null and lease_until < @until
        """;

    public const string TakesChats = "update cases.presence set takes_chats = @takes where staff = @staff";

    /// <summary>One taker: whoever comes second waits for the first and then finds it held.</summary>
    public const string Take = """
        update cases.case set holder = @staff, held_at = @now, lease_until = @until, returned_at = null,
          state = case when state in ('received', 'seen') then 'underway' else state end, seen_at = coalesce(seen_at, @now)
        where id = @id and unit = @unit and closed_at is null and (holder is null or lease_until <= @now) returning id
        """;

    /// <summary>From the one who was seen to have it, and from nobody else.</summary>
    public const string TakeOver = """
        update cases.case set holder = @staff, held_at = @now, lease_until = @until, returned_at = null
        where id = @id and unit = @unit and closed_at is null and holder = @from returning id
        """;

    public const string GiveBack = """
        update cases.case set holder = null, held_at = null, lease_until = null where id = @id and holder = @staff and closed_at is null returning id
        """;

    /// <summary>False when somebody else has it, or it has ended.</summary>
    public const string Transfer = "select cases.transfer(@id, @unit, @holder, @now, @until)";

    /// <summary>One's own to a colleague, or to everybody.</summary>
    public const string HandOver = """
        update cases.case set holder = @to::uuid, held_at = case when @to::uuid is not null then @now end, lease_until = case when @to::uuid is not null then @until::timestamptz end
        where id = any (@ids) and holder = @staff and closed_at is null returning id
        """;

    public const string Invite = """
        insert into cases.invitation (case_id, staff, invited_by, at, until) values (@id, @colleague, @staff, @now, @until)
        on conflict (case_id, staff) do update set invited_by = excluded.invited_by, until = excluded.until
        """;

    /// <summary>Lets the pages of another unit look again.</summary>
    public const string Wake = "select pg_notify('cases', @payload)";

    /// <summary>Leases that have run out: back to the list, and to the top of its like when somebody waits for us.</summary>
    public const string ReturnSilent = """
        with silent as (
          select id, holder from cases.case where holder is not null and lease_until <= @now and closed_at is null order by id limit 200 for update skip locked),
        back as (
          update cases.case c set holder = null, held_at = null, lease_until = null, returned_at = case when c.waits_for = 'us' then @now end
          from silent s where c.id = s.id returning c.id, s.holder)
        insert into cases.event (case_id, at, kind, by_kind, detail) select id, @now, 'returned', 'portal', holder::text from back
        """;

    /// <summary>A promise that has passed is found once. A later promise is another.</summary>
    public const string Late = """
        with late as (
          select id from cases.case
          where closed_at is null and waits_for = 'us' and promised_at <= @now and (late_at is null or late_at < promised_at) order by id limit 200 for update skip locked)
        update cases.case c set late_at = @now from late where c.id = late.id returning c.id, c.subject, c.queue, c.unit, c.channel, c.promised_at
        """;

    public const string DropOldDrafts = "delete from cases.draft d using cases.case c where c.id = d.case_id and c.state = 'closed'";

    public const string Open = """
        insert into cases.opening (id, staff, unit, subject, reason, note, at, until) values (@id, @staff, @unit, @subject, @reason, @note, @now, @until)
        """;

    public const string OneOpening = "select subject, reason, until from cases.opening where id = @id and staff = @staff and until > @now";

    /// <summary>First opened by a professional of the unit: the resident sees when.</summary>
    public const string Seen = """
        update cases.case set seen_at = @now, state = case when state = 'received' then 'seen' else state end
        where id = @id and unit = @unit and seen_at is null and closed_at is null returning id
        """;

    public const string Urgency = """
        update cases.case set urgency = @urgency, urgency_why = 'nurse' where id = @id and unit = @unit and closed_at is null and urgency <> @urgency returning id
        """;

    /// <summary>What has not been sent since: the own first, then of the one from whom the case was taken over.</summary>
    public const string Drafts = """
        select d.staff, d.text, d.saved_at from cases.draft d
        where d.case_id = @id and d.saved_at > coalesce((select max(m.at) from cases.message m where m.case_id = @id and m.by = d.staff), '-infinity')
        order by d.staff <> @staff, d.saved_at desc
        """;

    public const string SaveDraft = """
        insert into cases.draft (case_id, staff, text, saved_at) values (@id, @staff, @text, @now)
        on conflict (case_id, staff) do update set text = excluded.text, saved_at = excluded.saved_at
        """;

    /// <summary>Ready to be ended by the one who has it, and by nobody else at the same moment.</summary>
    public const string Finish = """
        update cases.case set answered_at = coalesce(answered_at, @now) where id = @id and unit = @unit and holder = @staff and closed_at is null returning id
        """;

    /// <summary>No row when it had been noted before.</summary>
    public const string NoteDelivered = """
        insert into cases.event (case_id, at, kind, by_kind)
        select @id, @now, 'delivered', 'portal' where not exists (select from cases.event where case_id = @id and kind = 'delivered') returning id
        """;

    public const string DropDrafts = "delete from cases.draft where case_id = @id";

    public const string Notes = "select id, at, by, text from cases.note where case_id = @id order by at, id";

    public const string WriteNote = "insert into cases.note (id, case_id, at, by, text) values (@note, @id, @now, @staff, @text) on conflict (id) do nothing";

    public const string Invited = "select staff from cases.invitation where case_id = @id and until > @now order by at";
}
