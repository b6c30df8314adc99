-- With which units a person has to do is theirs alone to see: a delegate needs to tell a unit, not to read the list.
drop policy unit_link_own on login.unit_link;
create policy unit_link_own on login.unit_link for select to portal_app using (person = (select platform.self()));
