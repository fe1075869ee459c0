-- Named datasets: items that belong to the organization, with files and imports of their own.

-- Files and imports are a project's or a dataset's.
alter table upload add column dataset_id bigint references dataset on delete cascade;
create index upload_dataset on upload (dataset_id) where dataset_id is not null;
alter table import_run alter column project_id drop not null;
alter table import_run add column dataset_id bigint references dataset on delete cascade;
create index import_run_dataset on import_run (dataset_id, id) where dataset_id is not null;

-- What an item is, as far as its data tells, and since when it is there.
alter table data_unit add column kind text not null default 'text';
alter table data_unit add column created_at timestamptz not null default now();
update data_unit set kind = case
  when data::text ~* '\["[^"[:space:]]*\.(jpe?g|png|gif|bmp|webp|tiff?|svg|avif)([?#][^"[:space:]]*)?"' then 'image_group'
  when data::text ~* '"[^"[:space:]]*\.(jpe?g|png|gif|bmp|webp|tiff?|svg|avif)([?#][^"[:space:]]*)?"' then 'image'
  when data::text ~* '"[^"[:space:]]*\.(mp4|webm|mov|m4v|ogv|mkv|avi)([?#][^"[:space:]]*)?"' then 'video'
  when data::text ~* '"[^"[:space:]]*\.(mp3|wav|ogg|oga|opus|flac|m4a|aac|weba)([?#][^"[:space:]]*)?"' then 'audio'
  when data::text ~* '"[^"[:space:]]*\.pdf([?#][^"[:space:]]*)?"' then 'pdf'
  when data::text ~ ':\s*"\s*<' then 'html'
  when data::text ~ ':\s*\[?\s*"' then 'text'
  else 'data' end;

-- Attaching many items takes a while, and so does taking their tasks away.
alter table project_dataset add column status text not null default 'attached'
  check (status in ('attaching', 'attached', 'detaching'));
alter table project_dataset add column done int not null default 0;
alter table project_dataset add column total int not null default 0;
alter table project_dataset add column attached_by bigint references account on delete set null;

-- One item of data is at most one task of a project. It is found by its item first, as before.
create unique index task_of_unit on task (data_unit_id, project_id);
drop index task_data_unit;

-- Ontologies that have a name of their own may be used by several projects; the others are one project's.
alter table ontology add column is_named boolean not null default false;
alter table ontology add column description text not null default '';
alter table ontology add column created_by bigint references account on delete set null;
alter table ontology_version add column note text not null default '';
create index project_ontology on project (ontology_version_id);
