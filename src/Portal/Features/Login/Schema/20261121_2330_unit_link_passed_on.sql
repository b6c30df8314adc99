-- A matter goes from unit to unit: a unit that knows a person may let another unit know them. Nobody lets themselves.
create procedure login.pass_on(p_person uuid, p_unit text)
language sql security definer set search_path = login, pg_temp as $$
  insert into login.unit_link (person, unit)
  select p_person, p_unit where exists (select from login.unit_link where person = p_person and unit = platform.unit())
  on conflict do nothing
$$;
revoke all on procedure login.pass_on from public;
grant execute on procedure login.pass_on to portal_app;
