-- A turn that nobody uses goes to the next.
-- By then its owner must have been there; none where nobody has to be, or somebody was.
alter table gpu_request add column pick_up_by timestamptz;
-- Since then its turn has passed, and its owner has not been there.
alter table gpu_request add column away_since timestamptz;
alter table gpu_request add check (pick_up_by is null or status = 'LEASED');
alter table gpu_request add check (away_since is null or status in ('LEASED', 'WAITING'));
create index gpu_request_pick_up on gpu_request (pick_up_by) where pick_up_by is not null;
