-- A professional acts with a person present who cannot identify themselves. The row is made when the population register
-- has been asked, begins when the professional has said that this is the person beside them, and is the receipt's ground.
create table acting_for.assistance (
  id uuid primary key,
  staff uuid not null,
  unit text not null,
  subject uuid not null,
  session uuid not null,            -- of the professional; its logout ends the assistance
  protected boolean not null,       -- non-disclosure order: the receipt names no place
  identified text not null check (identified in ('passport', 'id-card', 'driving-licence', 'known')),
  identified_note text,             -- how the unit knows the person
  reason text not null check (reason in ('no-means', 'means-not-working', 'cannot-use', 'other')),
  reason_note text,
  asked_at timestamptz not null,
  started_at timestamptz,           -- null: asked about, not begun
  until timestamptz,                -- it ends by itself
  ended_at timestamptz,
  ended_how text check (ended_how in ('pressed', 'logout', 'next')),
  check (identified <> 'known' or identified_note is not null),
  check (reason <> 'other' or reason_note is not null),
  check ((started_at is null) = (until is null)),
  check ((ended_at is null) = (ended_how is null)),
  check (ended_at is null or started_at is not null)
);
-- One person at a time: the one beside the professional.
create unique index assistance_open on acting_for.assistance (staff) where started_at is not null and ended_at is null;
create index assistance_staff on acting_for.assistance (staff, asked_at);
create index assistance_subject on acting_for.assistance (subject);

alter table acting_for.assistance enable row level security;
create policy assistance_seen on acting_for.assistance for select to portal_app using (staff = (select platform.staff()));
create policy assistance_prepared on acting_for.assistance for insert to portal_app
  with check (staff = (select platform.staff()) and unit = (select platform.unit()));
create policy assistance_goes_on on acting_for.assistance for update to portal_app
  using (staff = (select platform.staff())) with check (staff = (select platform.staff()));
-- Who assisted them, when, and why: the person's own to see.
create policy assistance_of_subject on acting_for.assistance for select to portal_app using (subject = (select platform.self()));
grant select, insert on acting_for.assistance to portal_app;
grant update (session, started_at, until, ended_at, ended_how) on acting_for.assistance to portal_app;
