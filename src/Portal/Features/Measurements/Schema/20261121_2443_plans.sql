-- Who orders a plan may leave it to another unit to look at: both follow it.
alter table measurements.plan add column ordered_unit text;
alter table measurements.plan add column reminded_on date;   -- the last day on which it was seen to whether a reminder is due
create unique index plan_own_diary on measurements.plan (subject, measure) where unit is null and state = 'active';

drop policy plan_unit on measurements.plan;
create policy plan_unit_sees on measurements.plan for select to portal_app
  using (unit = (select platform.unit()) or ordered_unit = (select platform.unit()));
create policy plan_unit_orders on measurements.plan for insert to portal_app
  with check (ordered_unit = (select platform.unit()) and ordered_by = (select platform.staff()) and unit is not null and platform.handles_person(subject));
create policy plan_unit_stops on measurements.plan for update to portal_app
  using (unit = (select platform.unit()) or ordered_unit = (select platform.unit()))
  with check (unit = (select platform.unit()) or ordered_unit = (select platform.unit()));

-- What a professional has ordered ends by itself or by them; one's own diary by oneself.
drop policy plan_resident_changes on measurements.plan;
create policy plan_resident_stops on measurements.plan for update to portal_app
  using (unit is null and subject = (select platform.subject()) and ((select platform.own()) or open_to_delegate and (select platform.may('measurements:do'))))
  with check (unit is null and subject = (select platform.subject()));
revoke update on measurements.plan from portal_app;
grant update (state, ended_at, stop_reason, reminded_on) on measurements.plan to portal_app;   -- what was ordered stays as it was ordered

-- How many readings of plans there are, by the hours of Helsinki's days, and how many of them are not sent yet. Numbers only:
-- what was measured is the resident's until it is sent. For the units of the plan, and for the portal's own reminders.
create function measurements.plan_hours(p_plans uuid[]) returns table (plan_id uuid, day date, hour int, readings int, drafts int)
language sql stable security definer set search_path = measurements, pg_temp as $$
  select r.plan_id, (r.measured_at at time zone 'Europe/Helsinki')::date, extract(hour from r.measured_at at time zone 'Europe/Helsinki')::int,
    count(*)::int, (count(*) filter (where r.state = 'draft'))::int
  from measurements.reading r join measurements.plan p on p.id = r.plan_id
  where r.plan_id = any (p_plans) and r.latest and r.state <> 'withdrawn' and not r.withdraws
    and (p.unit = platform.unit() or p.ordered_unit = platform.unit() or platform.machine() in ('measurements', 'messages'))
  group by 1, 2, 3
$$;

-- Who has measured for the person with a mandate: they are told of the plan too.
create function measurements.plan_helpers(p_plan uuid) returns uuid[]
language sql stable security definer set search_path = measurements, pg_temp as $$
  select coalesce(array_agg(distinct r.entered_by), '{}') from measurements.reading r
  where r.plan_id = p_plan and r.entered_basis = 'mandate' and platform.machine() = 'messages'
$$;
revoke all on function measurements.plan_hours, measurements.plan_helpers from public;
grant execute on function measurements.plan_hours, measurements.plan_helpers to portal_app;
