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
  state text not null check (state in ('received', 'seen', 'underway', 'answered', 'closed')),
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
