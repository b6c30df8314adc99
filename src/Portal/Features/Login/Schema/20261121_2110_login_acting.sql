-- Whom a session acts for: chosen by its owner, kept with the session, so that every request finds it in the same row.
-- Ended: the right has ended meanwhile; the next request says so and goes on as oneself.
alter table login.session add column acting_for uuid;
alter table login.session add column acting bytea;             -- basis, name and end, protected
alter table login.session add column acting_ended boolean not null default false;
create index session_acting on login.session (person, acting_for) where acting_for is not null;
create index session_assisting on login.session (staff, acting_for) where acting_for is not null;
grant update (acting_for, acting, acting_ended) on login.session to portal_app;
create policy session_acting_ends on login.session for update to portal_app
  using ((select platform.machine()) = 'acting-for') with check (acting_ended);
create policy session_acting_seen on login.session for select to portal_app using ((select platform.machine()) = 'acting-for');

-- Who may know who somebody is: the person for whom they have acted, or in whose place they act. Said through LoginFacade.
create table login.person_link (
  person uuid not null references login.person,
  seen_by uuid not null references login.person,
  primary key (person, seen_by)
);
alter table login.person_link enable row level security;
create policy person_link_sees on login.person_link for select to portal_app using (seen_by = (select platform.self()));
create policy person_link_acting on login.person_link to portal_app
  using ((select platform.machine()) = 'acting-for') with check ((select platform.machine()) = 'acting-for');
grant select, insert on login.person_link to portal_app;
create policy person_linked on login.person for select to portal_app
  using (exists (select from login.person_link l where l.person = person.id and l.seen_by = (select platform.self())));
-- The subject's own name and birth date belong to whoever acts for them with a right.
drop policy person_own on login.person;
create policy person_own on login.person for select to portal_app using (id = (select platform.self()));
create policy person_acted_for on login.person for select to portal_app
  using (id = (select platform.subject()) and (select platform.may('booking:see')));

drop function login.find_session;
create function login.find_session(p_key_hash bytea, p_now timestamptz, p_idle interval, p_slide boolean)
returns table (id uuid, person uuid, staff uuid, ticket bytea, acting bytea, acting_ended boolean, live boolean, idle_ends_at timestamptz, ends_at timestamptz)
language plpgsql security definer set search_path = login, pg_temp as $$
declare s login.session;
begin
  select * into s from login.session t where t.key_hash = p_key_hash;
  if not found then return; end if;
  live := s.ended_at is null and p_now < s.ends_at and p_now < s.seen_at + p_idle;
  if live and p_slide and p_now >= s.seen_at + interval '1 minute' then
    update login.session t set seen_at = p_now where t.id = s.id and t.ended_at is null and t.seen_at < p_now;
    s.seen_at := p_now;
  end if;
  id := s.id; person := s.person; staff := s.staff; ticket := s.ticket; acting := s.acting; acting_ended := s.acting_ended;
  idle_ends_at := s.seen_at + p_idle; ends_at := s.ends_at;
  return next;
end $$;
revoke all on function login.find_session from public;
grant execute on function login.find_session to portal_app;

-- A form kept for somebody else: what a helper had typed when the right ended belongs to the person represented.
create policy kept_form_acting on login.kept_form for insert to portal_app with check ((select platform.machine()) = 'acting-for');

drop policy unit_link_subject on login.unit_link;
create policy unit_link_subject on login.unit_link for insert to portal_app
  with check (person = (select platform.subject()) and (select platform.may_act()));
