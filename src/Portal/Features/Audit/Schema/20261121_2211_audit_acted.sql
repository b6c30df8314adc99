-- What others have seen and done for a person: few lines among many, found by themselves.
create index event_acted on audit.event (chain, seq) where self <> subject or basis = 'assisted';

-- A child's guardians see of each other what was booked, moved and cancelled for the child, as they see the bookings
-- themselves. Not who has looked, and nothing that the child or anybody else has done.
create policy event_of_guardians on audit.event for select to portal_app
  using (subject = (select platform.subject()) and basis = 'guardian' and self <> subject
    and action ~ '^booking\.appointment\.(booked|moved|cancelled)$'
    and (select platform.self()) is not null and (select platform.may('booking:see')));
