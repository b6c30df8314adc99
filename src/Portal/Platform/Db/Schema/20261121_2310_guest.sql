-- Somebody who writes without having said who they are: known only by the hash of a random key in their browser.
create function platform.guest() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('portal.guest', true), '') $$;

-- Is this transaction's actor in their own matters?
create function platform.own() returns boolean language sql stable parallel safe
  as $$ select coalesce(platform.self() = platform.subject(), false) $$;

-- The service areas in which this transaction's actor may see or do something for the subject, when the subject is
-- somebody else: for tables whose rows belong to different areas. Proved as in platform.may.
create function platform.areas(p_act text) returns text[] language sql stable security definer set search_path = platform, pg_temp as $$
  select coalesce(array_agg(split_part(what, ':', 1)), '{}') from platform.acting a, unnest(a.may) what
  where a.actor = coalesce(platform.self(), platform.staff()) and a.subject = platform.subject() and a.fresh_until > platform.now()
    and split_part(what, ':', 2) = p_act
$$;
revoke all on function platform.areas from public;
grant execute on function platform.areas to portal_app;
