"""Which uploaded files items show, and what is known of them."""

from __future__ import annotations

from collections.abc import Sequence

from assay.kit.db import Connection, run, values

# A field holds the address of one file, or a list of addresses.
_MEDIA = """update data_unit u set media = known.media from (
             select unit.id, (
               select jsonb_object_agg(field, facts) from (
                 select l.field, case when jsonb_typeof(unit.data->l.field) = 'array'
                     then jsonb_build_object('items', jsonb_agg(f.facts order by l.place))
                     else (array_agg(f.facts))[1] end as facts
                 from data_unit_file l join upload f on f.id = l.upload_id
                 where l.data_unit_id = unit.id group by l.field) fields) as media
             from data_unit unit where unit.id in ({which})) known
           where known.id = u.id"""


def upload_prefix(project_id: int) -> str:
    """What the addresses of a project's uploads begin with."""
    return f"/data/upload/{project_id}/"


def show_files(db: Connection, project_id: int, task_ids: Sequence[int]) -> None:
    """Notes anew which uploads the data of some tasks names, and brings their media along.

    They are those of the project, and for an item of a named dataset those of the dataset.
    """
    units = values(db, "select data_unit_id from task where id = any(%s)", (list(task_ids),))
    _note(db, units, upload_prefix(project_id), f"projects/{project_id}/uploads/")


def show_dataset_files(db: Connection, dataset_id: int, unit_ids: Sequence[int]) -> None:
    """The same for items of a named dataset, which name uploads of that dataset."""
    _note(db, unit_ids, f"/data/dataset/{dataset_id}/", f"datasets/{dataset_id}/uploads/")


def _note(db: Connection, unit_ids: Sequence[int], prefix: str, folder: str) -> None:
    given = {"units": list(unit_ids), "prefix": prefix, "folder": folder}
    run(db, "delete from data_unit_file where data_unit_id = any(%(units)s)", given)
    run(
        db,
        """insert into data_unit_file (data_unit_id, field, place, upload_id)
           select u.id, d.key, e.place, f.id
           from data_unit u
           cross join lateral jsonb_each(u.data) d
           cross join lateral (
             select d.value #>> '{}' as address, 0 as place where jsonb_typeof(d.value) = 'string'
             union all
             select a.value #>> '{}', a.place - 1
             from jsonb_array_elements(case jsonb_typeof(d.value) when 'array' then d.value else '[]' end)
               with ordinality a (value, place)
             where jsonb_typeof(a.value) = 'string') e
           cross join lateral (select '/data/dataset/' || u.dataset_id || '/' as prefix,
             'datasets/' || u.dataset_id || '/uploads/' as folder) own
           join upload f on f.path = case
             when starts_with(e.address, %(prefix)s) then %(folder)s || substr(e.address, length(%(prefix)s) + 1)
             when starts_with(e.address, own.prefix) then own.folder || substr(e.address, length(own.prefix) + 1) end
           where u.id = any(%(units)s)
           on conflict do nothing""",
        given,
    )
    run(db, _MEDIA.format(which="select unnest(%(units)s::bigint[])"), given)


def refresh_media(db: Connection, upload_id: int) -> None:
    """Tells the items that show a file what is known of it now."""
    run(db, _MEDIA.format(which="select data_unit_id from data_unit_file where upload_id = %s"), (upload_id,))
