create table environment (
  id              bigint generated always as identity primary key,
  account_id      bigint        not null references account,
  name            text          not null check (name ~ '^[a-z0-9](-?[a-z0-9])*$' and length(name) <= 40),
  workspace_id    bigint        not null references workspace,
  -- A workspace is never renamed, so that lists need no join for its name.
  workspace       text          not null,
  -- No foreign keys to images and builds: an environment outlives their deletion.
  recipe          text,
  build_id        bigint,
  image_id        bigint,
  image_reference text,
  image_engine_id text,
  cpus            numeric(8, 2) not null check (cpus > 0),
  memory          bigint        not null check (memory >= 6291456),
  hours           numeric(8, 2) not null check (hours > 0),
  intent          text          not null check (intent in ('RUN', 'STOP', 'RETIRE')),
  status          text          not null
    check (status in ('QUEUED', 'STARTING', 'RUNNING', 'STOPPING', 'STOPPED', 'RETIRED', 'FAILED')),
  phase           text,
  reason          text,
  reason_detail   text,
  container       text,
  submission      text          check (length(submission) <= 100),
  created_at      timestamptz   not null,
  started_at      timestamptz,
  ended_at        timestamptz,
  expires_at      timestamptz,
  version         integer       not null default 0,
  unique (account_id, submission),
  check ((image_id is null) = (image_engine_id is null) and (image_id is null) = (image_reference is null)),
  check (image_id is not null or status not in ('STARTING', 'RUNNING')),
  check ((status = 'RUNNING') = (expires_at is not null)),
  check ((reason is null) = (reason_detail is null)),
  check (status <> 'RETIRED' or (intent = 'RETIRE' and ended_at is not null)),
  check (status <> 'FAILED' or reason is not null)
);

-- A name is free again when its environment is retired.
create unique index environment_live_name on environment (account_id, name) where status <> 'RETIRED';
create index environment_list on environment (account_id, id desc);
create index environment_live on environment (id) where status <> 'RETIRED';
create index environment_waiting on environment (build_id) where status = 'QUEUED';
create index environment_image on environment (image_id) where status <> 'RETIRED';
create index environment_workspace on environment (workspace_id) where status <> 'RETIRED';
create index environment_expiry on environment (expires_at) where status = 'RUNNING';
