-- How many readings of some submissions are to be decided on, for the rows of a worklist. The wall asks of each reading whether
-- its case is seen, which is too slow for a list; whoever asks here has asked it of each case. Numbers only, for professionals.
create function measurements.undecided(p_cases uuid[]) returns table (case_id uuid, count int)
language sql stable security definer set search_path = measurements, pg_temp as $$
  select r.case_id, count(*)::int from measurements.reading r
  where r.case_id = any (p_cases) and r.latest and r.state in ('sent', 'seen', 'wanted')
    and (select platform.staff()) is not null and (select platform.subject()) is null
  group by r.case_id
$$;
revoke all on function measurements.undecided from public;
grant execute on function measurements.undecided to portal_app;
