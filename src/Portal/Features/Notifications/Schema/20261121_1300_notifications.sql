-- Messages to people outside the portal, and what each person has chosen about them. A contact point belongs to the
-- person who logs in (self), not to the one acted for: a parent's number is the parent's.
create schema notifications;
grant usage on schema notifications to portal_app;

-- Only addresses that their owner has proved by a code. A new one stands in notifications.code until then.
create table notifications.contact (
  person uuid not null,
  channel text not null check (channel in ('sms', 'email')),
  address bytea not null,           -- protected
  verified_at timestamptz not null,
  failed_at timestamptz,            -- the last message to this address did not get through
  primary key (person, channel)
);

create table notifications.code (
  id uuid primary key,
  person uuid not null,
  channel text not null check (channel in ('sms', 'email')),
  address bytea not null,           -- protected
  code bytea not null,              -- protected
  created_at timestamptz not null,
  expires_at timestamptz not null,
  tries int not null default 0,
  ended_at timestamptz              -- used, replaced by a newer one, or given up
);
create index code_person on notifications.code (person, created_at);

create table notifications.choice (
  person uuid primary key,
  language text not null check (language in ('fi', 'sv', 'en')),
  discreet boolean not null         -- not even the day and time
);

create table notifications.preference (
  person uuid not null,
  event text not null check (event in ('confirmation', 'clinic-change', 'reminder')),
  channel text not null check (channel in ('sms', 'email')),
  wanted boolean not null,
  primary key (person, event, channel)
);

-- One row for an event and channel, written before sending: however many processes try, one sends.
create table notifications.message (
  id uuid primary key,              -- goes to the gateway too, which then knows a repeated request
  once text not null,               -- the event
  channel text not null check (channel in ('sms', 'email', 'none')),
  person uuid not null,
  about uuid not null,
  template text not null,
  unit text,                        -- the unit to be told when nobody could be reached
  state text not null check (state in ('sending', 'waiting', 'sent', 'failed')),
  claimed_at timestamptz not null,
  ended_at timestamptz,
  constraint message_once unique (once, channel)
);
create index message_person on notifications.message (person, claimed_at);
create index message_about on notifications.message (about) where channel = 'none';

alter table notifications.contact enable row level security;
alter table notifications.code enable row level security;
alter table notifications.choice enable row level security;
alter table notifications.preference enable row level security;
alter table notifications.message enable row level security;

create policy contact_own on notifications.contact to portal_app
  using (person = (select platform.self())) with check (person = (select platform.self()));
create policy contact_messages on notifications.contact to portal_app
  using ((select platform.machine()) = 'messages') with check ((select platform.machine()) = 'messages');
create policy code_own on notifications.code to portal_app
  using (person = (select platform.self())) with check (person = (select platform.self()));
create policy code_messages on notifications.code for select to portal_app using ((select platform.machine()) = 'messages');
create policy choice_own on notifications.choice to portal_app
  using (person = (select platform.self())) with check (person = (select platform.self()));
create policy choice_messages on notifications.choice for select to portal_app using ((select platform.machine()) = 'messages');
create policy preference_own on notifications.preference to portal_app
  using (person = (select platform.self())) with check (person = (select platform.self()));
create policy preference_messages on notifications.preference for select to portal_app using ((select platform.machine()) = 'messages');
create policy message_own on notifications.message for select to portal_app using (person = (select platform.self()));
create policy message_unit on notifications.message for select to portal_app using (unit = (select platform.unit()) and channel = 'none');
create policy message_messages on notifications.message to portal_app
  using ((select platform.machine()) = 'messages') with check ((select platform.machine()) = 'messages');

grant select, insert, delete on notifications.contact to portal_app;
grant update (address, verified_at, failed_at) on notifications.contact to portal_app;
grant select, insert on notifications.code to portal_app;
grant update (tries, ended_at) on notifications.code to portal_app;
grant select, insert on notifications.choice, notifications.preference to portal_app;
grant update (language, discreet) on notifications.choice to portal_app;
grant update (wanted) on notifications.preference to portal_app;
grant select, insert on notifications.message to portal_app;
grant update (state, claimed_at, ended_at) on notifications.message to portal_app;
