-- Two more roles in a project: admin and team manager.
alter table project_member drop constraint project_member_role_check;
alter table project_member add constraint project_member_role_check check (role in ('AN','RE','AR','TM','AD'));
alter table invite drop constraint invite_project_role_check;
alter table invite add constraint invite_project_role_check check (project_role in ('AN','RE','AR','TM','AD'));

-- Groups of people of an organization, and the projects that they were added to, each with one role for all in it.
create table user_group (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  title         text not null check (title <> ''),
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now()
);
create unique index user_group_title on user_group (organization_id, lower(title));

create table user_group_member (
  group_id      bigint not null references user_group on delete cascade,
  organization_id bigint not null,
  account_id    bigint not null,
  primary key (account_id, group_id),
  foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
create index user_group_member_group on user_group_member (group_id);
create index user_group_member_membership on user_group_member (organization_id, account_id);

create table project_group (
  project_id    bigint not null references project on delete cascade,
  group_id      bigint not null references user_group on delete cascade,
  role          text not null check (role in ('AN','RE','AR','TM','AD')),
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  primary key (project_id, group_id)
);
create index project_group_group on project_group (group_id);

-- What projects of an organization are called by beside their title.
create table project_tag (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  title         text not null check (title <> ''),
  color         text not null default '',
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now()
);
create unique index project_tag_title on project_tag (organization_id, lower(title));

create table project_tagged (
  project_id    bigint not null references project on delete cascade,
  tag_id        bigint not null references project_tag on delete cascade,
  primary key (project_id, tag_id)
);
create index project_tagged_tag on project_tagged (tag_id);

-- The PDF with what people should know before they work on a project.
alter table project add column instructions_upload_id bigint references upload on delete set null;
create index project_instructions on project (instructions_upload_id) where instructions_upload_id is not null;

-- Labels that came along with a task which nobody has submitted: a draft of nobody. Who starts the task begins with it.
alter table draft alter column account_id drop not null;
create unique index draft_of_nobody on draft (task_id) where account_id is null;

-- Copies of projects: what was asked for and how far they are.
create table project_copy (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  project_id    bigint not null references project on delete cascade,
  made_id       bigint not null references project on delete cascade,
  choice        jsonb not null,
  status        text not null default 'waiting' check (status in ('waiting','running','done','failed')),
  tasks_total   int not null default 0,
  tasks_done    int not null default 0,
  after_task    bigint not null default 0,        -- the task of the source that was copied last
  error         text not null default '',
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  finished_at   timestamptz
);
create index project_copy_project on project_copy (project_id, id desc);
create index project_copy_made on project_copy (made_id);
