-- What was counted or logged is past once an operator says so; other faults end with a reset or a repair alone.
alter table gpu_device add column fault_past boolean not null default false;
