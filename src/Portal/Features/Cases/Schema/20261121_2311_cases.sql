-- Cases: one matter of one resident, whatever the channel. Its ledger, its conversation, who handles it and by when.
create schema cases;
grant usage on schema cases to portal_app;

create table cases.case (
  id uuid primary key,
  subject uuid,                      -- whose matter; null while the writer has not identified themselves…
  guest_key text,                    -- …and is known by the hash of the key in their browser
  guest_name text,                   -- what they want to be called
  opened_by uuid,                    -- the resident who pressed, or the professional
  opened_basis text not null check (opened_basis in ('self', 'guardian', 'mandate', 'assisted', 'guest', 'care')),
  area text not null,                -- whose rights it goes by when somebody acts for the subject: chat, measurements, messages
  open_to_delegate boolean not null default true,   -- false: a young person's own until they show it
  queue text not null,               -- id in content/queues
  unit text not null,                -- the unit that handles it now
  channel text not null check (channel in ('chat', 'callback', 'written', 'measurements', 'assessment', 'form')),
  language text not null check (language in ('fi', 'sv', 'en')),
  state text not null check (state in ('received', 'seen', 'in-progress', 'answered', 'closed')),
  waits_for text not null check (waits_for in ('us', 'resident', 'nobody')),
  urgency smallint not null check (urgency between 1 and 4),   -- 1 now, 2 today, 3 soon, 4 no hurry
  urgency_why text not null,         -- a code: queue, crisis, emergency, nurse, dangerous-value …
  promised_at timestamptz,           -- an answer (or a call) comes by then; null when nothing is owed
  first_promised_at timestamptz not null,
  not_before timestamptz,            -- a call window begins
  detail text,                       -- a code for the worklist, e.g. second-attempt
  late_at timestamptz,               -- when the promise passed and the resident and the head nurse were told
  holder uuid,                       -- the professional who has it…
  held_at timestamptz,
  lease_until timestamptz,           -- …until then, unless they are heard of
  returned_at timestamptz,           -- when it came back from a holder who fell silent: it goes first among its like
  opened_at timestamptz not null,
  seen_at timestamptz,               -- first opened by a professional
  answered_at timestamptz,           -- first answer
  turned_at timestamptz,             -- a chat that became a callback
  closed_at timestamptz,
  closed_by text check (closed_by in ('professional', 'resident', 'portal')),
  outcome text,                      -- a code: answered, thanks, left, no-answer, duplicate …
  summary text,                      -- the professional's closing words to the resident
  contact_again text,
  rating smallint check (rating between 1 and 5),
  rated_at timestamptz,
  resident_here_at timestamptz,      -- last heard of on the page of the conversation
  last_seq int not null default 0,   -- messages so far; the conversation's order
  resident_read int not null default 0,
  staff_read int not null default 0,
  check (num_nonnulls(subject, guest_key) >= 1),
  check ((state = 'closed') = (closed_at is not null)),
  check ((holder is null) = (lease_until is null))
);
create index case_worklist on cases.case (unit, urgency, promised_at) where state <> 'closed';
create index case_subject on cases.case (subject, opened_at) where subject is not null;
create index case_guest on cases.case (guest_key) where guest_key is not null;
create index case_held on cases.case (holder, lease_until) where holder is not null;
create index case_opened on cases.case (queue, opened_at);
create index case_unit_opened on cases.case (unit, opened_at);

-- A professional of another unit who is asked for advice, or somebody a case was shown to for a reason.
create table cases.invitation (
  case_id uuid not null references cases.case,
  staff uuid not null,
  invited_by uuid not null,
  at timestamptz not null,
  until timestamptz not null,
  primary key (case_id, staff)
);

-- A person opened outside a case, with a reason that the person sees.
create table cases.opening (
  id uuid primary key,
  staff uuid not null,
  unit text not null,
  subject uuid not null,
  reason text not null,              -- a code
  note text,                         -- in the professional's own words; the person sees them
  at timestamptz not null,
  until timestamptz not null
);
create index opening_subject on cases.opening (subject, at);
create index opening_staff on cases.opening (staff, until);

create table cases.event (           -- the ledger
  id bigint generated always as identity primary key,
  case_id uuid not null references cases.case,
  at timestamptz not null,
  kind text not null,                -- received, seen, taken, returned, taken-over, transferred, answered, late, joined, closed …
  by_kind text not null check (by_kind in ('resident', 'guest', 'professional', 'portal')),
  by uuid,
  detail text,                       -- a code, a unit's or a professional's id, a moment
  note text                          -- words for colleagues only (why it was taken over or transferred)
);
create index event_case on cases.event (case_id, id);

create table cases.message (         -- the conversation; written by cases.post only
  id uuid primary key,               -- made by the client, so that sending twice is once
  case_id uuid not null references cases.case,
  seq int not null,
  at timestamptz not null,
  side text not null check (side in ('resident', 'professional', 'portal')),
  by uuid,                           -- the resident or professional; null for a guest and the portal
  text text not null,
  unique (case_id, seq)
);

create table cases.note (            -- between colleagues; never the resident's
  id uuid primary key,
  case_id uuid not null references cases.case,
  at timestamptz not null,
  by uuid not null,
  text text not null
);
create index note_case on cases.note (case_id, at);

create table cases.attachment (
  id uuid primary key,
  case_id uuid not null references cases.case,
  message_id uuid not null references cases.message,
  name text not null,
  media_type text not null,
  content bytea not null,
  at timestamptz not null
);
create index attachment_case on cases.attachment (case_id);

create table cases.draft (           -- a professional's unsent answer
  case_id uuid not null references cases.case,
  staff uuid not null,
  text text not null,
  saved_at timestamptz not null,
  primary key (case_id, staff)
);

create table cases.presence (        -- which professionals are at work now
  staff uuid primary key,
  unit text not null,
  takes_chats boolean not null,
  seen_at timestamptz not null
);
create index presence_unit on cases.presence (unit, seen_at);

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
create policy case_unit on cases.case to portal_app
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
