-- Who acts in this transaction. Policies call these inside a scalar subquery, "(select platform.subject())",
-- so that PostgreSQL evaluates them once a statement and not once a row.
create schema if not exists platform;
grant usage on schema platform to portal_app;

create function platform.self() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('portal.self', true), '')::uuid $$;
create function platform.subject() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('portal.subject', true), '')::uuid $$;
create function platform.staff() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('portal.staff', true), '')::uuid $$;
create function platform.unit() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('portal.unit', true), '') $$;
create function platform.machine() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('portal.machine', true), '') $$;
