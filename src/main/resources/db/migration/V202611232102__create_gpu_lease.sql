-- A wish for devices: waits, gets them held, leases them, and ends.
create table gpu_request (
  id             bigint generated always as identity primary key,
  -- The environment that asked; no foreign key, it is a later stage's.
  environment_id bigint        not null,
  account_id     bigint        not null references account,
  -- The environment's name, for the board.
  name           text          not null,
  -- The group whose use counts in the fair share.
  share_group    text          not null,
  count          integer       not null check (count between 1 and 1024),
  -- At least so many bytes each.
  memory         bigint        check (memory > 0),
  -- A part of the model's name, in any case.
  model          text          check (length(model) between 1 and 80),
  -- How long the lease is to last once it started.
  hours          numeric(8, 2) not null check (hours > 0),
  priority       integer       not null default 0,
  status         text          not null check (status in ('WAITING', 'HELD', 'LEASED', 'ENDED')),
  asked_at       timestamptz   not null,
  -- Its time in the queue; later than asked_at once it let a turn pass.
  queued_at      timestamptz   not null,
  ended_at       timestamptz,
  check ((status = 'ENDED') = (ended_at is not null))
);

-- One live wish for each environment, however often it is sent.
create unique index gpu_request_live on gpu_request (environment_id) where status <> 'ENDED';
create index gpu_request_waiting on gpu_request (queued_at) where status = 'WAITING';
create index gpu_request_account on gpu_request (account_id, id desc);

-- One device bound to one environment, from the moment it is held for it until it is released.
create table gpu_lease (
  id             bigint generated always as identity primary key,
  device_id      bigint        not null references gpu_device,
  request_id     bigint        not null references gpu_request,
  environment_id bigint        not null,
  account_id     bigint        not null references account,
  share_group    text          not null,
  weight         numeric(6, 4) not null check (weight > 0 and weight <= 1),
  -- What it takes of the machine. Device d is [d * 2^32, (d + 1) * 2^32); the instance i of d is the one place
  -- d * 2^32 + i. So a device overlaps with itself and with each of its instances, and instances with themselves only.
  slots          int8range     not null check (not isempty(slots)),
  granted_at     timestamptz   not null,
  -- Until when it waits to be picked up; none once it was.
  held_until     timestamptz,
  started_at     timestamptz,
  -- When it is due back.
  ends_at        timestamptz,
  released_at    timestamptz,
  released_why   text,
  check ((started_at is null) = (ends_at is null)),
  check ((released_at is null) = (released_why is null)),
  check (released_at is not null or (held_until is null) = (started_at is not null)),
  -- Whatever the code does: no device has two holders, and a full device and its instances exclude one another.
  constraint gpu_lease_one_holder exclude using gist (slots with &&) where (released_at is null)
);

create index gpu_lease_environment on gpu_lease (environment_id) where released_at is null;
create index gpu_lease_request on gpu_lease (request_id);
create index gpu_lease_device on gpu_lease (device_id, granted_at desc);
-- The fair share and the monthly books look back from now.
create index gpu_lease_use on gpu_lease (released_at, account_id);
