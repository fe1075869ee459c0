-- ---------------------------------------------------------------- inbox

-- What somebody is told. Texts are not copied: they are read through what the row points to, so that nobody keeps
-- what was deleted, or what they may no longer see.
create table notification (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  account_id    bigint not null references account on delete cascade,
  kind          text not null check (kind in ('comment','mention','returned','assigned','review_assigned','published',
                                              'project_invited','workspace_invited')),
  actor_id      bigint references account on delete set null,
  project_id    bigint references project on delete cascade,
  workspace_id  bigint references workspace on delete cascade,
  task_id       bigint references task on delete cascade,
  annotation_id bigint references annotation on delete cascade,
  comment_id    bigint references comment on delete cascade,
  tasks         int,                              -- how many tasks were assigned
  created_at    timestamptz not null default now(),
  read_at       timestamptz
);
create index notification_inbox on notification (account_id, organization_id, id);
create index notification_unread on notification (account_id, organization_id, id) where read_at is null;
create index notification_project on notification (project_id) where project_id is not null;
create index notification_task on notification (task_id) where task_id is not null;
create index notification_annotation on notification (annotation_id) where annotation_id is not null;
create index notification_comment on notification (comment_id) where comment_id is not null;

alter table account add column email_kinds text[] not null default '{}';   -- what is also sent by e-mail

-- Whom a comment names; its text names them by the same numbers.
alter table comment add column mentions bigint[] not null default '{}';

-- ---------------------------------------------------------------- activity

-- Requests to the API. Bodies and queries are not kept: they may hold secrets.
create table request_log (
  id            bigint generated always as identity primary key,
  at            timestamptz not null,
  organization_id bigint not null references organization on delete cascade,
  account_id    bigint,
  project_id    bigint,
  workspace_id  bigint,
  method        text not null,
  path          text not null,
  status        smallint not null,
  milliseconds  int not null,
  address       text not null,
  via           text not null                     -- session, token or jwt
);
create index request_log_organization on request_log (organization_id, at, id);
create index request_log_account on request_log (organization_id, account_id, at, id);
create index request_log_project on request_log (project_id, at, id) where project_id is not null;

-- What the working screens tell about a task: opened, handed in, out of sight, idle.
create table task_event (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  task_id       bigint not null references task on delete cascade,
  account_id    bigint references account on delete set null,
  annotation_id bigint references annotation on delete cascade,
  draft_id      bigint,
  review_id     bigint,
  name          text not null,
  event_time    timestamptz not null,             -- by the clock of the browser
  meta          jsonb not null default '{}',
  created_at    timestamptz not null default now()
);
create index task_event_task on task_event (task_id, account_id, event_time);
create index task_event_annotation on task_event (annotation_id) where annotation_id is not null;
create index task_event_project on task_event (project_id);
