-- A submission writes hundreds of instances and review items at once, all of one annotation, under the lock of its task.
-- To check each row against four other tables was a third of what that cost. What these references did when something
-- was deleted the triggers do, row by row as before.

alter table instance drop constraint instance_annotation_id_fkey;
alter table review_item drop constraint review_item_annotation_id_fkey,
  drop constraint review_item_instance_id_fkey, drop constraint review_item_author_id_fkey,
  drop constraint review_item_work_item_id_fkey;

create function annotation_gone() returns trigger language plpgsql as $$
begin
  delete from review_item where annotation_id = old.id;
  delete from instance where annotation_id = old.id;
  return null;
end $$;
create trigger annotation_gone after delete on annotation for each row execute function annotation_gone();

create function work_item_gone() returns trigger language plpgsql as $$
begin
  update review_item set work_item_id = null where work_item_id = old.id;
  return null;
end $$;
create trigger work_item_gone after delete on work_item for each row when (old.kind <> 'annotate')
  execute function work_item_gone();

create function reviewed_author_gone() returns trigger language plpgsql as $$
begin
  update review_item set author_id = null where author_id = old.id;
  return null;
end $$;
create trigger reviewed_author_gone after delete on account for each row execute function reviewed_author_gone();
