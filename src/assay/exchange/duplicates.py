"""Another project like one that exists: its settings, and its data too when asked for (LSE 3.6.5).

Work is not copied: no annotations, reviews, comments, exports or history. Predictions belong to models, not to data,
and stay behind too. What belongs to the organization is used again, not copied: datasets are attached, and a named
ontology is used in the same version. The data of a large project is copied by a job; the copy is there at once, and
fills up whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from assay.access.actor import Actor, ProjectAccess
from assay.datasets import service as datasets
from assay.exchange import duplicate_queries as queries
from assay.exchange import queries as uploads
from assay.exchange.uploads import copy_file
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import NotThere
from assay.kit.storage import Storage, project_folder
from assay.projects import ontology_queries, service
from assay.projects import queries as projects
from assay.projects.queries import ProjectRow
from assay.tasks import queries as task_queries
from assay.tasks.queries import NewTask
from assay.tasks.service import Adding

BATCH = 1000
# More than this is copied by a job, while the person who asked for it goes on.
MOST_TASKS_AT_ONCE = 1000
MOST_BYTES_AT_ONCE = 50_000_000
_UPLOAD = re.compile(r"/data/upload/[0-9]+/[A-Za-z0-9._-]+")

Progress = Callable[[int], None]
Deferrer = Callable[[Connection, int], object]


@dataclass(frozen=True, slots=True)
class Parts:
    """What is copied beside the settings. A job is given the same as JSON."""

    data: bool = False
    members: bool = False

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Parts:
        """Read again from what a job was given."""
        return cls(data=bool(stored.get("data")), members=bool(stored.get("members")))


def duplicate(
    db: Connection,
    storage: Storage,
    actor: Actor,
    project: ProjectAccess,
    *,
    title: str,
    description: str | None,
    workspace_id: int | None,
    parts: Parts,
    defer: Deferrer,
) -> int:
    """Makes the copy, not published; its number. Raises BadInput for a title or workspace that cannot be.

    What takes long is left to the job that `defer` asks for.
    """
    row = projects.get(db, project.id)
    if row is None:
        raise NotThere()
    given = {
        "title": title,
        "description": row.description if description is None else description,
        "internal_description": row.internal_description,
        "color": row.color,
        "workspace": workspace_id,
        "preset": row.preset,
        "review_unit": row.review_unit,
        **_questions(db, row),
    }
    made = service.create(db, organization_id=actor.organization_id, creator_id=actor.id, given=given)
    # Settings are copied as they are stored: what a person may choose now may differ from what this project keeps.
    projects.copy_settings(db, project.id, made)
    queries.copy_routing_rules(db, project.id, made)
    if parts.members:
        queries.copy_members(db, project.id, made, actor.id)
    size = queries.size_of(db, project.id) if parts.data else None
    if size is not None and (size.tasks > MOST_TASKS_AT_ONCE or size.bytes > MOST_BYTES_AT_ONCE):
        queries.begin(db, made, project.id, asdict(parts), size.tasks, actor.id)
        defer(db, made)
    elif size is not None:
        _copy_data(db, storage, actor.organization_id, project.id, made, actor.id)
    record(
        db,
        "project.duplicated",
        organization_id=actor.organization_id,
        project_id=made,
        actor_id=actor.id,
        payload={"from": project.id, **asdict(parts)},
    )
    return made


def _questions(db: Connection, row: ProjectRow) -> dict[str, object]:
    """The labeling configuration of the copy: the same version of a named ontology, else one of its own."""
    used = ontology_queries.used_by(db, row.id)
    if used is not None and used["is_named"]:
        return {"ontology": used["ontology"], "ontology_version": used["version"]}
    return {"label_config": row.label_config} if row.label_config else {}


def fill(db: Connection, storage: Storage, made: int, on_progress: Progress) -> None:
    """Copies the data into a copy that waits for it, in the caller's transaction: all of it or nothing."""
    row = queries.duplication(db, made)
    if row is None or row.status in ("completed", "failed"):
        return
    workflow = projects.workflow(db, made)
    if workflow is None:
        return
    if row.source_id is None or row.created_by is None or projects.workflow(db, row.source_id) is None:
        raise NotThere("The project, or the person who asked for its copy, does not exist any more.")
    _copy_data(db, storage, workflow.organization_id, row.source_id, made, row.created_by, on_progress)
    queries.end(db, made, "completed")


def fail(db: Connection, storage: Storage, made: int, error: str) -> None:
    """Notes why a copy stayed without data. Files that were copied already are removed: no item shows them."""
    queries.end(db, made, "failed", f"{error} No data was copied.")
    if not uploads.uploads(db, made):
        storage.delete_below(f"{project_folder(made)}/uploads")


def _nobody(_done: int) -> None:
    """For copies that are made while the person waits."""


def _copy_data(
    db: Connection,
    storage: Storage,
    organization_id: int,
    source: int,
    made: int,
    by: int,
    on_progress: Progress = _nobody,
) -> None:
    workflow = projects.workflow(db, made)
    assert workflow is not None
    for dataset_id in queries.named_datasets(db, source):
        more = datasets.attach(db, workflow, dataset_id, actor_id=by)
        while more:
            more = datasets.attach_more(db, workflow, dataset_id)
            on_progress(task_queries.total(db, made))
    attached = task_queries.total(db, made)
    renamed = _copy_uploads(db, storage, organization_id, source, made, by)
    adding = Adding(db, workflow, actor_id=by)
    for batch in _batches(db, source):
        adding.add([_copied(task, renamed) for task in batch])
        on_progress(attached + adding.count)
    adding.finish()


def _batches(db: Connection, project_id: int) -> Iterator[Sequence[queries.SourceTask]]:
    after = 0
    while batch := queries.tasks_after(db, project_id, after, BATCH):
        after = batch[-1].id
        yield batch


def _copied(task: queries.SourceTask, renamed: Mapping[str, str]) -> NewTask:
    data = _UPLOAD.sub(lambda found: renamed.get(found.group(), found.group()), task.data).encode()
    return NewTask(data=data, title=task.title, meta=task.meta, overlap=task.overlap, allow_skip=task.allow_skip)


def _copy_uploads(
    db: Connection, storage: Storage, organization_id: int, source: int, made: int, by: int
) -> dict[str, str]:
    """Copies the files that items show; by their old address the new one."""
    rows = uploads.uploads(db, source)
    used = uploads.used_uploads(db, [row.id for row in rows])
    renamed: dict[str, str] = {}
    for row in rows:
        if row.id in used:
            copied = copy_file(db, storage, row, organization_id=organization_id, project_id=made, by=by)
            renamed[row.url] = copied.url
    return renamed
