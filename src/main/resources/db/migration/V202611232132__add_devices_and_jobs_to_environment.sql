-- What it wants of devices, at this start and at the next.
alter table environment add column gpu_count integer check (gpu_count between 1 and 1024);
alter table environment add column gpu_memory bigint check (gpu_memory > 0);
alter table environment add column gpu_model text check (length(gpu_model) between 1 and 80);
-- It goes on without the devices that it wants, until it is started with them again.
alter table environment add column gpu_off boolean;
-- To be started again as soon as it has stopped.
alter table environment add column again boolean not null default false;
alter table environment add check ((gpu_count is null) = (gpu_off is null));
alter table environment add check (gpu_count is not null or (gpu_memory is null and gpu_model is null));

-- A job: its container runs this command, and ends with it.
alter table environment add column job_command text[];
alter table environment add column job_variables text[];
-- A file of the workspace that its output goes to, besides the log.
alter table environment add column job_output text;
alter table environment add column exit_code integer;
alter table environment add check ((job_command is null) = (job_variables is null));
alter table environment add check (job_command is not null or (job_output is null and exit_code is null));
