"""Adding and removing tasks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from assay.kit.db import Connection, many, run, value, values
from assay.tasks.queries.tally import COUNTERS, tally
from assay.tasks.rules import State
from assay.tasks.rules.kinds import kind_of


@dataclass(slots=True)
class NewTask:
    """What a new task is made of. `data` is the item's JSON, already written."""

    data: bytes
    title: str
    meta: Any = None
    overlap: int | None = None
    allow_skip: bool = True
    upload_id: int | None = None
    total_predictions: int = 0


def reserve_ids(db: Connection, table: str, count: int) -> list[int]:
    """Ids of a table for rows that are about to be copied in."""
    if not count:
        return []
    # By its name: looking the sequence up would be done again for every row.
    return values(db, "select nextval(%s::regclass) from generate_series(1, %s)", (f"{table}_id_seq", count))


def data_of(db: Connection, task_id: int) -> dict[str, Any] | None:
    """The data of a task's item."""
    found: dict[str, Any] | None = value(
        db, "select u.data from task t join data_unit u on u.id = t.data_unit_id where t.id = %s", (task_id,)
    )
    return found


def last_inner_id(db: Connection, project_id: int) -> int:
    """The highest number of a task inside its project; the caller holds the project's lock."""
    return int(value(db, "select coalesce(max(inner_id), 0) from task where project_id = %s", (project_id,)))


def lock_project(db: Connection, project_id: int) -> None:
    """Serialises what numbers tasks or changes the project as a whole; people go on working in it meanwhile."""
    value(db, "select id from project where id = %s for no key update", (project_id,))


def total(db: Connection, project_id: int) -> int:
    """How many tasks a project has."""
    return int(value(db, "select coalesce(sum(tasks), 0) from project_tally where project_id = %s", (project_id,)))


def own_dataset(db: Connection, project_id: int, organization_id: int) -> int:
    """The dataset that imports of this project fill; made when first needed."""
    found = value(db, "select dataset_id from project_dataset where project_id = %s and is_own", (project_id,))
    if found is None:
        found = value(
            db,
            """with made as (insert into dataset (organization_id, title)
                 select %s, title from project where id = %s returning id)
               insert into project_dataset (project_id, dataset_id, is_own)
               select %s, id, true from made returning dataset_id""",
            (organization_id, project_id, project_id),
        )
    return int(found)


def copy_units(db: Connection, dataset_id: int, ids: Sequence[int], tasks: Sequence[NewTask]) -> None:
    """Copies data units in. The lines are put together here: for many small rows that is most of the work."""
    lines = [
        b"%d\t%d\t%b\t%b\t%b\t%b\n"
        % (
            unit_id,
            dataset_id,
            _escaped(task.data),
            _escaped(task.title.encode()),
            kind_of(task.data).encode(),
            _NULL if task.upload_id is None else b"%d" % task.upload_id,
        )
        for unit_id, task in zip(ids, tasks, strict=True)
    ]
    with db.cursor().copy("copy data_unit (id, dataset_id, data, title, kind, upload_id) from stdin") as copy:
        copy.write(b"".join(lines))


def copy_tasks(
    db: Connection,
    project_id: int,
    ids: Sequence[int],
    unit_ids: Sequence[int],
    tasks: Sequence[NewTask],
    *,
    first_inner: int,
    overlaps: Sequence[int],
    queue_keys: Sequence[int],
    queue_open: bool,
    by: int | None,
) -> None:
    """Copies tasks in, in the order given."""
    maker = _NULL if by is None else b"%d" % by
    is_open = _boolean(queue_open)
    lines = [
        b"%d\t%d\t%d\t%d\t%d\t%b\t%b\t%d\t%b\t%d\t%b\n"
        % (
            task_id,
            project_id,
            unit_id,
            inner_id,
            overlap,
            _boolean(task.allow_skip),
            _NULL if task.meta is None else _escaped(orjson.dumps(task.meta)),
            key,
            is_open,
            task.total_predictions,
            maker,
        )
        for inner_id, (task_id, unit_id, task, overlap, key) in enumerate(
            zip(ids, unit_ids, tasks, overlaps, queue_keys, strict=True), first_inner
        )
    ]
    with db.cursor().copy(
        "copy task (id, project_id, data_unit_id, inner_id, overlap, allow_skip, meta, queue_key, queue_open,"
        " total_predictions, updated_by) from stdin"
    ) as copy:
        copy.write(b"".join(lines))


_NULL = rb"\N"


def _boolean(value: bool) -> bytes:
    return b"t" if value else b"f"


def _escaped(text: bytes) -> bytes:
    """A value in the text format of COPY."""
    text = text.replace(b"\\", b"\\\\")
    if b"\n" in text or b"\t" in text or b"\r" in text:
        text = text.replace(b"\n", b"\\n").replace(b"\t", b"\\t").replace(b"\r", b"\\r")
    return text


def rewind_cursors(db: Connection, project_id: int) -> None:
    """Lets everybody walk the queue from its beginning again, after a change that reopens tasks behind them."""
    run(db, "delete from queue_cursor where project_id = %s", (project_id,))


def delete(db: Connection, project_id: int, task_ids: Sequence[int] | None) -> list[int]:
    """Deletes tasks (all of the project with None) and data units that nothing else uses; returns their ids."""
    gone = many(
        db,
        Removed,
        """delete from task where project_id = %s and (%s::bigint[] is null or id = any(%s)) returning id,
           data_unit_id, status, state, is_labeled, reviewed, total_annotations, cancelled_annotations,
           total_predictions, items_pending, items_accepted, items_returned, items_rejected, items_not_selected""",
        (project_id, None if task_ids is None else list(task_ids), None if task_ids is None else list(task_ids)),
    )
    run(
        db,
        """delete from data_unit u where u.id = any(%s)
           and not exists (select 1 from task where data_unit_id = u.id)
           and exists (select 1 from project_dataset d where d.dataset_id = u.dataset_id and d.is_own)""",
        ([task.data_unit_id for task in gone],),
    )
    tally(db, project_id, _removed(gone))
    return [task.id for task in gone]


@dataclass(frozen=True, slots=True)
class Removed:
    """A deleted task with what it contributed to the project's counters."""

    id: int
    data_unit_id: int
    status: str
    state: str
    is_labeled: bool
    reviewed: bool
    total_annotations: int
    cancelled_annotations: int
    total_predictions: int
    items_pending: int
    items_accepted: int
    items_returned: int
    items_rejected: int
    items_not_selected: int


def _removed(gone: Iterable[Removed]) -> dict[str, int]:
    moves: dict[str, int] = dict.fromkeys(COUNTERS, 0)
    for task in gone:
        moves["tasks"] -= 1
        moves[task.status] -= 1
        moves["reviewing"] -= int(task.state == State.REVIEWING)
        moves["labeled"] -= int(task.is_labeled)
        moves["reviewed"] -= int(task.reviewed)
        moves["annotations"] -= task.total_annotations
        moves["skipped"] -= task.cancelled_annotations
        moves["predictions"] -= task.total_predictions
        moves["items_pending"] -= task.items_pending
        moves["items_accepted"] -= task.items_accepted
        moves["items_returned"] -= task.items_returned
        moves["items_rejected"] -= task.items_rejected
        moves["items_not_selected"] -= task.items_not_selected
    return moves
