"""Batches that wait for experts, and who may take them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assay.kit.db import Connection, many, run, value, values


def expert_batch_of(db: Connection, annotation_id: int, pool: Sequence[int] | None) -> int | None:
    """The batch of an annotation that waits for just these experts and that nobody holds."""
    found = value(
        db,
        """select id from work_item where annotation_id = %s and kind = 'expert' and state in ('open', 'waiting')
             and pool is not distinct from %s::bigint[] order by id limit 1""",
        (annotation_id, None if pool is None else list(pool)),
    )
    return None if found is None else int(found)


def pool_of(db: Connection, work_item_id: int) -> list[int] | None:
    """Who may take a batch; None for everybody with the role."""
    found: list[int] | None = value(db, "select pool from work_item where id = %s", (work_item_id,))
    return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """A batch that waits for an expert."""

    id: int
    task_id: int
    annotation_id: int
    author_id: int | None
    pool: list[int] | None

    @property
    def people(self) -> tuple[int, ...] | None:
        return None if self.pool is None else tuple(self.pool)


def expert_batches(db: Connection, project_id: int) -> list[Waiting]:
    """The batches of a project that wait for an expert, in the order of their tasks."""
    return many(
        db,
        Waiting,
        """select id, task_id, annotation_id, author_id, pool from work_item
           where project_id = %s and kind = 'expert' and state in ('open', 'waiting') order by task_id, id""",
        (project_id,),
    )


def judges_of(db: Connection, work_item_id: int) -> list[int]:
    """Who has judged something of a batch as a normal reviewer."""
    return values(
        db,
        """select distinct v.reviewer_id from review_item r join verdict v on v.review_item_id = r.id
           where r.work_item_id = %s and v.stage = 'normal' and v.withdrawn_at is null and v.reviewer_id is not null""",
        (work_item_id,),
    )


def projects_expecting(db: Connection, account_id: int) -> list[int]:
    """The projects in which something waits for a person as an expert."""
    return values(
        db,
        """select distinct project_id from work_item where kind = 'expert' and state in ('open', 'waiting')
             and %s = any(pool) order by project_id""",
        (account_id,),
    )


def change_pool(db: Connection, work_item_id: int, pool: Sequence[int] | None) -> None:
    """Says who may take a batch from now on."""
    run(db, "update work_item set pool = %s where id = %s", (None if pool is None else list(pool), work_item_id))
