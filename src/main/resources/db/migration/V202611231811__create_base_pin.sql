-- What a base's tag stood for when it was first used here, and what it was refreshed to. Rows stay: recipes pin them,
-- and nothing but what stands here can be built from.
create table base_pin (
  id bigint generated always as identity primary key,
  reference text not null,
  digest text not null check (digest ~ '^sha256:[0-9a-f]{64}$'),
  -- True where the digest is an image's id on the engine, since no registry ever named it.
  local boolean not null,
  -- The one that new recipes take.
  current boolean not null,
  pinned timestamptz not null,
  unique (reference, digest)
);

create unique index base_pin_current on base_pin (reference) where current;
