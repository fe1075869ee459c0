-- A labelled task whose annotations agree too little wants one more person; the lowest agreement comes first.
alter table task add column extra_open boolean not null default false;
create index task_extra on task (project_id, agreement, id) where extra_open;

-- How far a person has walked through the tasks that want one more.
alter table queue_cursor add column extra_agreement double precision not null default -1;
alter table queue_cursor add column extra_task bigint not null default 0;
alter table queue_cursor add column extra_wrapped_at timestamptz;

-- Tasks with a ground truth, which people are evaluated by.
create index annotation_truth on annotation (project_id, task_id) where ground_truth;

-- Where somebody may not work for a while. A pause that was lifted stays in the history.
create table pause (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  account_id    bigint not null references account on delete cascade,
  reason        text not null check (reason in ('MANUAL','BEHAVIOR_BASED','ANNOTATOR_EVALUATION','ANNOTATION_LIMIT','CUSTOM_SCRIPT')),
  verbose_reason text not null default '',
  paused_by     bigint references account on delete set null,     -- null: the server
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  deleted_at    timestamptz,
  deleted_by    bigint references account on delete set null
);
create index pause_person on pause (project_id, account_id, id);
create unique index pause_by_server on pause (project_id, account_id, reason)
  where deleted_at is null and reason in ('ANNOTATOR_EVALUATION','ANNOTATION_LIMIT');
