-- On what ground each hand acted: the page says who booked and who changed, and the clinic's own system is told.
alter table booking.appointment add column booked_basis text not null default 'self'
  check (booked_basis in ('self', 'guardian', 'mandate', 'assisted'));
alter table booking.appointment add column changed_basis text   -- null: a professional, in the clinic's own matter
  check (changed_basis in ('self', 'guardian', 'mandate', 'assisted'));
grant update (changed_basis) on booking.appointment to portal_app;

-- Would this time overlap an appointment that whoever acts for the person may not know of? It is then not to be had,
-- as any time that is taken: the constraint would say so too late, and in words that tell.
create function booking.overlaps_hidden(p_period tstzrange) returns boolean
language sql stable security definer set search_path = booking, public, pg_temp as $$
  select exists (select from booking.appointment a
    where a.subject = platform.subject() and not a.open_to_delegate and a.status = 'booked' and a.period && p_period)
$$;
revoke all on function booking.overlaps_hidden from public;
grant execute on function booking.overlaps_hidden to portal_app;
