create table workspace (
  id          bigint generated always as identity primary key,
  account_id  bigint      not null references account,
  name        text        not null check (name ~ '^[a-z0-9](-?[a-z0-9])*$' and length(name) <= 40),
  created_at  timestamptz not null,
  -- What was counted last; a count takes long, so pages show this one.
  bytes       bigint      check (bytes >= 0),
  measured_at timestamptz,
  unique (account_id, name),
  check ((bytes is null) = (measured_at is null))
);

-- Who is to be counted next: never counted first, then the longest ago.
create index workspace_measured on workspace (measured_at nulls first);
