"""The counters of a project, spread over shards."""

from __future__ import annotations

import random
from collections.abc import Mapping

from assay.kit.db import Connection, run

SHARDS = 16


COUNTERS = (
    "tasks",
    "queued",
    "assigned",
    "in_review",
    "reviewing",
    "returned",
    "completed",
    "labeled",
    "reviewed",
    "annotations",
    "skipped",
    "predictions",
    "ground_truths",
    "items_pending",
    "items_accepted",
    "items_returned",
    "items_rejected",
    "items_not_selected",
)


MOVE = (
    "update project_tally set "
    + ", ".join(f"{name} = {name} + %(add_{name})s" for name in COUNTERS)
    + " where project_id = %(tally_project)s and shard = %(shard)s"
)


def moved(project_id: int, moves: Mapping[str, int]) -> dict[str, int]:
    """The parameters of `MOVE`: by how much each counter changes, on a shard drawn by lot."""
    shard = random.randrange(SHARDS)
    return {f"add_{name}": moves.get(name, 0) for name in COUNTERS} | {"tally_project": project_id, "shard": shard}


def tally(db: Connection, project_id: int, moves: Mapping[str, int]) -> None:
    """Adds to the counters of a project, on one of its shards."""
    if any(moves.values()):
        run(db, MOVE, moved(project_id, moves))
