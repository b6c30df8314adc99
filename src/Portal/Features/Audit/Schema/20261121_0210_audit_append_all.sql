-- All lines of one transaction in one call: fewer messages, and the chains are locked in order of subject, so that two
-- transactions that each write several people's lines never wait for each other in a circle.
create procedure audit.append_all(p_at timestamptz, p_actions text[], p_objects uuid[], p_subjects uuid[], p_bases text[])
language plpgsql security definer set search_path = audit, pg_temp as $$
declare l record;
begin
  for l in
    select * from unnest(p_actions, p_objects, p_subjects, p_bases) with ordinality as line (action, object, subject, basis, place)
    order by coalesce(subject, platform.subject()), place
  loop
    call audit.append(p_at, l.action, l.object, l.subject, l.basis);
  end loop;
end $$;
revoke all on procedure audit.append_all from public;
grant execute on procedure audit.append_all to portal_app;
