"""Reservations that ran out are given back without anybody asking."""

from __future__ import annotations

from tests.cast import Cast
from tests.world import build

from assay.kit import jobs as kit_jobs
from assay.kit.db import Connection, Database
from assay.queue import jobs


def test_what_was_left_lying_becomes_free(cast: Cast, db: Connection, database: Database) -> None:
    world = build(db, cast, tasks=1)
    assert world.next(cast.ann1).status_code == 200
    assert world.task(world.task_ids[0])["status"] == "assigned"
    db.execute(
        "update work_item set reserved_until = now() - interval '1 minute' where project_id = %s", (world.project_id,)
    )
    db.commit()
    kit_jobs.use(database)
    jobs.sweep(0)
    assert world.task(world.task_ids[0])["status"] == "queued"
    assert world.next(cast.ann2).status_code == 200
