-- What residents measure at home: readings in all their versions, the plans that ask for them, and what reviewers decided.
create schema measurements;
grant usage on schema measurements to portal_app;

create table measurements.plan (
  id uuid primary key,               -- made by the page, so that ordering twice is once
  subject uuid not null,
  open_to_delegate boolean not null default true,   -- false: a young person's own until they show it
  measure text not null,             -- id in content/measurements
  template text,                     -- id in content/plans; null for an own diary
  queue text, unit text,             -- who looks at it; null: an own diary that nobody watches
  ordered_by uuid,                   -- the professional
  case_id uuid,                      -- the case in which it was ordered
  ordered_at timestamptz not null,
  starts_on date not null,
  ends_on date,                      -- the last day; null: a diary goes on
  times text[] not null,             -- morning, day, evening, any: when in the day
  each_time smallint not null check (each_time between 1 and 3),
  every_days smallint not null check (every_days between 1 and 31),
  target_from numeric, target_under numeric, target_under_second numeric,   -- of the first quantity, and of the second
  look_by timestamptz,               -- by when a professional looks at it
  note text,                         -- the professional's words to the resident
  state text not null default 'active' check (state in ('active', 'ended', 'stopped')),
  ended_at timestamptz,
  stop_reason text,                  -- a code
  check ((queue is null) = (unit is null)),
  check ((state = 'active') = (ended_at is null)),
  check (ends_on >= starts_on),
  check (queue is null or (template is not null and ordered_by is not null and ends_on is not null and look_by is not null))
);
create index plan_subject on measurements.plan (subject, state);
create index plan_unit on measurements.plan (unit, state) where unit is not null;
create index plan_active on measurements.plan (ends_on) where state = 'active';

-- A row is a version of a reading. A version is never changed but for how it stands; the latest is the one that counts.
create table measurements.reading (
  id uuid not null,                  -- made by the sender, so that sending twice is once
  version int not null check (version > 0),
  latest boolean not null default true,
  subject uuid not null,
  open_to_delegate boolean not null default true,
  measure text not null,
  plan_id uuid references measurements.plan,
  measured_at timestamptz not null,
  value1 numeric, value2 numeric, value3 numeric,   -- in the order of the measure's quantities, in their units, as exact as typed
  context text,                      -- of the measure's contexts: fasting, after-meal …
  posture text check (posture in ('sitting', 'lying', 'standing')),
  device text,                       -- as the resident calls it
  measured_by text not null check (measured_by in ('self', 'family', 'professional')),
  words text,                        -- a line of the diary, or what there is to say of the reading
  confirmed boolean not null default false,         -- unusual, and said to be right
  withdraws boolean not null default false,         -- this version says that the reading was a mistake
  entered_by uuid not null,          -- whoever pressed the button
  entered_basis text not null check (entered_basis in ('self', 'guardian', 'mandate', 'assisted')),
  entered_at timestamptz not null,   -- by the portal's clock
  source text not null check (source in ('form', 'import', 'offline')),
  state text not null check (state in ('draft', 'sent', 'seen', 'accepted', 'refused', 'wanted', 'withdrawn')),
  danger text,                       -- the limit that it passed
  case_id uuid,                      -- the submission; null while it is a draft
  sent_at timestamptz,
  seen_at timestamptz,               -- a professional has opened the submission
  review_id uuid,
  reason text,                       -- why it was not accepted, or what is wanted: the professional's plain words
  delivered_at timestamptz,          -- this version is in the patient record
  primary key (id, version),
  check ((state = 'draft') <= (case_id is null)),
  check (state in ('draft', 'withdrawn') or case_id is not null)
);
create unique index reading_latest on measurements.reading (id) where latest;
create index reading_series on measurements.reading (subject, measure, measured_at desc) where latest;
create index reading_case on measurements.reading (case_id) where case_id is not null;
create index reading_plan on measurements.reading (plan_id, measured_at) where plan_id is not null and latest;

-- What a professional decided about the readings of one measure in one submission, with what they saw.
create table measurements.review (
  id uuid primary key,               -- made by the page, so that pressing twice is once
  case_id uuid not null,
  subject uuid not null,
  open_to_delegate boolean not null default true,
  unit text not null,
  measure text not null,
  plan_id uuid references measurements.plan,
  by uuid not null,
  at timestamptz not null,
  decision text not null check (decision in ('accepted', 'partly', 'more')),
  readings int not null,             -- accepted
  days int not null,                 -- on which they were measured
  from_at timestamptz, until_at timestamptz,
  mean1 numeric, mean2 numeric, mean3 numeric,      -- null where there is no mean
  first_day_out boolean not null default false,
  delivered_at timestamptz
);
create index review_case on measurements.review (case_id);
create index review_subject on measurements.review (subject, measure, at desc);

alter table measurements.plan enable row level security;
alter table measurements.reading enable row level security;
alter table measurements.review enable row level security;

-- The subject, and whoever acts for them by the area; a professional beside the person sees what they typed themselves.
create policy plan_resident_sees on measurements.plan for select to portal_app
  using (subject = (select platform.subject()) and ((select platform.own()) or open_to_delegate and (select platform.may('measurements:see'))));
create policy plan_resident_makes on measurements.plan for insert to portal_app
  with check (subject = (select platform.subject()) and unit is null and (select platform.may('measurements:do')));
create policy plan_resident_changes on measurements.plan for update to portal_app
  using (subject = (select platform.subject()) and ((select platform.own()) or open_to_delegate and (select platform.may('measurements:do'))))
  with check (subject = (select platform.subject()));
create policy plan_unit on measurements.plan to portal_app
  using (unit = (select platform.unit())) with check (unit = (select platform.unit()));
create policy plan_machine on measurements.plan to portal_app
  using ((select platform.machine()) in ('measurements', 'ehr-delivery')) with check ((select platform.machine()) in ('measurements', 'ehr-delivery'));
create policy plan_told on measurements.plan for select to portal_app using ((select platform.machine()) = 'messages');

create policy reading_resident_sees on measurements.reading for select to portal_app
  using (subject = (select platform.subject()) and ((select platform.own()) or open_to_delegate and (select platform.may('measurements:see'))));
create policy reading_assistant_sees on measurements.reading for select to portal_app
  using (subject = (select platform.subject()) and entered_by = (select platform.staff()) and (select platform.may('measurements:do')));
create policy reading_resident_enters on measurements.reading for insert to portal_app
  with check (subject = (select platform.subject()) and (select platform.may('measurements:do')) and entered_by = coalesce((select platform.staff()), (select platform.self())));
create policy reading_resident_changes on measurements.reading for update to portal_app
  using (subject = (select platform.subject()) and (select platform.may('measurements:do')) and ((select platform.own()) or open_to_delegate or entered_by = (select platform.staff())))
  with check (subject = (select platform.subject()));
-- Professionals see what has been sent, as they see its case; drafts never.
create policy reading_staff_sees on measurements.reading for select to portal_app
  using ((select platform.staff()) is not null and (select platform.subject()) is null and case_id is not null and platform.sees_case(case_id));
create policy reading_staff_reviews on measurements.reading for update to portal_app
  using ((select platform.staff()) is not null and (select platform.subject()) is null and case_id is not null and platform.handles_case(case_id))
  with check (case_id is not null and platform.handles_case(case_id));
create policy reading_machine on measurements.reading to portal_app
  using ((select platform.machine()) in ('measurements', 'ehr-delivery')) with check ((select platform.machine()) in ('measurements', 'ehr-delivery'));

create policy review_seen on measurements.review for select to portal_app
  using (subject = (select platform.subject()) and ((select platform.own()) or open_to_delegate and (select platform.may('measurements:see')))
    or (select platform.staff()) is not null and (select platform.subject()) is null and platform.sees_case(case_id));
create policy review_made on measurements.review for insert to portal_app
  with check (by = (select platform.staff()) and unit = (select platform.unit()) and platform.handles_case(case_id));
create policy review_machine on measurements.review to portal_app
  using ((select platform.machine()) = 'ehr-delivery') with check ((select platform.machine()) = 'ehr-delivery');

grant select, insert, update on measurements.plan to portal_app;
grant select, insert on measurements.reading, measurements.review to portal_app;
grant update (latest, state, case_id, sent_at, seen_at, review_id, reason, delivered_at, plan_id) on measurements.reading to portal_app;
grant update (delivered_at) on measurements.review to portal_app;
