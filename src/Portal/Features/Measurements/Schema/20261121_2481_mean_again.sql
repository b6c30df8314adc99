-- A correction or withdrawal that is accepted later makes a new version of the mean in the patient record: which one it has.
alter table measurements.review add column delivered_version int not null default 0;
update measurements.review set delivered_version = 1 where delivered_at is not null;
grant update (delivered_version) on measurements.review to portal_app;
