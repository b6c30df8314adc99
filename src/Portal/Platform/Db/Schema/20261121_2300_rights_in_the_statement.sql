-- One's own matters are most of all: whether they are is now a comparison that PostgreSQL writes into the statement, and
-- only who acts for another is looked for among the proofs. The policies ask as before.

-- The proof that the actor may do this, or anything at all with null, for the subject now.
create function platform.proved(what text) returns boolean language plpgsql stable security definer set search_path = platform, pg_temp as $$
begin
  return exists (select from platform.acting a
    where a.actor = coalesce(platform.self(), platform.staff()) and a.subject = platform.subject()
      and (what is null or what = any (a.may)) and a.fresh_until > platform.now());
end $$;
revoke all on function platform.proved from public;
grant execute on function platform.proved to portal_app;

create or replace function platform.may(what text) returns boolean language sql stable
  as $$ select coalesce(platform.self() = platform.subject(), false) or platform.proved(what) $$;
create or replace function platform.may_act() returns boolean language sql stable
  as $$ select coalesce(platform.self() = platform.subject(), false) or platform.proved(null) $$;
