-- A function with the owner's rights is for the roles named only; PostgreSQL lets everybody execute a new one.
revoke all on function audit.ensure_partitions from public;
