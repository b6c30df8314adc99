-- Measurements and the patient record (EHR): what has reached it, and what it held when it was last asked.
alter table measurements.plan add column delivered_version int not null default 0;   -- 1 ordered, 2 ended: what it has confirmed

-- What the EHR holds of a person: shown while it does not answer, and compared with what was delivered.
create table measurements.ehr_copy (
  subject uuid not null,
  source text not null,              -- its address there: Observation/…
  version_id text,                   -- the EHR's own
  reading uuid,                      -- ours: delivered as this version of it
  reading_version int,
  differs boolean not null default false,   -- from that version: it was changed there
  noted_by uuid,                     -- the professional who has seen the difference
  noted_at timestamptz,
  open_to_delegate boolean not null, -- a minor's own, unless a professional has said otherwise
  laboratory boolean not null,
  measure text,                      -- id in content/measurements; null: none of those
  code text,                         -- LOINC
  name text not null,
  at timestamptz not null,
  day_only boolean not null,         -- the time of day is not known
  status text not null,
  value1 numeric, value2 numeric, value3 numeric,   -- of a measure in the order and the units of its quantities; of a result the first
  unit text,                         -- of a result
  value_text text,
  low numeric, high numeric, range_text text,       -- the reference range
  interpretation text,               -- the EHR's code: H, L, A …
  comment text,                      -- the professional's
  performer text,
  primary key (subject, source)
);
create index ehr_copy_series on measurements.ehr_copy (subject, measure, at desc);
create index ehr_copy_reading on measurements.ehr_copy (reading) where reading is not null;
create index ehr_copy_differs on measurements.ehr_copy (at) where differs and noted_at is null;

-- When the EHR was last asked of a person, and what came of it.
create table measurements.ehr_look (
  subject uuid primary key,
  tried_at timestamptz not null,
  looked_at timestamptz,             -- it answered
  fault text,                        -- why it did not, the last time; a code
  left_out int not null default 0,   -- of what it gave: not understood, so not shown
  cut boolean not null default false -- there is more in it than was read
);

alter table measurements.ehr_copy enable row level security;
alter table measurements.ehr_look enable row level security;

create policy ehr_copy_resident_sees on measurements.ehr_copy for select to portal_app
  using (subject = (select platform.subject()) and ((select platform.own()) or open_to_delegate and (select platform.may('measurements:see'))));
-- Professionals who see something that the person has sent (behind its own wall) see what stands beside it.
create policy ehr_copy_staff_sees on measurements.ehr_copy for select to portal_app
  using ((select platform.staff()) is not null and (select platform.subject()) is null
    and exists (select from measurements.reading r where r.subject = ehr_copy.subject));
create policy ehr_copy_staff_notes on measurements.ehr_copy for update to portal_app
  using ((select platform.staff()) is not null and (select platform.subject()) is null and differs
    and exists (select from measurements.reading r where r.id = ehr_copy.reading))
  with check (noted_by = (select platform.staff()));
create policy ehr_copy_machine on measurements.ehr_copy to portal_app
  using ((select platform.machine()) = 'ehr-delivery') with check ((select platform.machine()) = 'ehr-delivery');

create policy ehr_look_resident_sees on measurements.ehr_look for select to portal_app
  using (subject = (select platform.subject()) and (select platform.may('measurements:see')));
create policy ehr_look_staff_sees on measurements.ehr_look for select to portal_app
  using ((select platform.staff()) is not null and (select platform.subject()) is null
    and exists (select from measurements.reading r where r.subject = ehr_look.subject));
create policy ehr_look_machine on measurements.ehr_look to portal_app
  using ((select platform.machine()) = 'ehr-delivery') with check ((select platform.machine()) = 'ehr-delivery');

grant select, insert, update, delete on measurements.ehr_copy to portal_app;
grant select, insert, update on measurements.ehr_look to portal_app;
