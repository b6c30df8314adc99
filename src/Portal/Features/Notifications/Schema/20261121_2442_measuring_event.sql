-- People choose for themselves whether and how they are reminded of the day's measurements.
alter table notifications.preference drop constraint preference_event_check;
alter table notifications.preference add constraint preference_event_check
  check (event in ('confirmation', 'clinic-change', 'reminder', 'acting', 'case', 'measuring'));
