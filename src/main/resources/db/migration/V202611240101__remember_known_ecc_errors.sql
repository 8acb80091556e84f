-- Uncorrectable ECC errors are counted until the driver is loaded anew. Those that an operator knew of when putting a
-- device back into service keep it out no longer; one more does.
alter table gpu_device
  add column ecc_errors bigint not null default 0,
  add column ecc_known bigint not null default 0;
