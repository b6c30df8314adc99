-- Residents who have left the page are told once that their turn is near, and once of each answer.
alter table cases.case add near_told_at timestamptz, add told_seq int not null default 0;
create index case_untold on cases.case (resident_here_at) where subject is not null and last_seq > resident_read and last_seq > told_seq;
create index case_queueing on cases.case (unit, queue, opened_at) where channel = 'chat' and state <> 'closed' and waits_for = 'us' and holder is null;
