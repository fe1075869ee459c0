-- On which frames of a video an instance is, and what was answered about it: figures count both. Instances of before
-- have null until a job has read them from what their annotations say.
alter table instance add column ranges int4multirange;
alter table instance add column attributes jsonb;
create index instance_project on instance (project_id, class_name, from_name) where deleted_revision is null;
create index instance_unread on instance (annotation_id) where attributes is null and deleted_revision is null;

-- An annotation knows its task and project: a row for each of its instances need not be checked against both again,
-- which is most of what storing hundreds of them costs.
alter table instance drop constraint instance_project_id_fkey, drop constraint instance_task_id_fkey;
alter table review_item drop constraint review_item_project_id_fkey, drop constraint review_item_task_id_fkey;
