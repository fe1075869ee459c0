-- VO sees and changes nothing; NO has joined and waits for a role.
alter table membership drop constraint membership_role_check;
alter table membership add constraint membership_role_check check (role in ('OW','AD','MA','RE','AN','VO','NO','DI'));
alter table invite drop constraint invite_role_check;
alter table invite add constraint invite_role_check check (role in ('AD','MA','RE','AN','VO'));

-- To whom an organization gives a permission, where it decided otherwise than the table of roles. The owner has all.
create table organization_permission (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  permission    text not null,
  roles         text[] not null,
  changed_by    bigint references account on delete set null,
  changed_at    timestamptz not null default now(),
  unique (organization_id, permission)
);

-- What people of an organization are called by beside their role: skills, teams, languages.
create table member_tag (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  label         text not null check (label <> ''),
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
create unique index member_tag_label on member_tag (organization_id, lower(label));

create table member_tagged (
  tag_id        bigint not null references member_tag on delete cascade,
  organization_id bigint not null,
  account_id    bigint not null,
  primary key (tag_id, account_id),
  foreign key (organization_id, account_id) references membership (organization_id, account_id) on delete cascade
);
create index member_tagged_member on member_tagged (organization_id, account_id);

-- What an import of tags did.
create table member_tag_import (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  tags_created  int not null,
  assignments_created int not null,
  users_skipped jsonb not null default '[]',
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now()
);
create index member_tag_import_organization on member_tag_import (organization_id);

-- A description that only those who may change a project see.
alter table project add column internal_description text not null default '';
