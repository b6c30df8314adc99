-- Who has used one's data is one's own to look into: never that of anybody who acts for one.
drop policy event_own on audit.event;
create policy event_own on audit.event for select to portal_app using (subject = (select platform.self()));
