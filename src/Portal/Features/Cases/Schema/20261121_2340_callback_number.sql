-- Where to call when a chat cannot answer, as its writer gave it when it began; protected as contact addresses are.
alter table cases.case add callback_number bytea;
