-- The walls of tables that belong to a case and to one channel: they follow the walls of the case, whatever room they are in.
-- As the caller: row-level security of cases.case answers.
create function platform.sees_case(p_id uuid) returns boolean language sql stable
  as $$ select exists (select from cases.case c where c.id = p_id) $$;

-- May do something about it: the subject and who acts for them by the case's area, the guest, professionals of the unit and
-- those asked for advice, the portal's own work. Not whoever only reads.
create function platform.handles_case(p_id uuid) returns boolean language sql stable
  as $$ select exists (select from cases.case c where c.id = p_id and case
    when (select platform.subject()) is not null then (select platform.own()) or c.area = any ((select platform.areas('do'))::text[])
    when (select platform.unit()) is not null then c.unit = (select platform.unit()) or c.id = any ((select cases.invited())::uuid[])
    else true end) $$;

-- Chats that nobody has taken, for the timed work that goes on with them in another way.
create index case_untaken on cases.case (opened_at) where channel = 'chat' and state <> 'closed' and holder is null and answered_at is null;
