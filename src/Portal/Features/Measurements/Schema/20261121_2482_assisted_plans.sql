-- What a professional enters beside a person belongs to the plan that another has ordered, however it is entered: otherwise the
-- days would be missing, and a dangerous value would wait for somebody to send it. They learn what is to be measured, by when
-- and who looks at it, while it goes on; of what was measured only what they entered themselves.
create policy plan_assistant_fills on measurements.plan for select to portal_app
  using (subject = (select platform.subject()) and (select platform.staff()) is not null and unit is not null and state = 'active' and open_to_delegate
    and (select platform.may('measurements:do')));
