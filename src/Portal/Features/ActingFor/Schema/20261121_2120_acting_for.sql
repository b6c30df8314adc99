-- Acting for somebody else (fi: puolesta asiointi). Who may act for whom, as the national registers have said; what a
-- young person has decided; tickets of those who were refused; drafts left to the person represented.
create schema acting_for;
grant usage on schema acting_for to portal_app;

-- One open row for a pair. The registers stay the truth: checked_at says when they last said yes.
create table acting_for.representation (
  id uuid primary key,
  delegate uuid not null,           -- who acts
  subject uuid not null,            -- for whom
  basis text not null check (basis in ('guardian', 'mandate')),
  theme text,                       -- of the mandate: its URI in the register
  began_at timestamptz not null,
  checked_at timestamptz not null,
  ends_at timestamptz,              -- known beforehand: the 18th birthday
  ended_at timestamptz,
  ended_how text check (ended_how in ('register', 'age', 'subject')),
  check ((ended_at is null) = (ended_how is null)),
  check ((basis = 'mandate') = (theme is not null))
);
create unique index representation_open on acting_for.representation (delegate, subject) where ended_at is null;
create index representation_subject on acting_for.representation (subject);

-- The person represented has said no: it holds whatever the register says, until they take it back.
create table acting_for.refusal (
  subject uuid not null,
  delegate uuid not null,
  refused_at timestamptz not null,
  primary key (subject, delegate)
);

-- What a young person has let their guardians do, area by area.
create table acting_for.permission (
  young uuid not null,
  area text not null,
  allowed boolean not null,
  decided_at timestamptz not null,
  primary key (young, area)
);

-- Choosing at Suomi.fi is under way: taken once, when the answer comes.
create table acting_for.selection (
  id uuid primary key,
  delegate uuid not null,
  state_hash bytea not null unique,
  secrets bytea not null,           -- the register's session and where to return: protected
  expires_at timestamptz not null
);

-- A form that was being filled in when the right ended: it belongs to the person represented.
create table acting_for.draft (
  id uuid primary key,
  subject uuid not null,
  delegate uuid not null,
  path text not null,               -- of the page that shows it again
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index draft_subject on acting_for.draft (subject);

alter table acting_for.representation enable row level security;
alter table acting_for.refusal enable row level security;
alter table acting_for.permission enable row level security;
alter table acting_for.selection enable row level security;
alter table acting_for.draft enable row level security;

create policy representation_delegate on acting_for.representation for select to portal_app using (delegate = (select platform.self()));
create policy representation_subject on acting_for.representation for select to portal_app using (subject = (select platform.self()));
create policy representation_jobs on acting_for.representation for select to portal_app using ((select platform.machine()) is not null);
create policy representation_checks on acting_for.representation to portal_app
  using ((select platform.machine()) = 'acting-for') with check ((select platform.machine()) = 'acting-for');
create policy refusal_own on acting_for.refusal to portal_app
  using (subject = (select platform.self())) with check (subject = (select platform.self()));
create policy refusal_checks on acting_for.refusal for select to portal_app using ((select platform.machine()) = 'acting-for');
create policy permission_own on acting_for.permission to portal_app
  using (young = (select platform.self())) with check (young = (select platform.self()));
create policy permission_checks on acting_for.permission for select to portal_app using ((select platform.machine()) = 'acting-for');
create policy selection_own on acting_for.selection to portal_app
  using (delegate = (select platform.self())) with check (delegate = (select platform.self()));
create policy selection_sweep on acting_for.selection for delete to portal_app using ((select platform.machine()) = 'acting-for');
create policy draft_own on acting_for.draft for select to portal_app using (subject = (select platform.self()));
create policy draft_taken on acting_for.draft for delete to portal_app using (subject = (select platform.self()));
create policy draft_left on acting_for.draft to portal_app
  using ((select platform.machine()) = 'acting-for') with check ((select platform.machine()) = 'acting-for');

grant select, insert on acting_for.representation to portal_app;
grant update (theme, checked_at, ends_at, ended_at, ended_how) on acting_for.representation to portal_app;
grant select, insert, delete on acting_for.refusal, acting_for.selection, acting_for.draft to portal_app;
grant select, insert on acting_for.permission to portal_app;
grant update (allowed, decided_at) on acting_for.permission to portal_app;
