-- Calls that residents ask for: in which windows they come, and what came of each attempt. The number is the case's.
create schema callback;
grant usage on schema callback to portal_app;

create table callback.request (
  case_id uuid primary key,
  message_ok boolean not null,           -- a neutral message may be left
  starts timestamptz[] not null,         -- the windows chosen, the earliest first…
  ends timestamptz[] not null,           -- …none: any time when calls are made
  round int not null default 1,          -- attempts are counted anew when other windows have been chosen
  asked_at timestamptz not null,
  check (cardinality(starts) = cardinality(ends))
);

create table callback.attempt (
  id uuid primary key,
  case_id uuid not null references callback.request,
  round int not null,
  at timestamptz not null,
  staff uuid not null,
  outcome text not null check (outcome in ('reached', 'missed', 'wrong')),
  message_left boolean not null
);
create index attempt_case on callback.attempt (case_id, at);

-- The walls follow those of the case.
alter table callback.request enable row level security;
alter table callback.attempt enable row level security;
create policy request_seen on callback.request for select to portal_app using (platform.sees_case(case_id));
create policy request_made on callback.request for insert to portal_app with check (platform.handles_case(case_id));
create policy request_changed on callback.request for update to portal_app using (platform.handles_case(case_id)) with check (platform.handles_case(case_id));
create policy attempt_seen on callback.attempt for select to portal_app using (platform.sees_case(case_id));
create policy attempt_made on callback.attempt for insert to portal_app with check (staff = (select platform.staff()) and platform.handles_case(case_id));

grant select, insert on callback.request, callback.attempt to portal_app;
grant update (message_ok, starts, ends, round, asked_at) on callback.request to portal_app;
