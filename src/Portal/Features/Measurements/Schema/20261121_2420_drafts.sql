-- What has not been sent yet is looked for on every visit; it is always few rows among many.
create index reading_draft on measurements.reading (subject, measured_at) where latest and state = 'draft';

-- What a professional entered beside somebody, for the paper that the person takes home: by then the right to look has ended.
-- Only what they typed themselves, and nothing of what has become of it.
create function measurements.assisted(p_subject uuid, p_from timestamptz, p_until timestamptz)
returns table (id uuid, version int, measure text, measured_at timestamptz, value1 numeric, value2 numeric, value3 numeric, withdraws boolean, entered_at timestamptz, sent_at timestamptz)
language sql stable security definer set search_path = measurements, pg_temp as $$
  select id, version, measure, measured_at, value1, value2, value3, withdraws, entered_at, case when sent_at <= p_until then sent_at end from measurements.reading
  where subject = p_subject and entered_by = platform.staff() and entered_basis = 'assisted' and entered_at between p_from and p_until
  order by entered_at, id, version
$$;
revoke all on function measurements.assisted from public;
grant execute on function measurements.assisted to portal_app;
create index reading_entered_beside on measurements.reading (subject, entered_at) where entered_basis = 'assisted';
