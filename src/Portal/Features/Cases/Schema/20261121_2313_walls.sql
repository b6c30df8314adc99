-- The walls of the room: who sees and changes what, whatever the pages say.
-- What a professional may see besides the own unit's cases. As the owner: the policies below call it.
create function cases.invited() returns uuid[] language sql stable security definer set search_path = cases, pg_temp as $$
  select coalesce(array_agg(case_id), '{}') from cases.invitation where staff = platform.staff() and until > platform.now()
$$;
create function cases.opened() returns uuid[] language sql stable security definer set search_path = cases, pg_temp as $$
  select coalesce(array_agg(subject), '{}') from cases.opening where staff = platform.staff() and until > platform.now()
$$;
revoke all on function cases.invited, cases.opened from public;
grant execute on function cases.invited, cases.opened to portal_app;

alter table cases.case enable row level security;
alter table cases.invitation enable row level security;
alter table cases.opening enable row level security;
alter table cases.event enable row level security;
alter table cases.message enable row level security;
alter table cases.note enable row level security;
alter table cases.attachment enable row level security;
alter table cases.draft enable row level security;
alter table cases.presence enable row level security;

create policy case_resident_sees on cases.case for select to portal_app
  using (subject = (select platform.subject()) and ((select platform.own())
    or open_to_delegate and area = any ((select platform.areas('see'))::text[])));
create policy case_resident_opens on cases.case for insert to portal_app
  with check (subject = (select platform.subject()) and guest_key is null and ((select platform.own()) or area = any ((select platform.areas('do'))::text[])));
create policy case_resident_changes on cases.case for update to portal_app
  using (subject = (select platform.subject()) and ((select platform.own())
    or open_to_delegate and area = any ((select platform.areas('do'))::text[])))
  with check (subject = (select platform.subject()));
create policy case_guest on cases.case to portal_app
  using (guest_key = (select platform.guest()) and subject is null) with check (guest_key = (select platform.guest()) and subject is null);
create policy case_unit_sees on cases.case for select to portal_app using (unit = (select platform.unit()));
create policy case_unit_opens on cases.case for insert to portal_app with check (unit = (select platform.unit()));
create policy case_unit_changes on cases.case for update to portal_app
  using (unit = (select platform.unit())) with check ((select platform.unit()) is not null);   -- a transfer gives it to another unit
create policy case_invited on cases.case for select to portal_app using (id = any ((select cases.invited())::uuid[]));
create policy case_opened on cases.case for select to portal_app using (subject = any ((select cases.opened())::uuid[]));
create policy case_machine on cases.case to portal_app
  using ((select platform.machine()) = 'cases') with check ((select platform.machine()) = 'cases');
create policy case_read_by_machine on cases.case for select to portal_app using ((select platform.machine()) in ('messages', 'ehr-delivery'));

-- Whoever sees the case sees its ledger, its conversation and its attachments; colleagues' words only professionals.
create policy event_seen on cases.event for select to portal_app using (exists (select from cases.case c where c.id = case_id));
create policy event_written on cases.event for insert to portal_app with check (exists (select from cases.case c where c.id = case_id));
create policy message_seen on cases.message for select to portal_app using (exists (select from cases.case c where c.id = case_id));
create policy attachment_seen on cases.attachment for select to portal_app using (exists (select from cases.case c where c.id = case_id));
create policy attachment_written on cases.attachment for insert to portal_app
  with check (exists (select from cases.message m where m.id = message_id and m.case_id = attachment.case_id));
create policy note_staff on cases.note to portal_app
  using ((select platform.staff()) is not null and exists (select from cases.case c where c.id = case_id))
  with check (by = (select platform.staff()) and exists (select from cases.case c where c.id = case_id));
create policy draft_own on cases.draft to portal_app using (staff = (select platform.staff())) with check (staff = (select platform.staff()));
create policy draft_taken_over on cases.draft for select to portal_app   -- who takes a case over goes on from the other's draft
  using (exists (select from cases.case c where c.id = case_id and c.holder = (select platform.staff())));
create policy invitation_staff on cases.invitation to portal_app
  using (staff = (select platform.staff()) or exists (select from cases.case c where c.id = case_id and c.unit = (select platform.unit())))
  with check (invited_by = (select platform.staff()) and exists (select from cases.case c where c.id = case_id and c.unit = (select platform.unit())));
create policy opening_staff on cases.opening to portal_app
  using (staff = (select platform.staff())) with check (staff = (select platform.staff()));
create policy opening_seen on cases.opening for select to portal_app using (subject = (select platform.self()));
create policy presence_own on cases.presence to portal_app using (staff = (select platform.staff())) with check (staff = (select platform.staff()) and unit = (select platform.unit()));
create policy presence_unit on cases.presence for select to portal_app using (unit = (select platform.unit()) or (select platform.machine()) = 'cases');
create policy presence_machine on cases.presence for delete to portal_app using ((select platform.machine()) = 'cases');

grant select, insert, update on cases.case to portal_app;
grant select, insert on cases.event, cases.note, cases.attachment, cases.opening to portal_app;
grant select on cases.message to portal_app;
grant select, insert, update, delete on cases.draft, cases.presence, cases.invitation to portal_app;

-- How it stands with a queue, without a word of whose matters: for the promise and for the page before a chat.
create function cases.queue_state(p_queue text, p_unit text, p_now timestamptz, p_fresh interval)
returns table (waiting int, present int, minutes_per_contact double precision)
language sql stable security definer set search_path = cases, pg_temp as $$
  select
    (select count(*)::int from cases.case where unit = p_unit and queue = p_queue and channel = 'chat' and state <> 'closed' and waits_for = 'us' and holder is null),
    (select count(*)::int from cases.presence where unit = p_unit and takes_chats and seen_at > p_now - p_fresh),
    (select percentile_cont(0.5) within group (order by extract(epoch from closed_at - held_at) / 60)
     from (select closed_at, held_at from cases.case
           where queue = p_queue and channel = 'chat' and opened_at > p_now - interval '7 days' and held_at is not null and closed_by = 'professional'
           order by opened_at desc limit 50) latest having count(*) >= 10)
$$;
-- How many chats of the same queue are before this one.
create function cases.ahead(p_case uuid) returns int language sql stable security definer set search_path = cases, pg_temp as $$
  select count(*)::int from cases.case me join cases.case other on other.unit = me.unit and other.queue = me.queue and other.channel = 'chat'
    and other.state <> 'closed' and other.waits_for = 'us' and other.holder is null and other.id <> me.id
  where me.id = p_case and (other.urgency, other.returned_at is null, other.opened_at, other.id) < (me.urgency, me.returned_at is null, me.opened_at, me.id)
$$;
revoke all on function cases.queue_state, cases.ahead from public;
grant execute on function cases.queue_state, cases.ahead to portal_app;
