-- Also who has opened a person for a reason may let the unit that is to go on with something know them.
create or replace procedure login.pass_on(p_person uuid, p_unit text)
language sql security definer set search_path = login, pg_temp as $$
  insert into login.unit_link (person, unit)
  select p_person, p_unit where exists (select from login.unit_link where person = p_person and unit = platform.unit()) or platform.handles_person(p_person)
  on conflict do nothing
$$;
