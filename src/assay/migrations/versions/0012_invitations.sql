-- An invitation to an e-mail address: it lets in only who has it, once, into all these projects and workspaces. Its
-- token is derived from the seed, so that the link can be shown again.
alter table invite add column email text;
alter table invite add column seed text;
alter table invite add column project_ids bigint[] not null default '{}';
alter table invite add column workspace_ids bigint[] not null default '{}';
alter table invite add column mail text not null default 'none' check (mail in ('none','waiting','sent','failed'));
alter table invite add column mailed_at timestamptz;
alter table invite add column mail_error text not null default '';
alter table invite add constraint invite_seed_check check ((email is null) = (seed is null));
create index invite_email on invite (organization_id, lower(email)) where email is not null;

-- Labels that an organization collects beside its configurations: what people added to a control while they worked.
create table label (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  title         text not null check (title <> ''),
  value         jsonb not null,                   -- as a result holds it: a list of words, or of paths
  description   text,
  approved      boolean not null default false,
  approved_by   bigint references account on delete set null,
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  unique (organization_id, title)
);

-- In which project, and at which control, a label is offered.
create table label_link (
  id            bigint generated always as identity primary key,
  label_id      bigint not null references label on delete cascade,
  project_id    bigint not null references project on delete cascade,
  from_name     text not null check (from_name <> ''),
  unique (project_id, label_id)
);
create index label_link_label on label_link (label_id);

-- A project that is being filled with a copy of another one's data.
create table duplication (
  project_id    bigint primary key references project on delete cascade,
  source_id     bigint references project on delete set null,
  options       jsonb not null default '{}',
  status        text not null default 'created' check (status in ('created','in_progress','completed','failed')),
  progress      int not null default 0,
  total         int not null default 0,
  error         text not null default '',
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  finished_at   timestamptz
);

-- A notification may be about a webhook that was switched off.
alter table notification add column webhook_id bigint references webhook on delete cascade;
create index notification_webhook on notification (webhook_id) where webhook_id is not null;
