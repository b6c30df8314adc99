-- A conversation on its way through the login: from the one who wrote it unknown to the one they turn out to be. The browser
-- carries a random token, here is its hash; what is handed over is protected. Taken once, gone after a quarter of an hour.
create schema chat;
grant usage on schema chat to portal_app;

create table chat.handover (
  id uuid primary key,
  token_hash bytea not null unique,
  sealed bytea not null,             -- the case and the guest's key
  expires_at timestamptz not null
);
create index handover_expires on chat.handover (expires_at);
alter table chat.handover enable row level security;
create policy handover_machine on chat.handover to portal_app
  using ((select platform.machine()) = 'chat') with check ((select platform.machine()) = 'chat');
grant select, insert, delete on chat.handover to portal_app;
