"""The places of tasks in the queue of reviewers: one number per task, so its annotations stay together (LSE 5.4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import LiteralString

from assay.kit.db import Connection, composed, run
from assay.projects.rules.settings import ReviewOrder

# What is compared comes first, in thousandths or millionths, then the number of the task, so that nothing is tied.
# Tasks without an agreement or a score come last.
_KEYS: Mapping[ReviewOrder, LiteralString] = {
    ReviewOrder.TASK: "t.id",
    ReviewOrder.ANNOTATOR: "t.id",
    ReviewOrder.ENTRY: "0",  # the batches' own numbers, which follow their entry, decide
    ReviewOrder.RANDOM: "hashint8extended(t.id, t.project_id)",
    ReviewOrder.AGREEMENT: """((coalesce(round((t.agreement * 1000)::numeric)::bigint, 1001) << 48)
      | (t.id & 281474976710655))""",
    ReviewOrder.MODEL_SCORE: """((coalesce((select round((least(greatest(avg(p.score), -1000), 1000)
      * 1000000)::numeric)::bigint from prediction p where p.task_id = t.id having avg(p.score) is not null),
      1000000001) << 32) | (t.id & 4294967295))""",
}


def key_of_task(order: ReviewOrder) -> LiteralString:
    """An expression for the place of the task `%(task)s`."""
    if _KEYS[order] == "t.id":
        return "%(task)s"
    return composed("(select", _KEYS[order], "from task t where t.id = %(task)s)")


def key_of_row(order: ReviewOrder) -> LiteralString:
    """An expression for the place of a row `t` of the task table."""
    return _KEYS[order]


def reorder(db: Connection, project_id: int, order: ReviewOrder, task_ids: Sequence[int] | None = None) -> None:
    """Gives what waits for a reviewer its place, in a whole project or on some tasks."""
    parameters = {"project": project_id, "tasks": None if task_ids is None else list(task_ids)}
    some: LiteralString = "and (%(tasks)s::bigint[] is null or t.id = any(%(tasks)s))"
    run(
        db,
        composed(
            "update work_item w set order_key =",
            _KEYS[order],
            """from task t where w.project_id = %(project)s and w.kind in ('review', 'expert') and w.state <> 'done'
               and t.id = w.task_id""",
            some,
        ),
        parameters,
    )
    run(
        db,
        composed(
            "update assignment a set order_key =",
            _KEYS[order],
            "from task t where a.project_id = %(project)s and a.type = 'RE' and not a.is_done and t.id = a.task_id",
            some,
        ),
        parameters,
    )
