-- A young person has changed what guardians may do: their sessions are to ask the registers before they go on.
create policy session_acting_again on login.session for update to portal_app
  using ((select platform.machine()) = 'acting-for') with check ((select platform.machine()) = 'acting-for' and acting_for is not null);
