-- A built image, as one account holds it; others may hold the same image of the engine.
create table image (
  id          bigint generated always as identity primary key,
  account_id  bigint      not null references account (id),
  revision_id bigint      not null references recipe_revision (id),
  recipe      text        not null,
  revision    integer     not null,
  -- The revision's content: equal digests share an image.
  digest      text        not null,
  reference   text        not null,
  engine_id   text        not null,
  size        bigint      not null check (size >= 0),
  built       timestamptz not null,
  -- Since when the engine does not have it any more, for somebody removed it there.
  gone        timestamptz,
  unique (account_id, reference)
);
create index image_list on image (account_id, id desc);
create index image_digest on image (digest) where gone is null;
create index image_engine_id on image (engine_id);
create index image_revision on image (revision_id);

-- More names of an image: latest, and what its owner called it.
create table image_tag (
  id         bigint generated always as identity primary key,
  account_id bigint not null references account (id),
  image_id   bigint not null references image (id) on delete cascade,
  reference  text   not null,
  unique (account_id, reference)
);
create index image_tag_image on image_tag (image_id);

create table build (
  id            bigint generated always as identity primary key,
  account_id    bigint      not null references account (id),
  revision_id   bigint      not null references recipe_revision (id),
  recipe        text        not null,
  revision      integer     not null,
  digest        text        not null,
  status        text        not null check (status in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
  requested     timestamptz not null,
  started       timestamptz,
  finished      timestamptz,
  -- Counts the claims; what a runner writes carries it, so that one that was taken for dead writes no more.
  attempt       integer     not null default 0,
  -- How often the portal or the engine went away under it.
  interruptions integer     not null default 0,
  runner        text,
  lease_until   timestamptz,
  cancelling    boolean     not null default false,
  waiting       text,
  image_id      bigint      references image (id) on delete set null,
  cause         text,
  error         text,
  error_line    bigint,
  -- What could be pinned instead, one in a line.
  alternatives  text,
  log_removed   timestamptz,
  check ((status = 'running') = (runner is not null and lease_until is not null)),
  check ((status in ('succeeded', 'failed', 'cancelled')) = (finished is not null)),
  check (status <> 'failed' or error is not null)
);
-- A second tab, or a second click, finds the build that is under way.
create unique index build_live on build (revision_id) where status in ('queued', 'running');
create index build_revision on build (revision_id, id desc);
create index build_queue on build (id) where status = 'queued';
create index build_running on build (account_id) where status = 'running';
create index build_list on build (account_id, id desc);
create index build_recipe on build (account_id, recipe, id desc);
create index build_served on build (account_id, started desc) where started is not null;
create index build_image on build (image_id);
create index build_with_log on build (finished) where log_removed is null;

create table build_step (
  build_id bigint      not null references build (id) on delete cascade,
  number   integer     not null,
  name     text        not null,
  started  timestamptz,
  finished timestamptz,
  cached   boolean     not null default false,
  error    text,
  primary key (build_id, number)
);

-- Lines come in the order of their numbers; a number that is missing between two rows was left out.
create table build_log (
  build_id   bigint not null references build (id) on delete cascade,
  first_line bigint not null,
  last_line  bigint not null,
  lines      bytea  not null,
  primary key (build_id, first_line),
  check (last_line >= first_line)
);
