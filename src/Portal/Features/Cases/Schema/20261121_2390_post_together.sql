-- Messages cost less. Which indexes a case is in no longer depends on what a message changes (the promise, the state), so
-- that PostgreSQL writes the row again in its own page and no index (fillfactor leaves the room).
drop index cases.case_worklist, cases.case_untaken, cases.case_untold, cases.case_queueing;
create index case_worklist on cases.case (unit, urgency) where closed_at is null;
create index case_untaken on cases.case (opened_at) where channel = 'chat' and closed_at is null and holder is null and answered_at is null;
create index case_closed on cases.case (closed_at);   -- the open ones, and those closed lately
do $$
declare
  f regproc;
begin
  foreach f in array array['cases.queue_state', 'cases.ahead', 'cases.figures']::regproc[] loop   -- to find by the new indexes
    execute replace(pg_get_functiondef(f), 'state <> ''closed''', 'closed_at is null');
  end loop;
end $$;
alter table cases.case set (fillfactor = 60);

-- A message's case is locked by the only ones who write messages, the functions below: the key's own look for it says nothing new.
alter table cases.message drop constraint message_case_id_fkey;

-- The usual way: messages of many, all new, all allowed, each of the one whose data the writer's process takes it to be
-- (p_whose: by that its audit line, in the same batch, was made). Anything else is refused as a whole (22000), and goes by
-- cases.post. Tells every process, and says which one wrote (p_process), as that one knows already.
create function cases.post_together(p_id uuid[], p_case uuid[], p_side text[], p_by uuid[], p_subject uuid[], p_guest text[], p_unit text[],
  p_text text[], p_at timestamptz[], p_promise timestamptz[], p_whose uuid[], p_process text)
returns table (id uuid, case_id uuid, seq int, at timestamptz, side text, subject uuid, unit text, fresh boolean)
language plpgsql security definer set search_path = cases, pg_temp as $$
declare
  n int;
begin
  return query
  with sent as (
    select * from unnest(p_id, p_case, p_side, p_by, p_subject, p_guest, p_unit, p_text, p_at, p_promise, p_whose)
      with ordinality as l (id, case_id, side, by, subject, guest, unit, text, at, promise, whose, ord)),
  locked as materialized (
    select c.id, c.subject, c.guest_key, c.unit, c.area, c.open_to_delegate, c.last_seq from cases.case c
    where c.id = any (p_case) and c.closed_at is null order by c.id for update),
  placed as (
    select s.*, c.subject as case_subject, c.unit as case_unit, (c.last_seq + row_number() over (partition by s.case_id order by s.ord))::int as seq
    from sent s join locked c on c.id = s.case_id
    where s.whose = coalesce(c.subject, c.id)
      and case s.side
        when 'resident' then (c.subject is null and c.guest_key = s.guest)
          or (c.subject = s.subject and (s.by = c.subject or c.open_to_delegate and exists (select from platform.acting a
                where a.actor = s.by and a.subject = c.subject and c.area || ':do' = any (a.may) and a.fresh_until > s.at)))
        when 'professional' then c.unit = s.unit
          or exists (select from cases.invitation i where i.case_id = c.id and i.staff = s.by and i.until > s.at)
        else false end),
  counted as (
    select p.case_id, max(p.case_unit) as unit, max(p.seq) as last_seq, max(p.seq) filter (where p.side = 'resident') as resident, max(p.seq) filter (where p.side = 'professional') as professional,
      min(p.at) filter (where p.side = 'professional') as answered_at, min(p.promise) filter (where p.side = 'resident') as promise
    from placed p group by p.case_id),
  changed as (
    update cases.case c set last_seq = n.last_seq,
      resident_read = case when n.professional is null and c.resident_read = c.last_seq then n.last_seq else c.resident_read end,
      staff_read = case when n.resident is null and c.staff_read = c.last_seq then n.last_seq else c.staff_read end,
      waits_for = case when n.resident > coalesce(n.professional, 0) then 'us' else 'resident' end,
      state = case when n.professional > coalesce(n.resident, 0) then 'answered'
                   when n.resident is not null and c.state = 'answered' then 'underway' else c.state end,
      answered_at = coalesce(c.answered_at, n.answered_at),
      promised_at = case when n.resident > coalesce(n.professional, 0) then coalesce(c.promised_at, n.promise) end
    from counted n where c.id = n.case_id),
  written as (
    insert into cases.message (id, case_id, seq, at, side, by, text)
    select p.id, p.case_id, p.seq, p.at, p.side, p.by, p.text from placed p),
  told as (   -- message:<case>:<seq>:<unit>:<process>, as many to a payload as it holds
    select pg_notify('cases', string_agg(concat_ws(':', 'message', l.case_id, l.last_seq, l.unit, p_process), ' '))
    from (select *, row_number() over () / 60 as part from counted) l group by l.part)
  select p.id, p.case_id, p.seq, p.at, p.side, p.case_subject, p.case_unit, true from placed p where (select count(*) from told) > 0;
  get diagnostics n = row_count;
  if n <> cardinality(p_id) then raise exception 'not all of these messages are new and allowed' using errcode = 'data_exception'; end if;
end $$;
revoke all on function cases.post_together from public;
grant execute on function cases.post_together to portal_app;
