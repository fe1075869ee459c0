-- A submission writes hundreds of instances and as many items to review at once, and each index costs every row of them:
-- what an annotation leads to needs none of its own.
drop index instance_task, instance_unread, review_item_task, review_item_first_draw, review_item_batch;
create index review_item_batch on review_item (work_item_id) where work_item_id is not null;
update instance set attributes = '{}' where attributes is null;
alter table instance alter attributes set not null;
