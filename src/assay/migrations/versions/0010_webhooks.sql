-- Addresses that are told what happens in a project, or with project_id null in a whole organization.
create table webhook (
  id            bigint generated always as identity primary key,
  organization_id bigint not null references organization on delete cascade,
  project_id    bigint references project on delete cascade,
  url           text not null,
  secret        text not null,                    -- messages are signed with it
  send_payload  boolean not null default true,    -- false: only the name of the action is sent
  send_for_all_actions boolean not null default true,
  actions       text[] not null default '{}',
  headers       jsonb not null default '{}',
  is_active     boolean not null default true,
  consecutive_failures int not null default 0,    -- attempts since one last succeeded
  switched_off_at timestamptz,                    -- when the server gave it up by itself
  held_until    timestamptz,                      -- nobody answers there: nothing is tried before
  created_by    bigint references account on delete set null,
  created_at    timestamptz not null default now(),
  updated_at    timestamptz not null default now()
);
create index webhook_organization on webhook (organization_id, project_id);

-- The outbox and the log: one row for each message, written in the transaction of what it tells.
create table webhook_delivery (
  id            bigint generated always as identity primary key,
  webhook_id    bigint not null references webhook on delete cascade,
  action        text not null,
  project_id    bigint,
  subject       jsonb not null default '{}',      -- ids; the message is written from them when it is sent
  status        text not null default 'waiting' check (status in ('waiting','sent','failed','dropped')),
  attempts      int not null default 0,
  due_at        timestamptz not null default now(),
  response_status int,
  response_start text not null default '',        -- the first characters of the answer
  duration_ms   int,
  error         text not null default '',
  created_at    timestamptz not null default now(),
  attempted_at  timestamptz
);
create index webhook_delivery_log on webhook_delivery (webhook_id, id desc);
create index webhook_delivery_due on webhook_delivery (webhook_id, due_at, id) where status = 'waiting';
create index webhook_delivery_age on webhook_delivery (created_at) where status <> 'waiting';
