-- ---------------------------------------------------------------- the queue of manual QA

-- When the task entered the queue anew: it was returned, or reopened. Null: when it was made.
alter table task add column queue_entered_at timestamptz;
-- Who handed in last and who judged last; when either happened. Lists show it, so it stands on the row.
alter table task add column submitted_at timestamptz;
alter table task add column submitted_by bigint references account on delete set null;
alter table task add column reviewed_by bigint references account on delete set null;

create index task_submitted on task (project_id, status, updated_at, id) where status in ('in_review','completed');
create index task_returned on task (project_id, queue_key, id) where status = 'returned';
create index work_item_to_review on work_item (project_id, id) where kind <> 'annotate' and state in ('open','held');
create index work_item_unheld on work_item (task_id) where kind = 'annotate' and state = 'open';
create index instance_identifier on instance (project_id, key);

-- Names of files in small letters, for search by a part of them. Three letters each are looked up in an index that
-- needs no extension; the project is mixed into them, so that a list of places has those of one project only.
create function name_grams(project bigint, name text) returns int[] language sql immutable parallel safe as $$
  select coalesce(array_agg(distinct hashtext(project || '/' || substr(name, i, 3))), '{}')
  from generate_series(1, length(name) - 2) i
$$;

create table task_name (
  task_id       bigint primary key references task on delete cascade,
  project_id    bigint not null,
  name          text not null
);
create index task_name_project on task_name (project_id);
create index task_name_grams on task_name using gin (name_grams(project_id, name));

insert into task_name (task_id, project_id, name)
select t.id, t.project_id, lower(u.title) from task t join project p on p.id = t.project_id and p.preset = 'manual_qa'
join data_unit u on u.id = t.data_unit_id;
