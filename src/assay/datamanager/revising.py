"""The same work under another word: annotations that change in bulk get a revision each, and keep their verdicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from assay.annotations import instance_queries
from assay.annotations import queries as annotation_queries
from assay.annotations.rules.instances import instances_of
from assay.history.service import Event
from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow


def revise(
    db: Connection,
    workflow: Workflow,
    row: Mapping[str, Any],
    after: Sequence[Mapping[str, Any]],
    *,
    actor_id: int,
    at: datetime,
    payload: Mapping[str, Any],
) -> Event:
    """Writes the next revision of a row of `bulk.holding`; the event, for the caller to record with others."""
    revision = row["revision"] + 1
    annotation_queries.add_revision(
        db,
        row["id"],
        revision,
        after,
        result_count=len({entry.get("id") for entry in after}),
        action="updated",
        was_cancelled=row["was_cancelled"],
        lead_time=None,
        actor_id=actor_id,
        at=at,
    )
    place = (workflow.project_id, row["task_id"], row["id"])
    instance_queries.write_instances(db, *place, revision, instances_of(after))
    return Event(
        "annotation.updated",
        workflow.organization_id,
        workflow.project_id,
        row["task_id"],
        row["id"],
        actor_id,
        {"revision": revision, **payload},
    )
