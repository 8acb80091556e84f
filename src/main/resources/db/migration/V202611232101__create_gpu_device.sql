-- What NVIDIA's own tool listed: whole devices, and the MIG instances that are cut from them.
create table gpu_device (
  id                 bigint generated always as identity primary key,
  uuid               text        not null unique check (uuid ~ '^(GPU|MIG)-[A-Za-z0-9/-]{1,90}$'),
  parent_id          bigint      references gpu_device,
  -- The tool's index; for an instance its place on the parent.
  ordinal            integer     not null check (ordinal >= 0),
  model              text        not null,
  -- The PCI address; the driver names a card that it lost by nothing else.
  bus                text,
  -- Like 1g.10gb; a whole device has none.
  profile            text,
  memory             bigint      not null check (memory > 0),
  compute_capability text,
  -- A full device counts 1 in the books, a slice its share of it.
  weight             numeric(6, 4) not null default 1 check (weight > 0 and weight <= 1),
  -- MIG is on: leased by instances only, of which there may be none.
  partitioned        boolean     not null default false,
  -- Whether the last good reading showed it.
  present            boolean     not null default true,
  -- Why it cannot be leased though it is there, in words.
  fault              text,
  -- Why it is slower than it could be, in words.
  slowed             text,
  -- Who uses it beside Carrel, in words.
  taken_by           text,
  drained_at         timestamptz,
  drain_note         text,
  first_seen_at      timestamptz not null,
  seen_at            timestamptz not null,
  check ((parent_id is null) = (profile is null)),
  check (parent_id is null or not partitioned),
  check ((drained_at is null) = (drain_note is null))
);

create index gpu_device_parent on gpu_device (parent_id);
