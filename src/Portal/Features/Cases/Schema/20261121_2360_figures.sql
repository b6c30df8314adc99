-- How a day went in some queues: numbers only, never whose. As the owner, because those who lead a service see its figures
-- but not its patients. A contact belongs to the day on which it came; what came of it is as known now. One row for the
-- whole day (hour is null) and one for each Helsinki hour with a contact. First answer: the first message of a professional,
-- or the closing by one (a call that was made). Repeated: the same person, or browser, had opened another case in the 72
-- hours before, in any queue.
create function cases.figures(p_queues text[], p_units text[], p_from timestamptz, p_to timestamptz, p_now timestamptz)
returns table (hour int, received int, answered int, median_minutes double precision, ninetieth_minutes double precision, due int, kept int,
  chats int, turned int, abandoned int, repeated int, waiting int, late int)
language sql stable security definer set search_path = cases, pg_temp as $$
  with day as (
    select extract(hour from c.opened_at at time zone 'Europe/Helsinki')::int as hour, c.opened_at, a.answered_at, c.first_promised_at, c.turned_at,
      c.channel = 'chat' or c.turned_at is not null as chat,
      a.answered_at is null and c.closed_at is not null and (c.closed_by = 'resident' or c.outcome = 'left') as abandoned,
      a.answered_at is not null or (c.closed_at is null or c.closed_at > c.first_promised_at) and c.first_promised_at <= p_now as due,
      case when c.subject is not null
        then exists (select from cases.case e where e.subject = c.subject and e.opened_at >= c.opened_at - interval '72 hours' and e.opened_at < c.opened_at)
        else exists (select from cases.case e where e.guest_key = c.guest_key and e.opened_at >= c.opened_at - interval '72 hours' and e.opened_at < c.opened_at)
      end as repeated
    from cases.case c
      cross join lateral (select coalesce(c.answered_at, case when c.closed_by = 'professional' then c.closed_at end) as answered_at) a
    where c.queue = any (p_queues) and c.opened_at >= p_from and c.opened_at < p_to),
  now_waiting as (
    select count(*)::int as waiting, (count(*) filter (where promised_at < p_now))::int as late
    from cases.case where unit = any (p_units) and queue = any (p_queues) and state <> 'closed' and waits_for = 'us'),
  counted as (
    select d.hour, count(*)::int as received, count(d.answered_at)::int as answered,
      percentile_cont(array[0.5, 0.9]) within group (order by extract(epoch from d.answered_at - d.opened_at)::double precision / 60) as minutes,
      (count(*) filter (where d.due))::int as due, (count(*) filter (where d.answered_at <= d.first_promised_at))::int as kept,
      (count(*) filter (where d.chat))::int as chats, count(d.turned_at)::int as turned,
      (count(*) filter (where d.abandoned))::int as abandoned, (count(*) filter (where d.repeated))::int as repeated
    from day d group by grouping sets ((), (d.hour)))
  select c.hour, c.received, c.answered, c.minutes[1], c.minutes[2], c.due, c.kept, c.chats, c.turned, c.abandoned, c.repeated, w.waiting, w.late
  from counted c cross join now_waiting w order by c.hour nulls first
$$;
revoke all on function cases.figures from public;
grant execute on function cases.figures to portal_app;
