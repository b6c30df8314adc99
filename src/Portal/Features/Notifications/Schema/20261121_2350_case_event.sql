-- People choose for themselves how they hear of their matters: a call, an answer, a promise.
alter table notifications.preference drop constraint preference_event_check;
alter table notifications.preference add constraint preference_event_check check (event in ('confirmation', 'clinic-change', 'reminder', 'acting', 'case'));
