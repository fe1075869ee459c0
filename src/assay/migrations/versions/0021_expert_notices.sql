-- Those in charge are told when no named expert could decide.
alter table notification drop constraint notification_kind_check;
alter table notification add constraint notification_kind_check check (kind in ('comment','mention','returned',
  'assigned','review_assigned','published','project_invited','workspace_invited','webhook_off','reviewer_missing',
  'expert_missing'));
