-- A number to say on the phone by somebody who could not act for another here, so that nothing need be explained again.
-- It tells who asked and when, and never why it was refused: nobody here knows, and nobody may guess.
create table acting_for.ticket (
  id uuid primary key,
  number text not null unique check (number ~ '^[0-9]{7}$'),
  person uuid not null,             -- who asked
  made_at timestamptz not null,
  made_on date not null,            -- Finnish day
  expires_at timestamptz not null,
  constraint ticket_one_a_day unique (person, made_on)
);
alter table acting_for.ticket enable row level security;
create policy ticket_own on acting_for.ticket for select to portal_app using (person = (select platform.self()));
create policy ticket_made on acting_for.ticket for insert to portal_app with check (person = (select platform.self()));
grant select, insert on acting_for.ticket to portal_app;

-- The number is the right to ask: a professional gets the one ticket that was read to them, and no list of them.
create function acting_for.find_ticket(p_number text, p_now timestamptz) returns table (id uuid, person uuid, made_at timestamptz)
language sql stable security definer set search_path = acting_for, pg_temp as $$
  select t.id, t.person, t.made_at from acting_for.ticket t where t.number = p_number and t.expires_at > p_now and platform.staff() is not null
$$;
revoke all on function acting_for.find_ticket from public;
grant execute on function acting_for.find_ticket to portal_app;
