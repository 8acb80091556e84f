-- Devices that a class has for itself for some hours.
create table gpu_reservation (
  id              bigint generated always as identity primary key,
  title           text        not null check (length(title) between 1 and 80),
  made_by         bigint      not null references account,
  made_at         timestamptz not null,
  starts_at       timestamptz not null,
  ends_at         timestamptz not null check (ends_at > starts_at),
  -- Who may use them: all of this group, and those named.
  share_group     text,
  roster          text[]      not null default '{}',
  -- A base image that is to be on the machine by then, by its slug.
  base            text,
  base_ready_at   timestamptz,
  -- Between two starts, so that a whole class does not start in the same second.
  stagger_seconds integer     not null default 0 check (stagger_seconds between 0 and 3600),
  -- What ran on them is retired at the end, not only stopped.
  retire          boolean     not null default false,
  cleared_at      timestamptz,
  cancelled_at    timestamptz,
  check (share_group is not null or cardinality(roster) > 0)
);

create index gpu_reservation_end on gpu_reservation (ends_at) where cancelled_at is null;

create table gpu_reservation_device (
  reservation_id bigint    not null references gpu_reservation on delete cascade,
  device_id      bigint    not null references gpu_device,
  -- As in gpu_lease: a device, or a place on it.
  slots          int8range not null check (not isempty(slots)),
  during         tstzrange not null check (not isempty(during)),
  primary key (reservation_id, device_id),
  -- No device is reserved twice for one moment; what is cancelled has no rows here.
  constraint gpu_reservation_once exclude using gist (slots with &&, during with &&)
);

-- Holders whose lease was shortened for it: each is told once, hours before.
create table gpu_reservation_notice (
  reservation_id bigint      not null references gpu_reservation on delete cascade,
  lease_id       bigint      not null references gpu_lease,
  told_at        timestamptz not null,
  primary key (reservation_id, lease_id)
);
