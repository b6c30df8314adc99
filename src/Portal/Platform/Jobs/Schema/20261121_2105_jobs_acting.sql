-- What is to be done for a person is asked for by the person, or by whoever may do something for them now.
drop policy job_resident_asks on jobs.job;
create policy job_resident_asks on jobs.job for insert to portal_app with check (subject = (select platform.subject()) and (select platform.may_act()));
drop policy job_resident_withdraws on jobs.job;
create policy job_resident_withdraws on jobs.job for update to portal_app
  using (subject = (select platform.subject()) and (select platform.may_act())) with check (state in ('waiting', 'withdrawn'));
drop policy job_resident on jobs.job;
create policy job_resident on jobs.job for select to portal_app using (subject = (select platform.subject()) and (select platform.may_act()));
