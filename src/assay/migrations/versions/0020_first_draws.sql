-- The latest items of a project that a draw decided about: what other rates would have made of them is said at once.
create index review_item_first_draw on review_item (project_id, id)
  where inclusion_rule not in ('report', 'unassigned');
