-- A saved list of tasks. `data` is in the form of Label Studio's clients: title, filters, ordering, columns.
create table dm_view (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  owner_id      bigint references account on delete set null,
  position      int not null,
  is_shared     boolean not null default true,    -- seen by everybody who sees the list; else by its owner alone
  data          jsonb not null default '{}',
  locked_by     bigint references account on delete set null,
  locked_at     timestamptz,                      -- set: others store nothing but the widths of their columns
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
create index dm_view_project on dm_view (project_id, position, id);
create index dm_view_owner on dm_view (owner_id);

-- The widths that somebody has in a tab that they may not change.
create table dm_view_width (
  view_id       bigint not null references dm_view on delete cascade,
  account_id    bigint not null references account on delete cascade,
  widths        jsonb not null,
  primary key (view_id, account_id)
);

-- An action on many tasks. Which tasks was decided when it was asked for; `progress` are done.
create table dm_run (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  action        text not null,
  params        jsonb not null default '{}',
  task_ids      bigint[] not null,
  status        text not null default 'created' check (status in ('created','in_progress','completed','failed')),
  progress      int not null default 0,
  total         int not null,
  result        jsonb not null default '{}',
  error         text not null default '',
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  finished_at   timestamptz
);
create index dm_run_project on dm_run (project_id, id);

-- What lists are narrowed and ordered by. Few tasks have these facts, so the indexes stay small and a submission
-- seldom touches them; `status`, `updated_at`, `inner_id` and `agreement` have theirs already.
create index task_state on task (project_id, state, id);
create index task_completed on task (project_id, completed_at, id) where completed_at is not null;
create index task_skipped on task (project_id, id) where cancelled_annotations > 0;
create index task_rejected on task (project_id, id) where reviews_rejected > 0;
create index task_open_comments on task (project_id, id) where unresolved_comment_count > 0;
