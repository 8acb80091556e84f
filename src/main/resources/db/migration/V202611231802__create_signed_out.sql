-- Sessions that the identity provider, or the person, has ended. A session lives in the browser's cookie, so this
-- is how every replica, also one that starts later, knows not to take it any more.
create table signed_out (
  id      bigint generated always as identity primary key,
  issuer  text        not null,
  sid     text,
  -- Without sid: every session of this person that began up to then.
  subject text,
  account bigint      references account (id) on delete cascade,
  at      timestamptz not null,
  check (sid is not null or subject is not null)
);
create index signed_out_at on signed_out (at);
create index signed_out_account on signed_out (account);
