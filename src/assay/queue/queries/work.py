"""Work items: what a person can hold, and what they have done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, columns, many, one, records, values


@dataclass(frozen=True, slots=True)
class Work:
    """A work item."""

    id: int
    project_id: int
    task_id: int
    kind: str
    state: str
    holder_id: int | None
    annotation_id: int | None
    author_id: int | None
    reserved_until: datetime | None
    prefetched: bool
    returned: bool
    skipped: bool
    postponed_at: datetime | None


WORK = columns(Work)


def work(db: Connection, work_item_id: int, *, lock: bool = False) -> Work | None:
    """One work item; locked only by somebody who holds its task's lock already."""
    if lock:
        return one(
            db,
            Work,
            f"""select {WORK} from work_item where id = %s for update""",
            (work_item_id,),
        )
    return one(
        db,
        Work,
        f"""select {WORK} from work_item where id = %s""",
        (work_item_id,),
    )


def history(db: Connection, project_id: int, account_id: int, limit: int = 200) -> list[dict[str, Any]]:
    """What a person has annotated here, oldest first: the path that the back button walks."""
    found = records(
        db,
        """select task_id as "taskId", annotation_id as "annotationId" from work_item
           where holder_id = %s and project_id = %s and kind = 'annotate' and state = 'done'
           order by done_at desc limit %s""",
        (account_id, project_id, limit),
    )
    return found[::-1]


def in_hands_of(db: Connection, project_id: int, account_id: int) -> list[Work]:
    """Everything that a person holds in a project, in the order of the tasks."""
    return many(
        db,
        Work,
        f"""select {WORK} from work_item where holder_id = %s and project_id = %s and state in ('held', 'waiting')
            order by task_id, id""",
        (account_id, project_id),
    )


def untouched(db: Connection, project_id: int) -> list[Work]:
    """What is held in a project and was not begun: no draft of it, and nothing handed in."""
    return many(
        db,
        Work,
        f"""select {WORK} from work_item w where project_id = %s and state = 'held' and holder_id is not null
              and not returned and not skipped
              and (kind <> 'annotate' or annotation_id is null)
              and not exists (select from draft d where d.task_id = w.task_id and d.account_id = w.holder_id)
            order by task_id, id""",
        (project_id,),
    )


def holders(db: Connection, project_id: int) -> list[int]:
    """The people who hold something in a project."""
    return values(
        db,
        """select distinct holder_id from work_item
           where project_id = %s and state in ('held', 'waiting') and holder_id is not null""",
        (project_id,),
    )


def projects_held_in(db: Connection, account_id: int, organization_id: int | None) -> list[int]:
    """The projects of an organization in which a person holds something."""
    return values(
        db,
        """select distinct w.project_id from work_item w join project p on p.id = w.project_id
           where w.holder_id = %s and w.state in ('held', 'waiting') and p.organization_id = %s""",
        (account_id, organization_id),
    )
