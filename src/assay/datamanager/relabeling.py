"""One answer in the place of another, in all annotations of some projects."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assay.datamanager.queries import bulk
from assay.datamanager.revising import revise
from assay.datamanager.rules.renaming import replaced
from assay.history.service import record_all
from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.projects import labels
from assay.projects import queries as projects
from assay.projects.rules.labeling import check_result
from assay.projects.rules.workflow import Workflow
from assay.tasks import queries as task_queries


def change_answers(
    db: Connection, project_ids: Sequence[int], old: Any, new: Any, *, actor_id: int, at: datetime
) -> int:
    """Puts `new` where `old` is the whole answer of an entry; how many entries changed.

    Raises BadInput, and nothing changes, when a configuration does not know the new answer.
    """
    if old == new:
        raise BadInput.field("new_label", "is the same as the old one.", "Write another answer.")
    return sum(_change_in(db, project_id, old, new, actor_id, at) for project_id in sorted(project_ids))


def _change_in(db: Connection, project_id: int, old: Any, new: Any, actor_id: int, at: datetime) -> int:
    workflow = projects.workflow(db, project_id)
    if workflow is None or workflow.ontology_version_id is None:
        return 0
    tasks = sorted({row["task_id"] for row in bulk.answering(db, project_id, old)})
    if not tasks:
        return 0
    task_queries.lock_many(db, project_id, tasks)
    changed, events = 0, []
    # Read again: what was submitted before the tasks were locked is there now.
    for row in bulk.answering(db, project_id, old):
        after, times = replaced(row["result"], old, new)
        if times == 0:
            continue
        _check(db, workflow, row["result"], after, row["data"])
        changed += times
        said = {"relabeled": [old, new]}
        events.append(revise(db, workflow, row, after, actor_id=actor_id, at=at, payload=said))
    record_all(db, events)
    return changed


def _check(db: Connection, workflow: Workflow, before: Any, after: Any, data: Any) -> None:
    assert workflow.ontology_version_id is not None
    schema = labels.offered(db, workflow.project_id, projects.schema(db, workflow.ontology_version_id))
    problems = check_result(schema, after, strict=False, kept=before, data=data)
    if problems:
        said = f"cannot stand in project {workflow.project_id}: {problems[0].message}"
        raise BadInput.field("new_label", said, problems[0].fix)
