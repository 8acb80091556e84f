-- A recipe is an account's named image description; its name is free again once it is deleted.
create table recipe (
  id         bigint generated always as identity primary key,
  account_id bigint      not null references account (id),
  name       text        not null check (name ~ '^[a-z0-9](-?[a-z0-9])*$' and length(name) <= 40),
  -- The number of the newest revision.
  latest     integer     not null check (latest > 0),
  created    timestamptz not null,
  changed    timestamptz not null,
  deleted    timestamptz
);
create unique index recipe_name on recipe (account_id, name) where deleted is null;
create index recipe_list on recipe (account_id, id desc) where deleted is null;

-- What a recipe said at one time, with the files as they were rendered then.
create table recipe_revision (
  id           bigint generated always as identity primary key,
  recipe_id    bigint      not null references recipe (id),
  number       integer     not null check (number > 0),
  digest       text        not null check (digest ~ '^sha256:[0-9a-f]{64}$'),
  content      text        not null,
  dockerfile   text        not null,
  requirements text        not null,
  created      timestamptz not null,
  unique (recipe_id, number)
);
create index recipe_revision_digest on recipe_revision (digest);

create function recipe_revision_is_immutable() returns trigger language plpgsql as $$
begin
  raise exception 'revision % of recipe % is immutable', old.number, old.recipe_id;
end $$;
create trigger recipe_revision_is_immutable before update on recipe_revision
  for each row execute function recipe_revision_is_immutable();

-- A recipe on its way through the wizard. A finished draft stays a while, so that sending its last
-- page twice makes one revision.
create table recipe_draft (
  id          bigint generated always as identity primary key,
  account_id  bigint      not null references account (id),
  -- Made with the page that starts a draft, so that sending it twice makes one draft.
  ticket      uuid        not null,
  recipe_id   bigint      references recipe (id),
  name        text        not null default '',
  wish        text        not null,
  step        text        not null check (step in ('base', 'packages', 'extras', 'review')),
  created     timestamptz not null,
  changed     timestamptz not null,
  revision_id bigint      references recipe_revision (id),
  unique (account_id, ticket)
);
create index recipe_draft_list on recipe_draft (account_id, id desc) where revision_id is null;
create index recipe_draft_recipe on recipe_draft (recipe_id);
create index recipe_draft_revision on recipe_draft (revision_id);
