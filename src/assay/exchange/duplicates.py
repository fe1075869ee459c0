"""Another project like one that exists: its settings, and its data too when asked for (LSE 3.6.5).

Work is not copied: no annotations, reviews, comments, exports or history. Predictions belong to models, not to data,
and stay behind too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from assay.access.actor import Actor, ProjectAccess
from assay.exchange import duplicate_queries as queries
from assay.exchange import queries as uploads
from assay.exchange.queries import UploadRow
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import NotThere
from assay.kit.storage import Storage, stored_name
from assay.projects import queries as projects
from assay.projects import service
from assay.tasks.queries import NewTask
from assay.tasks.service import Adding

AT_ONCE = 1000
_UPLOAD = re.compile(r"/data/upload/[0-9]+/[A-Za-z0-9._-]+")


def duplicate(
    db: Connection,
    storage: Storage,
    actor: Actor,
    project: ProjectAccess,
    *,
    title: str,
    description: str | None,
    workspace_id: int | None,
    with_data: bool,
    with_members: bool,
) -> int:
    """Makes the copy, not published; its number. Raises BadInput for a title or workspace that cannot be."""
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
        **({"label_config": row.label_config} if row.label_config else {}),
    }
    made = service.create(db, organization_id=actor.organization_id, creator_id=actor.id, given=given)
    # Settings are copied as they are stored: what a person may choose now may differ from what this project keeps.
    projects.copy_settings(db, project.id, made)
    queries.copy_routing_rules(db, project.id, made)
    if with_members:
        queries.copy_members(db, project.id, made, actor.id)
    if with_data:
        _copy_data(db, storage, actor, project.id, made)
    record(
        db,
        "project.duplicated",
        organization_id=actor.organization_id,
        project_id=made,
        actor_id=actor.id,
        payload={"from": project.id, "data": with_data, "members": with_members},
    )
    return made


def _copy_data(db: Connection, storage: Storage, actor: Actor, source: int, made: int) -> None:
    workflow = projects.workflow(db, made)
    assert workflow is not None
    renamed = _copy_uploads(db, storage, actor, source, made)
    adding = Adding(db, workflow, actor_id=actor.id)
    for batch in _batches(db, source):
        adding.add([_copied(task, renamed) for task in batch])
    adding.finish()


def _batches(db: Connection, project_id: int) -> Iterator[Sequence[queries.SourceTask]]:
    after = 0
    while batch := queries.tasks_after(db, project_id, after, AT_ONCE):
        after = batch[-1].id
        yield batch


def _copied(task: queries.SourceTask, renamed: Mapping[str, str]) -> NewTask:
    data = _UPLOAD.sub(lambda found: renamed.get(found.group(), found.group()), task.data).encode()
    return NewTask(data=data, title=task.title, meta=task.meta, overlap=task.overlap, allow_skip=task.allow_skip)


def _copy_uploads(db: Connection, storage: Storage, actor: Actor, source: int, made: int) -> dict[str, str]:
    """Copies the files that items show; by their old address the new one. A file is read by who sees its project."""
    rows = uploads.uploads(db, source)
    used = uploads.used_uploads(db, [row.id for row in rows])
    renamed: dict[str, str] = {}
    for row in rows:
        if row.id in used:
            renamed[row.url] = _copy_file(db, storage, actor, row, made).url
    return renamed


def _copy_file(db: Connection, storage: Storage, actor: Actor, row: UploadRow, made: int) -> UploadRow:
    extension = PurePosixPath(row.path).suffix
    path = f"projects/{made}/uploads/{stored_name(row.name, extension)}"
    storage.put(path, storage.stream(row.path))
    return uploads.insert_upload(
        db,
        organization_id=actor.organization_id,
        project_id=made,
        name=row.name,
        path=path,
        size=row.size,
        sha256=row.sha256,
        content_type=row.content_type,
        facts=row.facts,
        by=actor.id,
    )
