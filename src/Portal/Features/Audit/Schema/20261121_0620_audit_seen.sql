-- Lines cost less: one statement adds a line to its chain, and the lines about what many readers are shown at the same
-- moment are added together (audit.append_seen), so that they share one commit. The hashes are the same as before.

-- The text that is hashed, as audit.line makes it. Not declared immutable: PostgreSQL then writes it into the statement.
create function audit.text(p_chain uuid, p_seq bigint, p_at timestamptz, p_action text, p_object uuid,
  p_self uuid, p_subject uuid, p_staff uuid, p_unit text, p_machine text, p_basis text) returns text language sql stable as $$
  select concat_ws(chr(31), p_chain, p_seq, (extract(epoch from p_at) * 1000000)::bigint, p_action, coalesce(p_object::text, ''),
    coalesce(p_self::text, ''), coalesce(p_subject::text, ''), coalesce(p_staff::text, ''),
    coalesce(p_unit, ''), coalesce(p_machine, ''), coalesce(p_basis, ''))
$$;
revoke all on function audit.text from public;

-- A line of an act, in the act's own transaction. The update waits for whoever else adds to the same chain.
create or replace procedure audit.append(p_at timestamptz, p_action text, p_object uuid, p_subject uuid, p_basis text)
language plpgsql security definer set search_path = audit, pg_temp as $$
declare
  v_subject uuid := coalesce(p_subject, platform.subject());
  v_chain uuid := coalesce(v_subject, '00000000-0000-0000-0000-000000000000');
begin
  loop
    with link as (
      update audit.chain c set seq = c.seq + 1, hash = sha256(c.hash || convert_to(audit.text(c.chain, c.seq + 1, p_at, p_action, p_object,
        platform.self(), v_subject, platform.staff(), platform.unit(), platform.machine(), p_basis), 'UTF8'))
      where c.chain = v_chain returning c.seq, c.hash)
    insert into audit.event (chain, seq, at, action, object, self, subject, staff, unit, machine, basis, hash)
    select v_chain, seq, p_at, p_action, p_object, platform.self(), v_subject, platform.staff(), platform.unit(), platform.machine(), p_basis, hash
    from link;
    exit when found;
    insert into audit.chain (chain, seq, hash) values (v_chain, 0, '') on conflict do nothing;
  end loop;
end $$;

-- Lines about what readers are about to see, of many readers at once. Each says itself who reads; the arrays go together.
-- The chains are locked in order of subject, as in append_all, so that writers never wait for each other in a circle.
create function audit.append_seen(p_at timestamptz[], p_action text[], p_object uuid[], p_subject uuid[], p_self uuid[], p_staff uuid[], p_unit text[], p_basis text[])
returns void language plpgsql security definer set search_path = audit, pg_temp as $$
declare
  v_turns bigint[] := array(   -- a chain gets its lines one after another: its first line of this call, its second, …
    select row_number() over (partition by subject order by place) from unnest(p_subject) with ordinality as l (subject, place) order by place);
begin
  insert into audit.chain (chain, seq, hash) select distinct subject, 0, ''::bytea from unnest(p_subject) subject order by subject on conflict do nothing;
  perform from audit.chain where chain = any (p_subject) order by chain for update;
  for v_turn in 1 .. (select max(turn) from unnest(v_turns) turn) loop
    with line as (
      select * from unnest(p_at, p_action, p_object, p_subject, p_self, p_staff, p_unit, p_basis, v_turns)
        as l (at, action, object, subject, self, staff, unit, basis, turn)
      where turn = v_turn),
    link as (
      update audit.chain c set seq = c.seq + 1, hash = sha256(c.hash || convert_to(audit.text(c.chain, c.seq + 1, l.at, l.action, l.object,
        l.self, l.subject, l.staff, l.unit, null, l.basis), 'UTF8'))
      from line l where c.chain = l.subject
      returning c.seq, c.hash, l.at, l.action, l.object, l.subject, l.self, l.staff, l.unit, l.basis)
    insert into audit.event (chain, seq, at, action, object, subject, self, staff, unit, basis, hash)
    select subject, seq, at, action, object, subject, self, staff, unit, basis, hash from link;
  end loop;
end $$;
revoke all on function audit.append_seen from public;
grant execute on function audit.append_seen to portal_app;
