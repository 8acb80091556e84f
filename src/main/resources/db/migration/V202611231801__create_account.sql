create table account (
  id           bigint generated always as identity primary key,
  issuer       text        not null,
  subject      text        not null,
  username     text        not null unique check (username ~ '^[a-z](-?[a-z0-9])*$' and length(username) <= 32),
  display_name text        not null,
  uid          integer     not null unique check (uid >= 1000 and uid <> 65534),
  gid          integer     not null check (gid >= 1000 and gid <> 65534),
  groups       text[]      not null default '{}',
  created_at   timestamptz not null,
  -- When the identity provider made the claims that this row holds: older claims never replace newer ones.
  claims_at    timestamptz not null,
  unique (issuer, subject)
);

-- Each uid that was ever given to anybody. Files outlive accounts, so rows here are never deleted.
create table posix_id (
  uid      integer     primary key,
  given_at timestamptz not null
);
