-- A review that was drawn for one of several people: the seed of the draw, and of whom. Null: whoever comes first.
alter table work_item add column draw_seed bigint;
alter table work_item add column drawn_from bigint[];

-- Mapped reviewers who could not be drawn, of whom those in charge were told.
create table mapping_gap (
  project_id    bigint not null references project on delete cascade,
  account_id    bigint not null references account on delete cascade,
  created_at    timestamptz not null default now(),
  primary key (project_id, account_id)
);
create index mapping_gap_person on mapping_gap (account_id);

alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind in ('comment','mention','returned',
  'assigned','review_assigned','published','project_invited','workspace_invited','webhook_off','reviewer_missing'));
