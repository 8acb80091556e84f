-- Bases on their way to the engine. One row for each image, so that one replica pulls it and all can tell how far it is.
create table base_pull (
  id bigint generated always as identity primary key,
  -- What the engine is asked for: a name with a digest, or the name of a base that is made here.
  lookup text not null unique,
  -- The catalogue's name for it.
  reference text not null,
  status text not null check (status in ('wanted', 'pulling', 'done', 'failed')),
  -- Who pulls it: renewed with each claim, so that a puller that was given up for dead notices.
  claim uuid,
  heartbeat timestamptz,
  layers_done int not null default 0,
  layers int not null default 0,
  bytes bigint not null default 0,
  total bigint not null default 0,
  rate bigint not null default 0,
  seconds_left bigint,
  gone boolean not null default false,
  why text,
  changed timestamptz not null,
  check ((status = 'pulling') = (claim is not null))
);

create index base_pull_live on base_pull (id) where status in ('wanted', 'pulling');
