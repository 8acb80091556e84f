create table token (
  id           bigint generated always as identity primary key,
  account      bigint      not null references account (id) on delete cascade,
  name         text        not null check (length(name) between 1 and 80),
  -- SHA-256 of the token. A slow hash is for what people think up; this is 256 random bits, which nobody guesses.
  hash         bytea       not null unique check (length(hash) = 32),
  created_at   timestamptz not null,
  expires_at   timestamptz not null check (expires_at > created_at),
  last_used_at timestamptz,
  revoked_at   timestamptz
);
create unique index token_name on token (account, name) where revoked_at is null;
create index token_account on token (account, id);
