-- Who people are, and their sessions. National ids are kept encrypted and found by a keyed hash.
create schema login;
grant usage on schema login to portal_app;

create table login.person (
  id uuid primary key,
  hetu_hash bytea constraint person_hetu unique,        -- HMAC-SHA-256 with Login:IdentityKey
  eidas_hash bytea constraint person_eidas unique,
  identity bytea not null,           -- the national id or eIDAS identifier, protected
  family_name bytea not null,        -- protected
  first_names bytea not null,        -- protected
  birth_on date,
  language text not null check (language in ('fi', 'sv', 'en')),
  municipality text,                 -- code; never kept with turvakielto
  turvakielto boolean not null,      -- non-disclosure order of the population register
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((hetu_hash is null) <> (eidas_hash is null)),
  check (not (turvakielto and municipality is not null))
);

-- A unit may see who the people are that have, or have had, something with it. Other rooms say so through LoginFacade.
create table login.unit_link (
  person uuid not null references login.person,
  unit text not null,
  primary key (person, unit)
);

create table login.staff (
  id uuid primary key,
  subject text not null constraint staff_subject unique,   -- sub of the organisation's provider
  name text not null,
  unit text not null,
  roles text[] not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table login.session (
  id uuid primary key,               -- public; shown on the page of own sessions
  key_hash bytea not null unique,    -- SHA-256 of the random key in the cookie
  person uuid references login.person,
  staff uuid references login.staff,
  scheme text not null,              -- suomifi or staff
  provider_sid text,
  provider_subject text,
  id_token bytea,                    -- protected; only where the provider wants a hint at logout
  ticket bytea not null,             -- the claims, protected
  device text not null,              -- browser and system in words
  created_at timestamptz not null,
  seen_at timestamptz not null,
  ends_at timestamptz not null,      -- however active
  ended_at timestamptz,
  ended_how text check (ended_how in ('logout', 'other-session', 'provider', 'new-login')),
  check ((person is null) <> (staff is null))
);
create index session_person on login.session (person) where person is not null;
create index session_staff on login.session (staff) where staff is not null;
create index session_provider on login.session (scheme, provider_sid) where provider_sid is not null;
create index session_provider_subject on login.session (scheme, provider_subject) where provider_subject is not null;
create index session_ends on login.session (ends_at);

-- A login or logout that is under way at a provider. Taken once, when the answer comes.
create table login.attempt (
  id uuid primary key,
  state_hash bytea not null unique,
  purpose text not null check (purpose in ('login', 'logout')),
  scheme text not null,
  secrets bytea not null,            -- nonce, PKCE verifier, where to return: protected
  expires_at timestamptz not null
);
create index attempt_expires on login.attempt (expires_at);

-- What was typed into a form whose session had ended, kept for an hour for its owner only.
create table login.kept_form (
  id uuid primary key,
  person uuid,                       -- owner: the person or professional of the ended session…
  staff uuid,
  browser_hash bytea,                -- …or the browser that sent it
  path text not null,
  fields bytea not null,             -- protected
  expires_at timestamptz not null,
  check (num_nonnulls(person, staff, browser_hash) = 1)
);
create index kept_form_expires on login.kept_form (expires_at);

alter table login.person enable row level security;
alter table login.unit_link enable row level security;
alter table login.staff enable row level security;
alter table login.session enable row level security;
alter table login.attempt enable row level security;
alter table login.kept_form enable row level security;

create policy person_own on login.person for select to portal_app
  using (id in ((select platform.self()), (select platform.subject())));
create policy person_of_unit on login.person for select to portal_app
  using (exists (select from login.unit_link l where l.person = person.id and l.unit = (select platform.unit())));
create policy person_jobs on login.person for select to portal_app using ((select platform.machine()) is not null);
create policy person_login on login.person for all to portal_app
  using ((select platform.machine()) = 'login') with check ((select platform.machine()) = 'login');
grant select, insert, update on login.person to portal_app;

create policy unit_link_own on login.unit_link for select to portal_app using (person = (select platform.subject()));
create policy unit_link_unit on login.unit_link for select to portal_app using (unit = (select platform.unit()));
create policy unit_link_subject on login.unit_link for insert to portal_app with check (person = (select platform.subject()));
create policy unit_link_jobs on login.unit_link for all to portal_app
  using ((select platform.machine()) is not null) with check ((select platform.machine()) is not null);
grant select, insert on login.unit_link to portal_app;

create policy staff_signed_in on login.staff for select to portal_app
  using (coalesce((select platform.self()), (select platform.staff())) is not null or (select platform.machine()) is not null);
create policy staff_login on login.staff for all to portal_app
  using ((select platform.machine()) = 'login') with check ((select platform.machine()) = 'login');
grant select, insert, update on login.staff to portal_app;

create policy session_own on login.session for select to portal_app
  using (person = (select platform.self()) or staff = (select platform.staff()));
create policy session_own_end on login.session for update to portal_app
  using (person = (select platform.self()) or staff = (select platform.staff()));
create policy session_login on login.session for all to portal_app
  using ((select platform.machine()) = 'login') with check ((select platform.machine()) = 'login');
grant select, insert, delete on login.session to portal_app;
grant update (seen_at, ended_at, ended_how) on login.session to portal_app;

create policy attempt_login on login.attempt for all to portal_app
  using ((select platform.machine()) = 'login') with check ((select platform.machine()) = 'login');
grant select, insert, delete on login.attempt to portal_app;

create policy kept_form_own on login.kept_form for select to portal_app
  using (person = (select platform.self()) or staff = (select platform.staff()));
create policy kept_form_login on login.kept_form for all to portal_app
  using ((select platform.machine()) = 'login') with check ((select platform.machine()) = 'login');
grant select, insert, delete on login.kept_form to portal_app;

-- Finds the session of a cookie and notes that it was used, at most once a minute. The key is the right to ask,
-- so the function runs as the owner: nobody is known before it has answered. Time comes from the caller's clock.
create function login.find_session(p_key_hash bytea, p_now timestamptz, p_idle interval, p_slide boolean)
returns table (id uuid, person uuid, staff uuid, ticket bytea, live boolean, idle_ends_at timestamptz, ends_at timestamptz)
language plpgsql security definer set search_path = login, pg_temp as $$
declare s login.session;
begin
  select * into s from login.session where key_hash = p_key_hash;
  if not found then return; end if;
  live := s.ended_at is null and p_now < s.ends_at and p_now < s.seen_at + p_idle;
  if live and p_slide and p_now >= s.seen_at + interval '1 minute' then
    update login.session t set seen_at = p_now where t.id = s.id and t.ended_at is null and t.seen_at < p_now;
    s.seen_at := p_now;
  end if;
  id := s.id; person := s.person; staff := s.staff; ticket := s.ticket;
  idle_ends_at := s.seen_at + p_idle; ends_at := s.ends_at;
  return next;
end $$;
revoke all on function login.find_session from public;
grant execute on function login.find_session to portal_app;

-- Hands out a kept form once: to the person or professional who typed it, or to the browser it came from.
create function login.take_form(p_id uuid, p_browser_hash bytea, p_path text, p_now timestamptz)
returns setof bytea language sql security definer set search_path = login, pg_temp as $$
  delete from login.kept_form
  where id = p_id and path = p_path and expires_at > p_now
    and (person = platform.self() or staff = platform.staff() or browser_hash = p_browser_hash)
  returning fields
$$;
revoke all on function login.take_form from public;
grant execute on function login.take_form to portal_app;
