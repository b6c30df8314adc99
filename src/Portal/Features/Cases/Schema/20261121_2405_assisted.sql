-- A professional beside a person, of whatever unit, sees the case that they open for them (insert … returning), and what has
-- been opened with them by the same right.
create policy case_assistant_opened on cases.case for select to portal_app
  using (subject = (select platform.subject()) and (select platform.staff()) is not null and opened_basis = 'assisted'
    and area = any ((select platform.areas('do'))::text[]));
