-- Appointments made or seen by somebody who acts for another. The right itself is proved in platform.acting.
-- open_to_delegate: false for what a young person who decides for themselves has booked, until they show it.
alter table booking.appointment add column open_to_delegate boolean not null default true;
grant update (open_to_delegate) on booking.appointment to portal_app;

drop policy appointment_resident on booking.appointment;
create policy appointment_seen on booking.appointment for select to portal_app
  using (subject = (select platform.subject()) and (select platform.may('booking:see'))
    and (open_to_delegate or subject = (select platform.self()) or (select platform.staff()) is not null));
create policy appointment_made on booking.appointment for insert to portal_app
  with check (subject = (select platform.subject()) and (select platform.may('booking:do')));
create policy appointment_changed on booking.appointment for update to portal_app
  using (subject = (select platform.subject()) and (select platform.may('booking:do'))
    and (open_to_delegate or subject = (select platform.self()) or (select platform.staff()) is not null))
  with check (subject = (select platform.subject()) and (select platform.may('booking:do')));

drop policy rebooking_resident on booking.rebooking;
create policy rebooking_seen on booking.rebooking for select to portal_app
  using (subject = (select platform.subject()) and (select platform.may('booking:see')));
create policy rebooking_answered on booking.rebooking for update to portal_app
  using (subject = (select platform.subject()) and (select platform.may('booking:do')))
  with check (subject = (select platform.subject()) and (select platform.may('booking:do')));
