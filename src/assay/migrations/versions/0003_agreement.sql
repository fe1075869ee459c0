-- What is compared in a project: one row per control of its configuration. How is in the project's settings.
create table dimension (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  name          text not null,                    -- of the control
  control_tag   text not null,
  position      int not null default 0,
  is_active     boolean not null default true,    -- false once its control left the configuration
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  unique (project_id, name)
);

-- What is compared in a project and how: one row per generation, so that figures of two ways of computing never mix.
-- `dimensions` is a list of {name, tag, metric, params, weight, ignored}. One generation is shown; another one may be computing.
create table agreement_plan (
  project_id    bigint not null references project on delete cascade,
  generation    int not null,
  ontology_version_id bigint references ontology_version on delete set null,
  dimensions    jsonb not null,
  status        text not null check (status in ('computing','shown','replaced','failed')),
  progress      int not null default 0,
  total         int not null default 0,
  error         text not null default '',
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  finished_at   timestamptz,
  primary key (project_id, generation)
);
create unique index agreement_plan_shown on agreement_plan (project_id) where status = 'shown';
create unique index agreement_plan_computing on agreement_plan (project_id) where status = 'computing';

-- Two pieces of work on one task: two annotations, or an annotation and a prediction. `scores` has one score per dimension.
create table agreement_pair (
  project_id    bigint not null references project on delete cascade,
  generation    int not null,
  task_id       bigint not null references task on delete cascade,
  annotation_id bigint not null references annotation on delete cascade,
  other_id      bigint references annotation on delete cascade,
  prediction_id bigint references prediction on delete cascade,
  revision      int not null,
  other_revision int,
  author_id     bigint references account on delete set null,
  other_author_id bigint references account on delete set null,
  model_version text,
  score         double precision,
  scores        jsonb not null,
  labels        jsonb not null default '{}',      -- the score of each label that either of them used
  check ((other_id is null) <> (prediction_id is null))
);
create unique index agreement_pair_one on agreement_pair (task_id, generation, annotation_id, coalesce(other_id, -prediction_id));
create index agreement_pair_project on agreement_pair (project_id, generation, author_id);
create index agreement_pair_annotation on agreement_pair (annotation_id);
create index agreement_pair_other on agreement_pair (other_id) where other_id is not null;
create index agreement_pair_prediction on agreement_pair (prediction_id) where prediction_id is not null;

-- What the pairs of a task come to, by both methodologies. `scores` is {dimension: {pairwise, consensus}}.
create table agreement_task (
  project_id    bigint not null references project on delete cascade,
  generation    int not null,
  task_id       bigint not null references task on delete cascade,
  pairwise      double precision,
  consensus     double precision,
  scores        jsonb not null,
  compared      int not null,                     -- annotations that were compared
  computed_at   timestamptz not null default now(),
  primary key (task_id, generation)
);
create index agreement_task_project on agreement_task (project_id, generation);

-- Tasks whose agreement is behind their annotations; a job takes each away when it has computed it.
create table agreement_due (
  task_id       bigint primary key references task on delete cascade,
  project_id    bigint not null references project on delete cascade,
  since         timestamptz not null default now()
);
create index agreement_due_project on agreement_due (project_id);

-- The shown score of a task, by the methodology of its project; null while there is nothing to compare.
alter table task add column agreement double precision;
create index task_agreement on task (project_id, agreement, id) where agreement is not null;
