-- A line of an act as plain SQL, which PostgreSQL runs with fewer steps than a loop in plpgsql. The hashes are the same.
create or replace procedure audit.append(p_at timestamptz, p_action text, p_object uuid, p_subject uuid, p_basis text)
language sql security definer set search_path = audit, pg_temp as $$
  -- A chain's first line begins it. Two at once: the second waits here for the first, and goes on after it below.
  insert into audit.chain (chain, seq, hash)
  select chain, 0, '' from coalesce(p_subject, platform.subject(), '00000000-0000-0000-0000-000000000000') chain
  where not exists (select from audit.chain known where known.chain = chain.chain) on conflict do nothing;

  -- The update waits for whoever else adds to the same chain.
  with link as (
    update audit.chain c set seq = c.seq + 1, hash = sha256(c.hash || convert_to(audit.text(c.chain, c.seq + 1, p_at, p_action, p_object,
      platform.self(), coalesce(p_subject, platform.subject()), platform.staff(), platform.unit(), platform.machine(), p_basis), 'UTF8'))
    where c.chain = coalesce(p_subject, platform.subject(), '00000000-0000-0000-0000-000000000000') returning c.chain, c.seq, c.hash)
  insert into audit.event (chain, seq, at, action, object, self, subject, staff, unit, machine, basis, hash)
  select chain, seq, p_at, p_action, p_object, platform.self(), coalesce(p_subject, platform.subject()), platform.staff(), platform.unit(),
    platform.machine(), p_basis, hash
  from link;
$$;
