-- What devices and environments were seen doing. A row covers `grain` seconds from `at`; as it ages it is merged into
-- coarser ones (10 s, 1 min, 15 min, a day), so that each time is told once and the size is bounded (docs/gpu-use.md).
create table device_sample (
  device_id   bigint      not null references gpu_device on delete cascade,
  at          timestamptz not null,
  grain       integer     not null check (grain in (10, 60, 900, 86400)),
  -- How many readings it is made of.
  samples     integer     not null check (samples > 0),
  -- Percent: the mean, and the highest single reading. A busy slice tells none: the tool knows them of devices only.
  utilisation real,
  peak        real,
  memory      bigint      not null,
  -- Watts and degrees Celsius; not every device tells them.
  power       real,
  temperature real,
  primary key (device_id, at, grain)
);

create index device_sample_age on device_sample (grain, at);

create table environment_sample (
  -- No foreign key: environments are a later stage's.
  environment_id bigint      not null,
  at             timestamptz not null,
  grain          integer     not null check (grain in (10, 60, 900, 86400)),
  samples        integer     not null check (samples > 0),
  -- Devices that it held.
  gpus           smallint    not null,
  -- How many of the readings came while a device's figures were not known, or too old to be believed.
  unknown        integer     not null,
  -- Percent: the mean of its devices, and the highest single reading of any.
  gpu            real,
  gpu_peak       real,
  gpu_memory     bigint,
  -- Processors busy, bytes, bytes a second.
  cpu            real,
  memory         bigint,
  received       real,
  sent           real,
  -- Terminals and apps that somebody had open.
  used           smallint    not null,
  -- Requests that waited for a device.
  waiting        integer     not null,
  primary key (environment_id, at, grain)
);

create index environment_sample_age on environment_sample (grain, at);
-- The idle rule and its replay look at what held a device.
create index environment_sample_gpus on environment_sample (at) where gpus > 0;
