-- What a task began with when it came with labels: instances of a draft of nobody. They go with the draft.
create table draft_instance (
  draft_id      bigint not null references draft on delete cascade,
  project_id    bigint not null,
  task_id       bigint not null,
  key           text not null,
  class_name    text not null,
  kind          text not null,
  from_name     text not null,
  frames        int not null default 1,
  ranges        int4multirange,
  attributes    jsonb not null default '{}',
  primary key (draft_id, key)
);
create index draft_instance_project on draft_instance (project_id, class_name, from_name);
create index draft_instance_task on draft_instance (task_id);
