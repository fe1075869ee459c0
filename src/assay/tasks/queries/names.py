"""Names of files in small letters, for search in projects whose tables of work are searched by them."""

from __future__ import annotations

from collections.abc import Sequence

from assay.kit.db import Connection, run


def write_names(db: Connection, project_id: int, first: int | None = None, last: int | None = None) -> None:
    """Notes what the files of a project's new tasks are called; with ids, only of tasks between them."""
    run(
        db,
        """insert into task_name (task_id, project_id, name)
           select t.id, t.project_id, lower(u.title) from task t join data_unit u on u.id = t.data_unit_id
           where t.project_id = %(project)s and (%(first)s::bigint is null or t.id between %(first)s and %(last)s)
             and not exists (select 1 from task_name n where n.task_id = t.id)""",
        {"project": project_id, "first": first, "last": last},
    )


def rename(db: Connection, data_unit_ids: Sequence[int]) -> None:
    """Brings the names of tasks in line with items that have just changed."""
    run(
        db,
        """update task_name n set name = lower(u.title) from task t join data_unit u on u.id = t.data_unit_id
           where u.id = any(%s) and n.task_id = t.id and n.name <> lower(u.title)""",
        (list(data_unit_ids),),
    )
