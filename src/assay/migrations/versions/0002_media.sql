-- What was learnt of a file: its kind and size, and what looking into it told.
alter table upload add column facts jsonb not null default '{}';
create index upload_unprobed on upload (project_id) where facts @> '{"probed": false}';

-- Which files an item shows: in which field of its data, and at which place of a list there.
create table data_unit_file (
  data_unit_id  bigint not null references data_unit on delete cascade,
  field         text not null,
  place         int not null,
  upload_id     bigint not null references upload on delete cascade,
  primary key (data_unit_id, field, place)
);
create index data_unit_file_upload on data_unit_file (upload_id);

-- Pictures that are there already: what was known of an item's picture becomes known of the file.
insert into data_unit_file (data_unit_id, field, place, upload_id)
select u.id, d.key, 0, f.id
from data_unit u join upload f on f.id = u.upload_id cross join lateral jsonb_each_text(u.data) d
where f.content_type like 'image/%'
  and d.value = '/data/upload/' || f.project_id || '/' || regexp_replace(f.path, '^.*/', '');

update upload f set facts = jsonb_build_object('kind', 'image', 'content_type', f.content_type, 'name', f.name, 'size', f.size,
  'probed', true) || (u.media - 'type')
from data_unit u where u.upload_id = f.id and u.media is not null;

update data_unit u set media = (
  select jsonb_object_agg(l.field, f.facts) from data_unit_file l join upload f on f.id = l.upload_id
  where l.data_unit_id = u.id)
where u.media is not null;
