-- A professional has taken a refused delivery off the list: the clinic's own system is right as it is, so the change counts as told.
-- A unit may change nothing else of an appointment that stands; that is why this is a procedure and not a policy.
create procedure booking.note_discarded(p_id uuid, p_version int)
language sql security definer set search_path = booking, pg_temp as $$
  update booking.appointment set delivered_version = p_version
  where id = p_id and unit_id = (select platform.unit()) and delivered_version < p_version
$$;
revoke all on procedure booking.note_discarded from public;
grant execute on procedure booking.note_discarded to portal_app;
