-- A conversation begun without saying who one is becomes that of the transaction's resident, or of whom they act for. Only for
-- whoever has the guest's key, which opens it no more; only while it is open.
create function cases.identify(p_case uuid, p_guest text, p_basis text, p_open_to_delegate boolean) returns boolean
language plpgsql security definer set search_path = cases, pg_temp as $$
begin
  update cases.case set subject = platform.subject(), guest_key = null, opened_by = platform.self(), opened_basis = p_basis, open_to_delegate = p_open_to_delegate
  where id = p_case and subject is null and guest_key = p_guest and state <> 'closed'
    and platform.self() is not null and (platform.own() or area = any (platform.areas('do')));
  return found;
end $$;
revoke all on function cases.identify from public;
grant execute on function cases.identify to portal_app;
