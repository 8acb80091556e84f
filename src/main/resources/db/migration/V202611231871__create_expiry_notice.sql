-- One row for each end that was announced, so that no replica and no restart announces it twice.
create table expiry_notice (
  environment_id bigint      not null references environment,
  expires_at     timestamptz not null,
  noticed_at     timestamptz not null,
  primary key (environment_id, expires_at)
);
