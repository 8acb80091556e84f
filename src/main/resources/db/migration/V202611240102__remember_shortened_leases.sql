-- What a lease was shortened from, so that it can be given back if the reservation is cancelled. Unknown of those that
-- were shortened before this.
alter table gpu_reservation_notice
  add column due_before timestamptz,
  add column returned_at timestamptz;
