"""Facts of single tasks."""

from __future__ import annotations

from typing import Any

import orjson

from assay.kit.db import Connection, json, run, value, values
from assay.tasks import queries as tasks
from assay.tasks.rules.kinds import kind_of


def change_task(db: Connection, task_id: int, changes: dict[str, Any]) -> None:
    """Writes facts of a task that a manager may set."""
    if "meta" in changes:
        run(db, "update task set meta = %s, updated_at = now() where id = %s", (json(changes["meta"]), task_id))
    if "allow_skip" in changes:
        run(db, "update task set allow_skip = %s, updated_at = now() where id = %s", (changes["allow_skip"], task_id))
    if "overlap" in changes:
        run(
            db,
            """update task set overlap = %(overlap)s, updated_at = now(),
                 reopened_seq = case when slots_taken < %(overlap)s and not queue_open then nextval('queue_reopening')
                                     when slots_taken < %(overlap)s then reopened_seq end,
                 queue_open = slots_taken < %(overlap)s
               where id = %(task)s""",
            {"overlap": changes["overlap"], "task": task_id},
        )
    if "data" in changes:
        run(
            db,
            """update data_unit set data = %s, title = %s, kind = %s
               where id = (select data_unit_id from task where id = %s)""",
            (json(changes["data"]), changes["title"], kind_of(orjson.dumps(changes["data"])), task_id),
        )
        tasks.rename(db, values(db, "select data_unit_id from task where id = %s", (task_id,)))
        run(db, "update task set updated_at = now() where id = %s", (task_id,))


def is_theirs(db: Connection, task_id: int, account_id: int) -> bool:
    """Whether a person has or had a task in hand, or was assigned to it."""
    return bool(
        value(
            db,
            """select exists (select 1 from work_item where task_id = %(task)s and holder_id = %(person)s
                 and kind = 'annotate')
               or exists (select 1 from assignment where task_id = %(task)s and account_id = %(person)s)""",
            {"task": task_id, "person": account_id},
        )
    )


LOOKED_AT = 200


def keys(db: Connection, project_id: int) -> tuple[list[str], list[str]]:
    """The fields that the data and the meta of some tasks have, the first and the last of them, by name."""
    rows = values(
        db,
        """(select id from task where project_id = %(project)s order by id limit %(limit)s)
           union (select id from task where project_id = %(project)s order by id desc limit %(limit)s)""",
        {"project": project_id, "limit": LOOKED_AT},
    )
    data = values(
        db,
        """select distinct jsonb_object_keys(u.data) from task t join data_unit u on u.id = t.data_unit_id
           where t.id = any(%s) and jsonb_typeof(u.data) = 'object' order by 1""",
        (rows,),
    )
    meta = values(
        db,
        """select distinct jsonb_object_keys(meta) from task where id = any(%s) and jsonb_typeof(meta) = 'object'
           order by 1""",
        (rows,),
    )
    return data, meta


def people(db: Connection, project_id: int, *, members: bool) -> list[int]:
    """Who annotated or is to annotate in a project; with `members` everybody who belongs to it too."""
    return values(
        db,
        """select author_id from annotation where project_id = %(project)s and author_id is not null
           union select account_id from assignment where project_id = %(project)s and type = 'AN'
           union select account_id from project_member where %(members)s and project_id = %(project)s
           union select u.account_id from project_group g join user_group_member u on u.group_id = g.group_id
             where %(members)s and g.project_id = %(project)s
           union select w.account_id from project j join workspace_member w on w.workspace_id = j.workspace_id
             where %(members)s and j.id = %(project)s
           union select m.account_id from project j join membership m on m.organization_id = j.organization_id
             where %(members)s and j.id = %(project)s and m.role in ('OW', 'AD', 'MA')
           limit 2000""",
        {"project": project_id, "members": members},
    )
