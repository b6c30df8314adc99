-- What a professional has booked, moved or cancelled beside a person, as it was then: for the receipt that is printed when
-- the assistance has ended, and with it the right to look at the person's appointments.
create table booking.assisted_change (
  id uuid primary key,
  staff uuid not null,
  subject uuid not null,
  appointment_id uuid not null,
  what text not null check (what in ('booked', 'moved', 'cancelled')),
  service text not null,
  unit_id text not null,
  room text,
  mode text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  moves uuid,                       -- the appointment that this one replaced, and when that was to begin
  moved_from timestamptz,
  at timestamptz not null
);
create index assisted_change_subject on booking.assisted_change (subject, staff, at);
alter table booking.assisted_change enable row level security;
create policy assisted_change_made on booking.assisted_change for insert to portal_app
  with check (staff = (select platform.staff()) and subject = (select platform.subject()) and (select platform.may('booking:do')));
create policy assisted_change_seen on booking.assisted_change for select to portal_app using (staff = (select platform.staff()));
grant select, insert on booking.assisted_change to portal_app;
