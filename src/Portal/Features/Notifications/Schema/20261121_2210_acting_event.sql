-- People choose for themselves how they hear that somebody has acted for them.
alter table notifications.preference drop constraint preference_event_check;
alter table notifications.preference add constraint preference_event_check check (event in ('confirmation', 'clinic-change', 'reminder', 'acting'));
