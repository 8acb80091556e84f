-- What happens to the environment when its GPUs are taken back for doing nothing, as its owner chose at launch.
alter table environment add column when_idle text not null default 'DEMOTE' check (when_idle in ('DEMOTE', 'STOP'));
-- Its owner declared that it works for long, on processors first.
alter table environment add column long_job boolean not null default false;

-- Each step of the idle rule, with what it rested on: a person can check it long after the figures were thinned.
create table idle_decision (
  id             bigint generated always as identity primary key,
  environment_id bigint      not null references environment,
  account_id     bigint      not null references account,
  -- The environment's name then.
  name           text        not null,
  step           text        not null check (step in ('NOTICE', 'SECOND_NOTICE', 'RELEASE')),
  decided_at     timestamptz not null,
  idle_since     timestamptz not null,
  -- The rule as it was: threshold, times, whether others waited.
  rule           jsonb       not null,
  -- The readings: seconds since the epoch, percent of GPU, processors busy.
  evidence       jsonb       not null,
  -- What became of it on release.
  outcome        text        check (outcome in ('DEMOTE', 'STOP')),
  check ((step = 'RELEASE') = (outcome is not null))
);

create index idle_decision_environment on idle_decision (environment_id, id desc);
create index idle_decision_age on idle_decision (decided_at);

-- Somebody keeps an idle GPU, and says why.
create table idle_keep (
  id             bigint generated always as identity primary key,
  environment_id bigint      not null references environment,
  account_id     bigint      not null references account,
  kept_at        timestamptz not null,
  until          timestamptz not null,
  reason         text        not null check (length(reason) between 3 and 500),
  check (until > kept_at)
);

create index idle_keep_environment on idle_keep (environment_id, until desc);
