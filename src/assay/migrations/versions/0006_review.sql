-- Which tasks are reviewed: the first rule that matches a task decides with its rate.
create table review_routing_rule (
  id            bigint generated always as identity primary key,
  project_id    bigint not null references project on delete cascade,
  position      int not null,
  operator      text check (operator in ('lt','lte','gt','gte','eq')),     -- null matches everything
  agreement_threshold double precision check (agreement_threshold between 0 and 1),
  dimension_id  bigint references dimension on delete cascade,             -- null: the agreement of the task as a whole
  sample_rate   double precision not null check (sample_rate between 0 and 1),
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now(),
  check ((operator is null) = (agreement_threshold is null)),
  check (dimension_id is null or operator is not null)
);
create index review_routing_rule_project on review_routing_rule (project_id, position);
create index review_routing_rule_dimension on review_routing_rule (dimension_id) where dimension_id is not null;

-- An item whose task waits for its agreement is undecided; what decided about one that was drawn by a rule is kept with it.
alter table review_item drop constraint review_item_state_check;
alter table review_item add constraint review_item_state_check check (state in ('not_selected','undecided','pending','accepted',
  'expert_pending','returned','passed_on','rejected','deleted','waived'));
alter table review_item add column inclusion_detail jsonb;

-- Until when a task waits for its agreement; then it is decided without.
alter table task add column route_by timestamptz;
create index task_route_by on task (route_by) where route_by is not null;
create index task_to_review on task (project_id, id) where items_pending > 0;

-- What a reviewer was given by name and can judge now, in the order of the queue.
alter table assignment add column is_ready boolean not null default false;
alter table assignment add column order_key bigint not null default 0;
update assignment a set is_ready = t.items_pending > 0, order_key = t.id from task t where t.id = a.task_id and a.type = 'RE';
create index assignment_review on assignment (account_id, project_id, order_key, task_id) where type = 'RE' and is_ready;

-- Whose work a reviewer judges now, and how much more of it before the next person's (order by annotator).
create table review_turn (
  project_id    bigint not null references project on delete cascade,
  account_id    bigint not null references account on delete cascade,
  author_id     bigint not null,
  remaining     int not null,
  primary key (project_id, account_id)
);

-- Tasks some of whose annotations have a verdict and others not.
alter table project_tally add column reviewing bigint not null default 0;
update project_tally p set reviewing = c.found
from (select project_id, count(*) as found from task where state = 'REVIEW_IN_PROGRESS' group by project_id) c
where c.project_id = p.project_id and p.shard = 0;

-- The state that a project was last seen in, so that each change of it is an event.
alter table project add column state text not null default 'CREATED';
create index event_project_state on event (project_id, id) where action = 'project.state';
