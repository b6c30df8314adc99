-- Gives a case to another unit, or to a colleague of any unit, by whoever has it or when nobody does. As the owner: the
-- new row is not the giver's to see any more, and row-level security would not let it out of their sight.
create function cases.transfer(p_case uuid, p_unit text, p_holder uuid, p_now timestamptz, p_until timestamptz) returns boolean
language sql security definer set search_path = cases, pg_temp as $$
  with moved as (
    update cases.case set unit = p_unit, holder = p_holder, held_at = case when p_holder is not null then p_now end,
      lease_until = case when p_holder is not null then p_until end, returned_at = null
    where id = p_case and unit = platform.unit() and state <> 'closed'
      and (holder is null or holder = platform.staff() or lease_until <= p_now)
    returning id)
  select exists (select from moved)
$$;
revoke all on function cases.transfer from public;
grant execute on function cases.transfer to portal_app;

-- What the watch does by itself: drafts of matters that have ended are thrown away, whosever they are.
create policy draft_watch on cases.draft for all to portal_app using ((select platform.machine()) = 'cases');
