-- Which people the clinic's own system knows, and as what: a hash of what was sent, so that it is sent again only
-- when something has changed. Holds no demographics itself.
create table booking.ehr_patient (
  person uuid primary key,
  sha256 text not null,
  sent_at timestamptz not null
);
alter table booking.ehr_patient enable row level security;
create policy ehr_patient_delivery on booking.ehr_patient to portal_app
  using ((select platform.machine()) = 'ehr-delivery') with check ((select platform.machine()) = 'ehr-delivery');
grant select, insert on booking.ehr_patient to portal_app;
grant update (sha256, sent_at) on booking.ehr_patient to portal_app;
