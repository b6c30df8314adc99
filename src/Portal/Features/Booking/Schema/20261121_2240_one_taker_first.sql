-- Whoever comes second for a time should wait for the first one and nothing else. A unique index makes them wait before
-- their row is in it; an exclusion constraint after, so that two who want the same time see each other's rows and wait
-- for each other: a deadlock, a second lost (deadlock_timeout), one of them starts again. PostgreSQL puts a row into
-- the indexes of a table in the order of their OIDs, which is that of their making (RelationGetIndexList sorts them).
-- So the exclusion constraints are made anew, behind appointment_one_taker, which then turns the second one away.
alter table booking.appointment
  drop constraint appointment_professional_no_overlap,
  drop constraint appointment_room_no_overlap,
  drop constraint appointment_resident_no_overlap;
alter table booking.appointment
  add constraint appointment_professional_no_overlap exclude using gist (professional_id with =, period with &&) where (status in ('held', 'booked')),
  add constraint appointment_room_no_overlap exclude using gist (room_id with =, period with &&) where (status in ('held', 'booked')),
  add constraint appointment_resident_no_overlap exclude using gist (subject with =, period with &&) where (status = 'booked');
