-- Rounds of review: why a verdict went to an expert, what of an issue was handed in, who may not judge a batch.

alter table verdict
  add column expert_rule text check (expert_rule in ('expert_threshold', 'expert_stage')),
  add column expert_probability double precision check (expert_probability between 0 and 1),
  add column expert_seed bigint,
  add column expert_drawn boolean;

alter table issue
  add column resolution text check (resolution in ('resolved', 'deleted', 'closed')),
  add column answered_at timestamptz;                -- when the work was handed in again; until then it is still owed
update issue set resolution = 'resolved' where is_resolved;
update issue i set answered_at = coalesce(i.resolved_at, now()) from task t
  where i.is_resolved and t.id = i.task_id and t.status <> 'returned';

alter table work_item
  add column excluded bigint[];                      -- who may not take a batch, whatever their role
