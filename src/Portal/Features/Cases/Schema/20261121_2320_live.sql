-- Live: a message says which unit it concerns, so that one wake-up does for the conversation and for the worklist; what
-- a message changes of its case is not told twice; and a change of who may see the case says so.
drop function cases.post;

-- Writes messages into conversations: the only way, for one message or for what many have sent at the same moment. Each
-- says who writes; only a party of an open case is let in. The conversation's order is given under the case's lock, so it
-- has no gaps and no message appears before an earlier one. A message that is there already is answered as it was.
--   p_side resident: p_by is who pressed, p_subject whose matter (null with p_guest); professional: p_by and p_unit.
--   p_promise: by when a resident's message is answered, when nothing was owed before it.
-- Returns a row for each message that stands; one that was refused has none.
create function cases.post(p_id uuid[], p_case uuid[], p_side text[], p_by uuid[], p_subject uuid[], p_guest text[], p_unit text[],
  p_text text[], p_at timestamptz[], p_promise timestamptz[])
returns table (id uuid, case_id uuid, seq int, at timestamptz, side text, by uuid, subject uuid, unit text, fresh boolean)
language plpgsql security definer set search_path = cases, pg_temp as $$
begin
  perform from cases.case c where c.id = any (p_case) order by c.id for update;   -- then a fresh look, in the statement below
  return query
  with sent as (
    select * from unnest(p_id, p_case, p_side, p_by, p_subject, p_guest, p_unit, p_text, p_at, p_promise)
      with ordinality as l (id, case_id, side, by, subject, guest, unit, text, at, promise, ord)),
  allowed as (
    select distinct on (s.id) s.*, c.subject as whose, c.unit as whose_unit, c.last_seq, c.waits_for from sent s join cases.case c on c.id = s.case_id
    where c.state <> 'closed'
      and not exists (select from cases.message m where m.id = s.id)
      and case s.side
        when 'resident' then (c.subject is null and c.guest_key = s.guest)
          or (c.subject = s.subject and (s.by = c.subject or c.open_to_delegate and exists (select from platform.acting a
                where a.actor = s.by and a.subject = c.subject and c.area || ':do' = any (a.may) and a.fresh_until > s.at)))
        when 'professional' then c.unit = s.unit
          or exists (select from cases.invitation i where i.case_id = c.id and i.staff = s.by and i.until > s.at)
        when 'portal' then s.by is null
        else false end
    order by s.id, s.ord),
  placed as (select a.*, (a.last_seq + row_number() over (partition by a.case_id order by a.ord))::int as seq from allowed a),
  -- What the last of its new messages makes of a case. The portal's own words change nothing but the order.
  counted as (
    select p.case_id, max(p.seq) as last_seq, max(p.seq) filter (where p.side = 'resident') as resident, max(p.seq) filter (where p.side = 'professional') as professional,
      min(p.at) filter (where p.side = 'professional') as answered_at, min(p.promise) filter (where p.side = 'resident') as promise
    from placed p group by p.case_id),
  changed as (
    update cases.case c set last_seq = n.last_seq,
      -- Who writes has read what they had read before, not what came meanwhile.
      resident_read = case when n.professional is null and n.resident is not null and c.resident_read = c.last_seq then n.last_seq else c.resident_read end,
      staff_read = case when n.resident is null and n.professional is not null and c.staff_read = c.last_seq then n.last_seq else c.staff_read end,
      waits_for = case when n.resident > coalesce(n.professional, 0) then 'us' when n.professional is not null then 'resident' else c.waits_for end,
      state = case when n.professional > coalesce(n.resident, 0) then 'answered'
                   when n.resident is not null and c.state = 'answered' then 'underway' else c.state end,
      answered_at = coalesce(c.answered_at, n.answered_at),
      promised_at = case when n.resident > coalesce(n.professional, 0) then coalesce(c.promised_at, n.promise) when n.professional is not null then null else c.promised_at end
    from counted n where c.id = n.case_id),
  written as (
    insert into cases.message (id, case_id, seq, at, side, by, text)
    select p.id, p.case_id, p.seq, p.at, p.side, p.by, p.text from placed p
    returning message.id)
  select p.id, p.case_id, p.seq, p.at, p.side, p.by, p.whose, p.whose_unit, true from placed p where exists (select from written)
  union all
  select m.id, m.case_id, m.seq, m.at, m.side, m.by, c.subject, c.unit, false
  from cases.message m join sent s on s.id = m.id and s.case_id = m.case_id and s.side = m.side and s.by is not distinct from m.by
    join cases.case c on c.id = m.case_id;
end $$;
revoke all on function cases.post from public;
grant execute on function cases.post to portal_app;

-- Wakes every process of the portal (NOTIFY cases). Several may stand in one payload, with a space between:
--   message:<case>:<seq>:<unit>           the conversation has messages up to this one (sent by whoever posts, in the same transaction)
--   case:<case>:<unit>:<unit before>:w    the case has changed; w only when those who may see it may have
--   read:<case>:<side>:<seq>              a side has read up to this one
--   typing:<case>:<side>:<process>        a side is writing; not stored anywhere
create procedure cases.wake(p_payloads text[]) language plpgsql set search_path = pg_temp as $$
begin
  perform pg_notify('cases', payload) from unnest(p_payloads) payload;
end $$;
revoke all on procedure cases.wake from public;
grant execute on procedure cases.wake to portal_app;

create or replace function cases.tell() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    perform pg_notify('cases', 'case:' || new.id || ':' || new.unit || ':' || new.unit || ':');
  else
    perform pg_notify('cases', 'case:' || new.id || ':' || new.unit || ':' || old.unit || ':' ||
      case when (old.unit, old.subject, old.guest_key, old.open_to_delegate) is distinct from (new.unit, new.subject, new.guest_key, new.open_to_delegate) then 'w' else '' end);
  end if;
  return null;
end $$;
drop trigger case_changed on cases.case;
create trigger case_changed after update on cases.case for each row
  when (old.last_seq = new.last_seq and
    (old.state, old.waits_for, old.urgency, old.promised_at, old.holder, old.unit, old.queue, old.channel, old.subject, old.detail, old.late_at, old.open_to_delegate)
    is distinct from (new.state, new.waits_for, new.urgency, new.promised_at, new.holder, new.unit, new.queue, new.channel, new.subject, new.detail, new.late_at, new.open_to_delegate))
  execute function cases.tell();
