-- What the account's policy said when it asked: devices at a time, beyond which its own requests wait for one another,
-- and the hours that a lease may be extended to while others wait.
alter table gpu_request add column most integer not null default 1024 check (most > 0);
alter table gpu_request add column longest numeric(8, 2) check (longest > 0);
-- Since when it could start; until then, its image being built, no device is set aside for it.
alter table gpu_request add column ready_at timestamptz default now();
-- When the devices are due back whatever the hours: they are reserved for somebody from then on.
alter table gpu_request add column until_at timestamptz;

-- Which devices an environment had before; what an account used in a week.
create index gpu_lease_history on gpu_lease (environment_id, request_id);
create index gpu_lease_account on gpu_lease (account_id, released_at);
