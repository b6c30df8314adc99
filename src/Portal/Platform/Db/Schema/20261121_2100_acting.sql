-- The proof that one person (or a professional beside a person) may act for another, as row-level security needs it:
-- for whom, what, until when. Who writes it knows why; here it only opens and closes rows. No row, or one that is no
-- longer fresh, means no right, whatever the portal's pages would say.
create table platform.acting (
  actor uuid not null,              -- the resident who logged in, or the professional who assists
  subject uuid not null,            -- whose matters
  may text[] not null,              -- area:act, e.g. booking:see
  fresh_until timestamptz not null, -- checked; to be checked again by then
  primary key (actor, subject)
);
create index acting_subject on platform.acting (subject);
alter table platform.acting enable row level security;
create policy acting_rights on platform.acting to portal_app
  using ((select platform.machine()) = 'acting-for') with check ((select platform.machine()) = 'acting-for');
grant select, insert, update, delete on platform.acting to portal_app;

-- The moment by the portal's clock, said by whoever acts for another.
create function platform.now() returns timestamptz language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('portal.now', true), '')::timestamptz, now()) $$;

-- May this transaction's actor do this with the subject's things? One's own: always. For others: as proved above.
-- Policies call it inside a scalar subquery, "(select platform.may('booking:see'))": once a statement.
create function platform.may(what text) returns boolean language plpgsql stable security definer set search_path = platform, pg_temp as $$
begin
  if platform.self() = platform.subject() then return true; end if;
  return exists (select from platform.acting a
    where a.actor = coalesce(platform.self(), platform.staff()) and a.subject = platform.subject()
      and what = any (a.may) and a.fresh_until > platform.now());
end $$;
revoke all on function platform.may from public;
grant execute on function platform.may to portal_app;

-- May this transaction's actor do anything for the subject at all? For what goes with every act: jobs, links to units.
create function platform.may_act() returns boolean language plpgsql stable security definer set search_path = platform, pg_temp as $$
begin
  if platform.self() = platform.subject() then return true; end if;
  return exists (select from platform.acting a
    where a.actor = coalesce(platform.self(), platform.staff()) and a.subject = platform.subject() and a.fresh_until > platform.now());
end $$;
revoke all on function platform.may_act from public;
grant execute on function platform.may_act to portal_app;
