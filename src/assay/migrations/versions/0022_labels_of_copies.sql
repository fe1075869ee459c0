-- A copy says how far its labels are, beside its tasks.
alter table project_copy
  add column labels_total int not null default 0,  -- tasks whose labels are looked at
  add column labels_done  int not null default 0;
