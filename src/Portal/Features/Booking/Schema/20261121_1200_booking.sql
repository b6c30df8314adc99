-- Booking. The database keeps the promise: a time has one taker, and neither the professional, the room nor the
-- resident is in two places at once, whatever happens at the same moment and in however many processes.
create extension if not exists btree_gist;
create schema booking;
grant usage on schema booking to portal_app;

create table booking.professional (
  id uuid primary key,
  name text not null,
  title text not null,              -- nurse, doctor, dentist …: `who` in content/services
  languages text[] not null         -- fi, sv, en …
);

create table booking.room (
  id uuid primary key,
  unit_id text not null,
  name text not null
);

-- A time that can be booked. Says nothing about residents.
create table booking.slot (
  id uuid primary key,
  unit_id text not null,
  professional_id uuid not null references booking.professional,
  room_id uuid references booking.room,
  services text[] not null,
  mode text not null check (mode in ('on-site', 'video', 'phone')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  check (ends_at > starts_at),
  unique (professional_id, starts_at)
);

-- The times of a service in order: finding the next free ones is an index scan that does not grow with the county.
create table booking.slot_service (
  service text not null,
  starts_at timestamptz not null,
  slot_id uuid not null references booking.slot on delete cascade,
  unit_id text not null,
  primary key (service, starts_at, slot_id)
);
create index slot_service_unit on booking.slot_service (service, unit_id, starts_at);
create index slot_service_slot on booking.slot_service (slot_id);

create function booking.list_slot() returns trigger language plpgsql as $$
begin
  insert into booking.slot_service (service, starts_at, slot_id, unit_id)
  select unnest(new.services), new.starts_at, new.id, new.unit_id;
  return null;
end $$;
create trigger slot_listed after insert on booking.slot for each row execute function booking.list_slot();

-- held: chosen, for ten minutes · booked · lapsed: a hold that ran out and whose time somebody needed ·
-- cancelled · moved: replaced by another appointment (moved_to)
create table booking.appointment (
  id uuid primary key,
  slot_id uuid not null references booking.slot,
  subject uuid not null,            -- the resident whose appointment it is
  booked_by uuid not null,          -- the resident who chose it
  service text not null,
  unit_id text not null,
  professional_id uuid not null,
  room_id uuid,
  mode text not null,
  period tstzrange not null,
  status text not null check (status in ('held', 'booked', 'lapsed', 'cancelled', 'moved')),
  held_until timestamptz,           -- while held
  moves uuid,                       -- the appointment this one replaces
  moved_to uuid,
  reason text,                      -- in the resident's own words, for the clinic
  version int not null default 1,   -- counts what the EHR has to be told
  created_at timestamptz not null,
  changed_at timestamptz not null,
  cancelled_by text check (cancelled_by in ('resident', 'clinic')),
  cancel_reason text,               -- a code of the page's list
  changed_by uuid,                  -- resident or professional who last changed it
  delivered_version int not null default 0,   -- what the EHR has confirmed
  check ((status = 'held') = (held_until is not null)),
  constraint appointment_professional_no_overlap exclude using gist (professional_id with =, period with &&) where (status in ('held', 'booked')),
  constraint appointment_room_no_overlap exclude using gist (room_id with =, period with &&) where (status in ('held', 'booked')),
  constraint appointment_resident_no_overlap exclude using gist (subject with =, period with &&) where (status = 'booked')
);
create unique index appointment_one_taker on booking.appointment (slot_id) where status in ('held', 'booked');
create index appointment_subject on booking.appointment (subject, lower(period));
create index appointment_unit on booking.appointment (unit_id, lower(period));

-- A new time that the clinic owes after it cancelled one. Open until the resident chooses or declines.
create table booking.rebooking (
  id uuid primary key,
  appointment_id uuid not null unique references booking.appointment,
  subject uuid not null,
  unit_id text not null,
  service text not null,
  state text not null default 'open' check (state in ('open', 'chosen', 'declined')),
  created_at timestamptz not null,
  ended_at timestamptz
);
create index rebooking_subject on booking.rebooking (subject) where state = 'open';
create index rebooking_unit on booking.rebooking (unit_id, created_at) where state = 'open';

-- What is taken, without a word of whose: the owner's view, so every resident sees the same free times.
create view booking.occupied as
  select slot_id, held_until from booking.appointment where status in ('held', 'booked');

-- Holds that have run out step aside when somebody needs the same time, professional or room.
create function booking.release_lapsed(p_slot uuid, p_now timestamptz) returns int
language plpgsql security definer set search_path = booking, public, pg_temp as $$
declare released int;
begin
  update booking.appointment a set status = 'lapsed', held_until = null, changed_at = p_now
  from booking.slot s
  where s.id = p_slot and a.status = 'held' and a.held_until <= p_now
    and (a.slot_id = s.id or (a.period && tstzrange(s.starts_at, s.ends_at) and (a.professional_id = s.professional_id or a.room_id = s.room_id)));
  get diagnostics released = row_count;
  return released;
end $$;
revoke all on function booking.release_lapsed from public;

grant select on booking.professional, booking.room, booking.slot, booking.slot_service, booking.occupied to portal_app;
grant select, insert on booking.appointment, booking.rebooking to portal_app;
grant update (status, held_until, moves, moved_to, reason, version, changed_at, cancelled_by, cancel_reason, changed_by, delivered_version)
  on booking.appointment to portal_app;
grant update (state, ended_at) on booking.rebooking to portal_app;
grant execute on function booking.release_lapsed to portal_app;

alter table booking.appointment enable row level security;
alter table booking.rebooking enable row level security;
create policy appointment_resident on booking.appointment to portal_app
  using (subject = (select platform.subject())) with check (subject = (select platform.subject()));
-- A unit sees what is booked with it; what a resident only holds is nobody's business yet.
create policy appointment_unit_sees on booking.appointment for select to portal_app
  using (unit_id = (select platform.unit()) and status in ('booked', 'cancelled', 'moved'));
create policy appointment_unit_cancels on booking.appointment for update to portal_app
  using (unit_id = (select platform.unit()) and status = 'booked') with check (status = 'cancelled' and cancelled_by = 'clinic');
create policy appointment_delivery on booking.appointment to portal_app
  using ((select platform.machine()) = 'ehr-delivery') with check ((select platform.machine()) = 'ehr-delivery');
create policy appointment_messages on booking.appointment for select to portal_app
  using ((select platform.machine()) = 'messages');
create policy rebooking_resident on booking.rebooking to portal_app
  using (subject = (select platform.subject())) with check (subject = (select platform.subject()));
create policy rebooking_unit on booking.rebooking to portal_app
  using (unit_id = (select platform.unit())) with check (unit_id = (select platform.unit()));
