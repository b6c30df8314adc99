-- Work to be done later, at least once: deliveries to the EHR, messages to people. A job is written in the same
-- transaction as the change that asks for it. Jobs of one queue with the same key are done in order of seq.
create schema jobs;
grant usage on schema jobs to portal_app;

create table jobs.job (
  seq bigint generated always as identity primary key,
  queue text not null,
  key uuid not null,                -- ordering: one at a time and in order within (queue, key), e.g. an appointment
  subject uuid,                     -- whose matter
  unit text,                        -- unit that may see and retry it
  once text,                        -- the same event never makes two jobs
  payload jsonb not null default '{}',   -- ids and codes, no typed text
  state text not null default 'waiting' check (state in ('waiting', 'done', 'failed', 'withdrawn')),
  run_at timestamptz not null,      -- not before; moved ahead while somebody works on it (a lease) and after a failure
  attempts int not null default 0,
  last_error text,
  created_at timestamptz not null,
  ended_at timestamptz
);
create unique index job_once on jobs.job (queue, once) where once is not null;
create index job_due on jobs.job (queue, run_at) where state = 'waiting';
create index job_order on jobs.job (queue, key, seq) where state in ('waiting', 'failed');
create index job_subject on jobs.job (subject, queue) where subject is not null;
create index job_unit on jobs.job (unit, state) where unit is not null;

alter table jobs.job enable row level security;
create policy job_machine on jobs.job to portal_app using ((select platform.machine()) is not null) with check ((select platform.machine()) is not null);
create policy job_resident on jobs.job for select to portal_app using (subject = (select platform.subject()));
create policy job_resident_asks on jobs.job for insert to portal_app with check (subject = (select platform.subject()));
create policy job_resident_withdraws on jobs.job for update to portal_app using (subject = (select platform.subject())) with check (state in ('waiting', 'withdrawn'));
create policy job_unit on jobs.job to portal_app using (unit = (select platform.unit())) with check (unit = (select platform.unit()));
grant select, insert on jobs.job to portal_app;
grant update (state, run_at, attempts, last_error, ended_at) on jobs.job to portal_app;
