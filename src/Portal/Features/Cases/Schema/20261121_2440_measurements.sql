-- The portal's own work with home measurements opens, joins and turns cases of that channel, and no others.
create policy case_measurements on cases.case to portal_app
  using ((select platform.machine()) = 'measurements' and channel = 'measurements')
  with check ((select platform.machine()) = 'measurements' and channel = 'measurements');

-- Whether the professional has this person: a case of the own unit, or the person opened for a reason. For the walls of what
-- a professional orders.
create function platform.handles_person(p_person uuid) returns boolean language sql stable
  as $$ select p_person = any ((select cases.opened())::uuid[]) or exists (select from cases.case c where c.subject = p_person and c.unit = (select platform.unit())) $$;
