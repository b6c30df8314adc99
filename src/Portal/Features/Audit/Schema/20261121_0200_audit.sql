-- The audit log: one line for every read and write of someone's data, written in the same transaction.
-- Append-only: portal_app may only call audit.append, which fills who acted from the transaction's context.
-- Chained: each line carries the hash of the line before it in the same chain (one chain a subject, and
-- 00000000-… for lines about nobody, such as a refused login), so that a removed or changed line shows.
-- Partitioned by month: lines are kept for 12 years and only ever added at the end.
create schema audit;
grant usage on schema audit to portal_app;

create table audit.chain (
  chain uuid primary key,
  seq bigint not null,
  hash bytea not null
);

create table audit.event (
  chain uuid not null,
  seq bigint not null,
  at timestamptz not null,
  action text not null,          -- room.thing.happened
  object uuid,                   -- what was read or changed
  self uuid,                     -- the resident who logged in
  subject uuid,                  -- the resident whose data it is
  staff uuid,                    -- or the professional
  unit text,
  machine text,                  -- or the portal's own job
  basis text,                    -- on what ground: self, guardian, mandate, care, …
  hash bytea not null,
  primary key (chain, seq, at)
) partition by range (at);
create index event_staff on audit.event (staff, at) where staff is not null;
create table audit.event_other partition of audit.event default;

-- Makes the partitions of this month and the two next ones. Called at each migration and by the daily job.
create function audit.ensure_partitions(today date) returns void language plpgsql security definer set search_path = audit, pg_temp as $$
declare month date;
begin
  for i in 0..2 loop
    month := (date_trunc('month', today) + make_interval(months => i))::date;
    if to_regclass(format('audit.event_%s', to_char(month, 'YYYYMM'))) is null then
      execute format('create table audit.event_%s partition of audit.event for values from (%L) to (%L)',
        to_char(month, 'YYYYMM'), month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
    end if;
  end loop;
end $$;
select audit.ensure_partitions(current_date);
grant execute on function audit.ensure_partitions to portal_app;

-- The text that is hashed. The verifier in Features/Audit/VerifyAudit.cs builds the same text by itself.
create function audit.line(e audit.event) returns text language sql immutable set search_path = audit, pg_temp as $$
  select concat_ws(chr(31), e.chain::text, e.seq::text,
    (extract(epoch from e.at) * 1000000)::bigint::text, e.action, coalesce(e.object::text, ''),
    coalesce(e.self::text, ''), coalesce(e.subject::text, ''), coalesce(e.staff::text, ''),
    coalesce(e.unit, ''), coalesce(e.machine, ''), coalesce(e.basis, ''))
$$;

create procedure audit.append(p_at timestamptz, p_action text, p_object uuid, p_subject uuid, p_basis text)
language plpgsql security definer set search_path = audit, pg_temp as $$
declare e audit.event; head audit.chain;
begin
  e.subject := coalesce(p_subject, platform.subject());
  e.chain := coalesce(e.subject, '00000000-0000-0000-0000-000000000000');
  select * into head from audit.chain where chain = e.chain for update;
  if not found then
    insert into audit.chain values (e.chain, 0, '') on conflict do nothing;
    select * into head from audit.chain where chain = e.chain for update;
  end if;
  e.seq := head.seq + 1; e.at := p_at; e.action := p_action; e.object := p_object; e.basis := p_basis;
  e.self := platform.self(); e.staff := platform.staff(); e.unit := platform.unit(); e.machine := platform.machine();
  e.hash := sha256(head.hash || convert_to(audit.line(e), 'UTF8'));
  insert into audit.event values (e.*);
  update audit.chain set seq = e.seq, hash = e.hash where chain = e.chain;
end $$;
revoke all on procedure audit.append from public;
grant execute on procedure audit.append to portal_app;

alter table audit.event enable row level security;
alter table audit.chain enable row level security;
create policy event_own on audit.event for select to portal_app using (subject = (select platform.subject()));
grant select on audit.event to portal_app;

-- The command `audit verify` reads every chain: only this machine may.
create policy event_verify on audit.event for select to portal_app using ((select platform.machine()) = 'audit-verify');
create policy chain_verify on audit.chain for select to portal_app using ((select platform.machine()) = 'audit-verify');
grant select on audit.chain to portal_app;
