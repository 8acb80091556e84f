-- 10,000 accounts with 20,000 recipes, 30,000 builds, 20,000 images and 1,000 environments: a university's worth.
insert into account (issuer, subject, username, display_name, uid, gid, groups, created_at, claims_at)
select 'crowd', 'p' || n, 'p' || n, 'Person ' || n, 100000 + n, 100000 + n, '{students}', now(), now()
from generate_series(1, 10000) n;

insert into recipe (account_id, name, latest, created, changed)
select id, 'recipe-' || n, 1, now() - interval '10 days', now() - interval '10 days'
from account, generate_series(1, 2) n where issuer = 'crowd';

insert into recipe_revision (recipe_id, number, digest, content, dockerfile, requirements, created)
select r.id, 1, 'sha256:' || encode(sha256(('crowd' || r.id)::bytea), 'hex'), '{"base":{"slug":"debian-python","reference":"carrel-base/debian-python:bookworm","digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","from":"carrel-base/debian-python:bookworm"},"tools":{"python":"3.11","pip":true,"bootstrap":[],"breakSystemPackages":true,"packages":"APT","distribution":"DEBIAN","suite":"bookworm"},"python":[],"system":["git"],"environment":{},"apps":[]}', 'FROM x', '', r.created
from recipe r join account a on a.id = r.account_id where a.issuer = 'crowd';

insert into image (account_id, revision_id, recipe, revision, digest, reference, engine_id, size, built)
select r.account_id, v.id, r.name, 1, v.digest, 'carrel-' || a.username || '/' || r.name || ':1',
       'sha256:' || encode(sha256(('image' || r.id)::bytea), 'hex'), 2000000000, now() - interval '9 days'
from recipe r join account a on a.id = r.account_id join recipe_revision v on v.recipe_id = r.id
where a.issuer = 'crowd';

insert into build (account_id, revision_id, recipe, revision, digest, status, requested, started, finished, image_id, error)
select i.account_id, i.revision_id, i.recipe, 1, i.digest,
       case when n = 1 and i.id % 2 = 0 then 'failed' else 'succeeded' end,
       now() - interval '9 days', now() - interval '9 days', now() - interval '9 days' + interval '40 seconds',
       i.id, case when n = 1 and i.id % 2 = 0 then 'There is no numpy 9.9.9.' end
from image i join account a on a.id = i.account_id, generate_series(1, 2) n
where a.issuer = 'crowd' and (n = 1 or i.id % 2 = 0);

insert into workspace (account_id, name, created_at)
select id, 'work', now() from account where issuer = 'crowd';

insert into environment (account_id, name, workspace_id, workspace, recipe, image_id, image_reference, image_engine_id,
                         cpus, memory, hours, intent, status, created_at, started_at, ended_at)
select i.account_id, 'env', w.id, w.name, i.recipe, i.id, i.reference, i.engine_id,
       1, 1073741824, 24, 'STOP', 'STOPPED', now() - interval '1 day', now() - interval '1 day', now()
from image i join account a on a.id = i.account_id join workspace w on w.account_id = i.account_id
where a.issuer = 'crowd' and i.recipe = 'recipe-1' order by i.id limit 1000;

-- The one who signs in has what an ordinary user has: three recipes, six builds, three images, three environments.
insert into recipe (account_id, name, latest, created, changed)
select id, 'mine-' || n, 1, now(), now() from account, generate_series(1, 3) n where username = :'user';
insert into recipe_revision (recipe_id, number, digest, content, dockerfile, requirements, created)
select r.id, 1, 'sha256:' || encode(sha256(('mine' || r.id)::bytea), 'hex'), '{"base":{"slug":"debian-python","reference":"carrel-base/debian-python:bookworm","digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","from":"carrel-base/debian-python:bookworm"},"tools":{"python":"3.11","pip":true,"bootstrap":[],"breakSystemPackages":true,"packages":"APT","distribution":"DEBIAN","suite":"bookworm"},"python":[],"system":["git"],"environment":{},"apps":[]}', 'FROM x', '', r.created
from recipe r join account a on a.id = r.account_id where a.username = :'user';
insert into image (account_id, revision_id, recipe, revision, digest, reference, engine_id, size, built)
select r.account_id, v.id, r.name, 1, v.digest, 'carrel-' || a.username || '/' || r.name || ':1',
       'sha256:' || encode(sha256(('image' || r.id)::bytea), 'hex'), 2000000000, now()
from recipe r join account a on a.id = r.account_id join recipe_revision v on v.recipe_id = r.id
where a.username = :'user';
insert into build (account_id, revision_id, recipe, revision, digest, status, requested, started, finished, image_id)
select i.account_id, i.revision_id, i.recipe, 1, i.digest, 'succeeded', now(), now(), now(), i.id
from image i join account a on a.id = i.account_id, generate_series(1, 2) n where a.username = :'user';
insert into workspace (account_id, name, created_at) select id, 'work', now() from account where username = :'user';
insert into environment (account_id, name, workspace_id, workspace, recipe, image_id, image_reference, image_engine_id,
                         cpus, memory, hours, intent, status, created_at, started_at, ended_at)
select i.account_id, 'env-' || i.recipe, w.id, w.name, i.recipe, i.id, i.reference, i.engine_id,
       1, 1073741824, 24, 'STOP', 'STOPPED', now(), now(), now()
from image i join account a on a.id = i.account_id join workspace w on w.account_id = i.account_id
where a.username = :'user';
select pg_notify('carrel', 'gap 0 0');
analyze;
