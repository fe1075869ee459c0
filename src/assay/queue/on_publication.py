"""What becomes of reserved work when a project is taken back from those who work in it.

Who does not see the project any more cannot go on, so what they hold and have not begun is free again: it is there for
whoever comes first when the project is published next. What they have begun stays theirs until the reservation ends.
"""

from __future__ import annotations

from assay.access.queries import audience
from assay.history.service import Event
from assay.kit.db import Connection, now
from assay.projects import queries as projects
from assay.queue import queries, reservations
from assay.tasks import queries as task_queries


def changed(db: Connection, event: Event) -> None:
    """A project was unpublished."""
    if event.project_id is None or "is_published" not in event.payload.get("fields", ()):
        return
    row, workflow = projects.get(db, event.project_id), projects.workflow(db, event.project_id)
    if row is None or workflow is None or row.is_published:
        return
    seers = {person.id for person in audience.of_project(db, event.project_id)}
    at = now(db)
    for work in queries.untouched(db, event.project_id):
        if work.holder_id is None or work.holder_id in seers:
            continue
        if work.kind == "annotate":
            by = event.actor_id or work.holder_id
            reservations.release(db, workflow, work.task_id, work.holder_id, by=by, at=at)
        else:
            task_queries.lock(db, work.task_id)
            queries.free_batch(db, work.id)
