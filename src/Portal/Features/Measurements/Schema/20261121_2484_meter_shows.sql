-- What a meter showed instead of a number that is beyond what it can measure. The reading has no number then.
alter table measurements.reading add column meter_shows text check (meter_shows in ('HI', 'LO')), add check (meter_shows is null or value1 is null);

drop function measurements.assisted;
create function measurements.assisted(p_subject uuid, p_from timestamptz, p_until timestamptz)
returns table (id uuid, version int, measure text, measured_at timestamptz, value1 numeric, value2 numeric, value3 numeric, meter_shows text, withdraws boolean, entered_at timestamptz, sent_at timestamptz)
language sql stable security definer set search_path = measurements, pg_temp as $$
  select id, version, measure, measured_at, value1, value2, value3, meter_shows, withdraws, entered_at, case when sent_at <= p_until then sent_at end from measurements.reading
  where subject = p_subject and entered_by = platform.staff() and entered_basis = 'assisted' and entered_at between p_from and p_until
  order by entered_at, id, version
$$;
revoke all on function measurements.assisted from public;
grant execute on function measurements.assisted to portal_app;
