-- Which kind of identifier a person has: the EHR must not take one for another.
alter table login.person add column identity_kind text not null default 'hetu' check (identity_kind in ('hetu', 'eidas', 'ffi'));
update login.person set identity_kind = 'eidas' where eidas_hash is not null;
alter table login.person alter column identity_kind drop default;
