-- Each request asks this; it reads no more of the row than it says.
create or replace function login.find_session(p_key_hash bytea, p_now timestamptz, p_idle interval, p_slide boolean)
returns table (id uuid, person uuid, staff uuid, ticket bytea, acting bytea, acting_ended boolean, live boolean, idle_ends_at timestamptz, ends_at timestamptz)
language plpgsql security definer set search_path = login, pg_temp as $$
declare v_seen_at timestamptz;
begin
  select s.id, s.person, s.staff, s.ticket, s.acting, s.acting_ended, s.ended_at is null and p_now < s.ends_at and p_now < s.seen_at + p_idle, s.seen_at, s.ends_at
  into id, person, staff, ticket, acting, acting_ended, live, v_seen_at, ends_at
  from login.session s where s.key_hash = p_key_hash;
  if not found then return; end if;
  if live and p_slide and p_now >= v_seen_at + interval '1 minute' then
    update login.session t set seen_at = p_now where t.id = find_session.id and t.ended_at is null and t.seen_at < p_now;
    v_seen_at := p_now;
  end if;
  idle_ends_at := v_seen_at + p_idle;
  return next;
end $$;
