-- A kept form is shown again only in the matters of the person it was filled in for: words about one child do not turn up
-- in a form for the other. Null: a form from before the login.
alter table login.kept_form add column for_whom uuid;

drop function login.take_form;
create function login.take_form(p_id uuid, p_browser_hash bytea, p_path text, p_now timestamptz, p_for_whom uuid)
returns setof bytea language sql security definer set search_path = login, pg_temp as $$
  delete from login.kept_form
  where id = p_id and path = p_path and expires_at > p_now and (for_whom is null or for_whom = p_for_whom)
    and (person = platform.self() or staff = platform.staff() or browser_hash = p_browser_hash)
  returning fields
$$;
revoke all on function login.take_form from public;
grant execute on function login.take_form to portal_app;
