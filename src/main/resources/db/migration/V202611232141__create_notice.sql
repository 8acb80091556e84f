-- Where somebody can be written to, as the identity provider says; no address, no mail.
alter table account add column email text check (email !~ '\s' and length(email) <= 254);

-- What somebody must hear of. The row is what the portal shows and what the ways out are fed from.
create table notice (
  id         bigint generated always as identity primary key,
  account_id bigint      not null references account,
  kind       text        not null check (kind ~ '^[a-z][a-z0-9-]{0,39}$'),
  title      text        not null check (length(title) between 1 and 200),
  text       text        not null check (length(text) <= 4000),
  -- A path of the portal, never another site.
  link       text        not null check (link ~ '^/([^/\\]|$)' and length(link) <= 500),
  key        text        not null check (length(key) between 1 and 200),
  told_at    timestamptz not null,
  read_at    timestamptz,
  -- Told once, however often it is said and by how many replicas.
  unique (account_id, key)
);

create index notice_list on notice (account_id, id desc);
create index notice_unread on notice (account_id) where read_at is null;
create index notice_age on notice (told_at);

-- A notice that has yet to leave by one way out, or could not.
create table notice_delivery (
  notice_id  bigint      not null references notice on delete cascade,
  way        text        not null check (way in ('MAIL', 'WEBHOOK')),
  attempts   integer     not null default 0,
  due_at     timestamptz not null,
  sent_at    timestamptz,
  -- Why the last attempt failed.
  trouble    text,
  given_up   boolean     not null default false,
  primary key (notice_id, way),
  check (sent_at is null or not given_up)
);

create index notice_delivery_due on notice_delivery (due_at) where sent_at is null and not given_up;

-- The ends of environments are notices now; the table's unique key has become the notice's.
drop table expiry_notice;
