-- The tables of Assay. Both ways of working (review of whole annotations, review of single instances) share them.
-- Conventions: bigint identities; timestamptz everywhere; enumerations are text with a check, so that a new value
-- is a one-line migration; a counter column is always changed in the transaction that changes what it counts.

-- ---------------------------------------------------------------- access: organizations, people, keys

create table organization (
  id            bigint generated always as identity primary key,
  title         text not null check (title <> ''),
  settings      jsonb not null default '{}',
  invite_version int not null default 1,          -- the standing invitation link is derived from it; raising it revokes the link
  created_at    timestamptz not null default now()
);

create table account (
  id            bigint generated always as identity primary key,
  email         text not null,
  password_hash text,
  first_name    text not null default '',
  last_name     text not null default '',
  username      text not null default '',
  phone         text not null default '',
  is_active     boolean not null default true,
  organization_id bigint references organization on delete set null,   -- the organization this person works in now
  hotkeys       jsonb not null default '{}',
  token_version int not null default 1,           -- the legacy API key is derived from it; raising it revokes the key
  created_at    timestamptz not null default now(),
  last_activity_at timestamptz
);
create unique index account_email on account (lower(email));

create table membership (
  organization_id bigint not null references organization on delete cascade,
  account_id    bigint not null references account on delete cascade,
  role          text not null check (role in ('OW','AD','MA','RE','AN','DI')),
  created_at    timestamptz not null default now(),
  primary key (organization_id, account_id)
);
create index membership_account on membership (account_id);
create unique index membership_one_owner on membership (organization_id) where role = 'OW';

create table login_session (
  id_hash       bytea primary key,                -- sha256 of the cookie
  account_id    bigint not null references account on delete cascade,
  csrf_token    text not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null
);
create index login_session_account on login_session (account_id);

create table api_token (
  id            bigint generated always as identity primary key,
  account_id    bigint not null references account on delete cascade,
  kind          text not null check (kind in ('legacy','personal')),
  lookup_hash   bytea not null unique,            -- sha256 of the legacy key, or of the identifier (jti) of a personal token
  created_at    timestamptz not null default now(),
  expires_at    timestamptz,
  revoked_at    timestamptz
);
create index api_token_account on api_token (account_id) where revoked_at is null;

create table workspace (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  title         text not null,
  description   text not null default '',
  color         text not null default '',
  is_personal   boolean not null default false,
  is_archived   boolean not null default false,
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now()
);
create index workspace_organization on workspace (organization_id);

create table workspace_member (
  workspace_id  bigint not null references workspace on delete cascade,
  account_id    bigint not null references account on delete cascade,
  primary key (workspace_id, account_id)
);
create index workspace_member_account on workspace_member (account_id);

-- ---------------------------------------------------------------- projects, ontologies

create table ontology (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  title         text not null,
  created_at    timestamptz not null default now()
);

create table ontology_version (
  id            bigint generated always as identity primary key,
  ontology_id   bigint not null references ontology on delete cascade,
  number        int not null,
  config        text not null,                    -- the labeling configuration as given
  schema        jsonb not null,                   -- the same, parsed
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  unique (ontology_id, number)
);

create table project (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  workspace_id  bigint references workspace on delete set null,
  title         text not null,
  description   text not null default '',
  color         text not null default '',
  preset        text not null default 'annotation_review' check (preset in ('annotation_review','manual_qa')),
  review_unit   text not null default 'annotation' check (review_unit in ('annotation','instance')),
  settings      jsonb not null default '{}',      -- read only through projects.rules.settings
  ontology_version_id bigint references ontology_version,
  is_published  boolean not null default false,
  is_draft      boolean not null default false,
  pinned_at     timestamptz,
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  deleted_at    timestamptz
);
create index project_organization on project (organization_id, id) where deleted_at is null;

-- Counters of a project, spread over sixteen rows so that people who submit at once do not wait for one another.
-- A number of the project is the sum over its shards.
create table project_tally (
  project_id    bigint not null references project on delete cascade,
  shard         smallint not null,
  tasks         bigint not null default 0,
  queued        bigint not null default 0,
  assigned      bigint not null default 0,
  in_review     bigint not null default 0,
  returned      bigint not null default 0,
  completed     bigint not null default 0,
  labeled       bigint not null default 0,
  reviewed      bigint not null default 0,
  annotations   bigint not null default 0,
  skipped       bigint not null default 0,
  predictions   bigint not null default 0,
  ground_truths bigint not null default 0,
  items_pending bigint not null default 0,
  items_accepted bigint not null default 0,
  items_returned bigint not null default 0,
  items_rejected bigint not null default 0,
  items_not_selected bigint not null default 0,
  primary key (project_id, shard)
);

create table project_member (
  id            bigint generated always as identity unique,         -- the number that the API gives to a role in a project
  project_id    bigint not null references project on delete cascade,
  account_id    bigint not null references account on delete cascade,
  role          text check (role in ('AN','RE','AR')),     -- annotator, reviewer, both; null follows the organization role
  created_at    timestamptz not null default now(),
  primary key (project_id, account_id)
);
create index project_member_account on project_member (account_id);

create table invite (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  role          text not null check (role in ('AD','MA','RE','AN')),
  project_id    bigint references project on delete cascade,
  project_role  text check (project_role in ('AN','RE','AR')),
  token_hash    bytea not null unique,
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  revoked_at    timestamptz,
  uses          int not null default 0
);
create index invite_organization on invite (organization_id);

-- ---------------------------------------------------------------- datasets, data units, tasks

create table dataset (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  title         text not null,
  description   text not null default '',
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now()
);

create table project_dataset (
  project_id    bigint not null references project on delete cascade,
  dataset_id    bigint not null references dataset on delete restrict,
  is_own        boolean not null default false,   -- made for this project by an import; goes with it
  attached_at   timestamptz not null default now(),
  primary key (project_id, dataset_id)
);
create index project_dataset_dataset on project_dataset (dataset_id);
create unique index project_dataset_own on project_dataset (project_id) where is_own;

create table upload (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  project_id    bigint references project on delete cascade,
  name          text not null,                    -- as the person named it
  path          text not null unique,             -- inside the storage
  size          bigint not null,
  sha256        text not null,
  content_type  text not null,
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now()
);
create index upload_project on upload (project_id);

create table data_unit (
  id            bigint generated always as identity primary key,
  dataset_id    bigint not null references dataset on delete cascade,
  data          jsonb not null,
  title         text not null default '',         -- what lists show and search: a file name or the first words
  media         jsonb,                            -- facts of the medium: type, width, height, frames, fps, duration
  upload_id     bigint references upload on delete set null
);
create index data_unit_dataset on data_unit (dataset_id);
create index data_unit_upload on data_unit (upload_id) where upload_id is not null;

create sequence queue_reopening;

create table task (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  data_unit_id  bigint not null references data_unit,
  inner_id      int not null,
  overlap       smallint not null default 1 check (overlap between 1 and 500),
  allow_skip    boolean not null default true,
  meta          jsonb,

  -- the queue: a slot is free while slots_taken < overlap
  queue_key     bigint not null,                  -- the order in which the task is offered
  queue_open    boolean not null default true,    -- some slot is free; kept equal to slots_taken < overlap
  slots_taken   smallint not null default 0 check (slots_taken >= 0),
  holds         smallint not null default 0 check (holds >= 0),
  reopened_seq  bigint,                           -- set when a slot becomes free again: such tasks are offered before new ones

  -- what the state is folded from
  counting      smallint not null default 0,      -- distinct people whose annotation counts towards the overlap
  submissions   int not null default 0,
  items_pending int not null default 0,
  items_expert  int not null default 0,
  items_returned int not null default 0,
  items_accepted int not null default 0,
  items_rejected int not null default 0,          -- final
  items_not_selected int not null default 0,
  open_issues   int not null default 0,
  reopened      boolean not null default false,   -- sent back by a manager

  -- the fold, and numbers that lists show
  status        text not null default 'queued' check (status in ('queued','assigned','in_review','returned','completed')),
  state         text not null default 'CREATED' check (state in ('CREATED','ANNOTATION_IN_PROGRESS','NEEDS_REVIEW','REVIEW_IN_PROGRESS','COMPLETED')),
  is_labeled    boolean not null default false,
  reviewed      boolean not null default false,
  reviewed_at   timestamptz,
  completed_at  timestamptz,
  total_annotations int not null default 0,
  cancelled_annotations int not null default 0,
  total_predictions int not null default 0,
  reviews_accepted int not null default 0,
  reviews_rejected int not null default 0,
  comment_count int not null default 0,
  unresolved_comment_count int not null default 0,
  last_comment_updated_at timestamptz,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  updated_by    bigint references account on delete set null
) with (fillfactor = 80);
create index task_project on task (project_id, id);
create unique index task_inner on task (project_id, inner_id);
create index task_queue on task (project_id, queue_key) where queue_open;
create index task_reopened on task (project_id, reopened_seq) where queue_open and reopened_seq is not null;
create index task_status on task (project_id, status, id);
create index task_updated on task (project_id, updated_at, id);
create index task_data_unit on task (data_unit_id);

-- ---------------------------------------------------------------- annotations

create table prediction (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  task_id       bigint not null references task on delete cascade,
  result        jsonb not null,
  score         double precision,
  model_version text not null default '',
  cluster       int,
  neighbors     jsonb,
  mislabeling   double precision not null default 0,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
create index prediction_task on prediction (task_id);
create index prediction_project on prediction (project_id, id);

create table annotation (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  task_id       bigint not null references task on delete cascade,
  author_id     bigint references account on delete set null,
  revision      int not null default 1,           -- number of the current revision
  was_cancelled boolean not null default false,   -- a skip
  ground_truth  boolean not null default false,
  counts        boolean not null default true,    -- towards the overlap; false once passed on to somebody else
  verdict       text check (verdict in ('accepted','fixed','returned','removed','passed_on')),   -- the latest one that stands
  lead_time     double precision,
  result_count  int not null default 0,
  unique_id     text,                             -- given by the client: the same submission sent twice is one annotation
  import_id     bigint,
  parent_prediction_id bigint references prediction on delete set null,
  parent_annotation_id bigint references annotation on delete set null,
  last_action   text not null default 'submitted',
  last_created_by bigint references account on delete set null,
  updated_by    bigint references account on delete set null,
  draft_created_at timestamptz,
  bulk_created  boolean not null default false,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
) with (fillfactor = 85);
create index annotation_task on annotation (task_id);
create index annotation_project on annotation (project_id, id);
create index annotation_author on annotation (author_id, project_id, id);
create unique index annotation_unique_id on annotation (task_id, author_id, unique_id) where unique_id is not null;
create unique index annotation_one_truth on annotation (task_id) where ground_truth;

-- What an annotation said at each of its revisions. Rows are only ever added.
create table annotation_revision (
  annotation_id bigint not null references annotation on delete cascade,
  number        int not null,
  result        jsonb not null,
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  primary key (annotation_id, number)
);

create table draft (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  task_id       bigint not null references task on delete cascade,
  annotation_id bigint references annotation on delete cascade,   -- a draft over a submitted annotation
  account_id    bigint not null references account on delete cascade,
  result        jsonb not null,
  lead_time     double precision not null default 0,
  was_postponed boolean not null default false,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
create unique index draft_one on draft (task_id, account_id, coalesce(annotation_id, 0));
create index draft_account on draft (account_id, project_id);

-- One thing in an annotation: a box, a span, a classification. Its key stays the same through all revisions.
create table instance (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  task_id       bigint not null references task on delete cascade,
  annotation_id bigint not null references annotation on delete cascade,
  key           text not null,
  class_name    text not null,
  kind          text not null,
  from_name     text not null,
  frames        int not null default 1,
  fingerprint   text not null,
  first_revision int not null,
  last_revision int not null,                     -- the revision that changed it last
  deleted_revision int,
  unique (annotation_id, key)
);
create index instance_task on instance (task_id);

-- ---------------------------------------------------------------- queue

-- Something a person can hold: one annotation slot of a task, or a batch of review items of one submission.
create table work_item (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  task_id       bigint not null references task on delete cascade,
  kind          text not null check (kind in ('annotate','review','expert')),
  state         text not null check (state in ('waiting','open','held','done')),
  holder_id     bigint references account on delete cascade,
  annotation_id bigint references annotation on delete cascade,
  author_id     bigint references account on delete set null,     -- whose work a batch judges
  pool          bigint[],                         -- who may take it; null: everybody with the role
  order_key     bigint not null default 0,
  entered_at    timestamptz not null default now(),
  reserved_at   timestamptz,
  reserved_until timestamptz,                     -- null while held: no expiry (returned or assigned work)
  prefetched    boolean not null default false,   -- held in advance by the page of a person who works on another item
  returned      boolean not null default false,   -- work sent back to its author
  skipped       boolean not null default false,   -- done by skipping
  postponed_at  timestamptz,
  done_at       timestamptz,
  check (state <> 'held' or holder_id is not null)
) with (fillfactor = 80);
create unique index work_item_one_slot on work_item (task_id, holder_id) where kind = 'annotate';
create index work_item_held on work_item (holder_id, project_id, kind) where state = 'held';
create index work_item_expiry on work_item (project_id, reserved_until) where state = 'held' and reserved_until is not null;
create index work_item_review on work_item (project_id, kind, author_id, order_key, id) where state = 'open';
create index work_item_skipped on work_item (holder_id, project_id, done_at) where kind = 'annotate' and skipped;
create index work_item_task on work_item (task_id);
create index work_item_annotation on work_item (annotation_id) where kind <> 'annotate';
create index work_item_done on work_item (holder_id, project_id, kind, done_at desc) where state = 'done';

-- How far a person has walked through a project's queue: everything before was theirs already.
create table queue_cursor (
  project_id    bigint not null references project on delete cascade,
  account_id    bigint not null references account on delete cascade,
  position      bigint not null default -9223372036854775808,
  reopened_position bigint not null default 0,
  wrapped_at    timestamptz,
  primary key (project_id, account_id)
) with (fillfactor = 70);

create table assignment (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  task_id       bigint not null references task on delete cascade,
  account_id    bigint not null references account on delete cascade,
  type          text not null check (type in ('AN','RE')),
  is_done       boolean not null default false,
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  unique (task_id, account_id, type)
);
create index assignment_todo on assignment (account_id, project_id, type, task_id) where not is_done;

-- ---------------------------------------------------------------- reviews

-- The one thing that is judged: a whole annotation (instance_id is null) or one instance of it.
create table review_item (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  task_id       bigint not null references task on delete cascade,
  annotation_id bigint not null references annotation on delete cascade,
  instance_id   bigint references instance on delete cascade,
  author_id     bigint references account on delete set null,
  class_name    text not null default '',
  state         text not null check (state in ('not_selected','pending','accepted','expert_pending','returned','passed_on','rejected','deleted','waived')),
  round         int not null default 1,
  rejections    int not null default 0,           -- by normal reviewers; never reset
  inclusion_probability double precision not null check (inclusion_probability between 0 and 1),
  inclusion_rule text not null,                   -- which rule gave the probability: project, class, annotator, routing, resolved, added, report
  draw_seed     bigint not null,                  -- with the item's key it reproduces the draw
  work_item_id  bigint references work_item on delete set null,   -- the batch that holds it now
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
) with (fillfactor = 85);
create unique index review_item_annotation on review_item (annotation_id) where instance_id is null;
create unique index review_item_instance on review_item (instance_id) where instance_id is not null;
create index review_item_of on review_item (annotation_id);
create index review_item_task on review_item (task_id);
create index review_item_batch on review_item (work_item_id);

create table verdict (
  id            bigint generated always as identity primary key,
  review_item_id bigint not null references review_item on delete cascade,
  annotation_id bigint not null references annotation on delete cascade,
  task_id       bigint not null references task on delete cascade,
  project_id    bigint not null references project on delete cascade,
  reviewer_id   bigint references account on delete set null,
  stage         text not null check (stage in ('normal','expert')),
  kind          text not null check (kind in ('accept','fix','reject')),
  reject_action text check (reject_action in ('remove','requeue','redistribute','expert')),
  round         int not null,
  judged_revision int not null,
  fixed_revision int,                             -- what the reviewer changed it to
  reason        text not null default '',
  comment_id    bigint,
  started_at    timestamptz,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  withdrawn_at  timestamptz,                      -- deleted verdicts stay in the history
  check ((kind = 'reject') = (reject_action is not null))
);
create index verdict_annotation on verdict (annotation_id);
create index verdict_item on verdict (review_item_id);
create index verdict_project on verdict (project_id, id);
create index verdict_reviewer on verdict (reviewer_id, project_id, id);

-- What must be resolved before returned work can be submitted again.
create table issue (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  task_id       bigint not null references task on delete cascade,
  annotation_id bigint not null references annotation on delete cascade,
  review_item_id bigint references review_item on delete cascade,
  verdict_id    bigint references verdict on delete cascade,
  kind          text not null check (kind in ('rejection','missing_label')),
  reason        text not null default '',
  text          text not null default '',
  place         jsonb,                            -- where on the item: frame, point or box
  is_resolved   boolean not null default false,
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  resolved_by   bigint references account on delete set null,
  resolved_at   timestamptz
);
create index issue_task on issue (task_id);

create table comment (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  task_id       bigint not null references task on delete cascade,
  annotation_id bigint references annotation on delete cascade,
  draft_id      bigint references draft on delete set null,
  author_id     bigint references account on delete set null,
  text          text not null,
  region_ref    jsonb,
  classifications jsonb,
  is_resolved   boolean not null default false,
  resolved_at   timestamptz,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
create index comment_annotation on comment (annotation_id);
create index comment_task on comment (task_id);
create index comment_project on comment (project_id, id);
create index comment_draft on comment (draft_id) where draft_id is not null;
create index comment_open on comment (project_id) where not is_resolved;

-- ---------------------------------------------------------------- history

-- Everything that happened, in order. Rows are only ever added; payloads hold numbers and names, never results.
create table event (
  id            bigint generated always as identity primary key,
  at            timestamptz not null default now(),
  organization_id bigint,
  project_id    bigint,
  task_id       bigint,
  annotation_id bigint,
  actor_id      bigint,
  action        text not null,                    -- noun.verb, for example annotation.submitted
  payload       jsonb not null default '{}'
);
create index event_project on event (project_id, id);
create index event_task on event (task_id, id) where task_id is not null;
create index event_annotation on event (annotation_id, id) where annotation_id is not null;

-- ---------------------------------------------------------------- exchange

create table import_run (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  status        text not null default 'created' check (status in ('created','checking','ready','in_progress','completed','failed')),
  source        jsonb not null default '{}',      -- uploads, url, or pasted text
  options       jsonb not null default '{}',
  report        jsonb not null default '{}',      -- what the check found: counts, columns, the first problems
  error         text not null default '',
  task_count    int not null default 0,
  annotation_count int not null default 0,
  prediction_count int not null default 0,
  progress      int not null default 0,
  total         int,
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  finished_at   timestamptz
);
create index import_run_project on import_run (project_id, id);

create table export_run (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  title         text not null,
  status        text not null default 'created' check (status in ('created','in_progress','completed','failed')),
  format        text not null default 'JSON',
  options       jsonb not null default '{}',
  error         text not null default '',
  progress      int not null default 0,
  total         int,
  path          text,
  size          bigint,
  md5           text,
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  finished_at   timestamptz
);
create index export_run_project on export_run (project_id, id);

create table export_conversion (
  id            bigint generated always as identity primary key,
  export_id     bigint not null references export_run on delete cascade,
  format        text not null,
  status        text not null default 'created' check (status in ('created','in_progress','completed','failed')),
  error         text not null default '',
  path          text,
  created_at    timestamptz not null default now(),
  unique (export_id, format)
);

-- ---------------------------------------------------------------- installation

create table installation (
  only_row      boolean primary key default true check (only_row),
  secret_check  text,                             -- a fingerprint: servers that share this database must share the secret
  created_at    timestamptz not null default now()
);
insert into installation default values;
