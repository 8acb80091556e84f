-- What the kernel's log said of a GPU before an operator put it back into service does not count against it.
alter table gpu_device add column restored_at timestamptz;
