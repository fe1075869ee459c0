"""The verbs of comments: write, change, resolve, delete (LSE 7.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import orjson

from assay.annotations import queries as annotation_queries
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import BadInput, NotThere
from assay.projects import queries as projects
from assay.projects.rules import settings
from assay.projects.rules.classification import problem_with, taxonomy_of
from assay.reviews import mentions
from assay.reviews.queries import comments as queries
from assay.reviews.queries.comments import CommentRow
from assay.tasks import queries as tasks

# What a comment points to, and how it is classified.
Object = dict[str, Any] | None

LONGEST = 20_000
LARGEST_OBJECT = 20_000


def checked_text(text: Any, field: str = "text") -> str:
    """The text of a comment. Raises BadInput when there is none or too much of it."""
    if not isinstance(text, str) or not text.strip():
        raise BadInput.field(field, "is empty.", "Write the comment.")
    if len(text) > LONGEST:
        raise BadInput.field(field, f"is longer than {LONGEST:,} characters.", "Shorten it.")
    if "\x00" in text:
        raise BadInput.field(field, "holds a null byte.", "Remove it.")
    return text


def checked_object(found: Object, field: str) -> Object:
    """What a comment points to or how it is classified: an object of a sensible size. Raises BadInput."""
    if found is not None and len(orjson.dumps(found)) > LARGEST_OBJECT:
        raise BadInput.field(field, f"is larger than {LARGEST_OBJECT:,} bytes.", "Name only the region and control.")
    return found


def add(
    db: Connection,
    *,
    organization_id: int,
    project_id: int,
    task_id: int,
    annotation_id: int | None,
    author_id: int,
    text: str,
    draft_id: int | None = None,
    region_ref: Object = None,
    classifications: Object = None,
) -> int:
    """Adds a comment and returns its id; the task's counters follow. The caller holds the lock of the task."""
    text = checked_text(text)
    comment_id = queries.insert(
        db,
        project_id,
        task_id,
        annotation_id,
        draft_id,
        author_id,
        text,
        region_ref,
        _classified(db, project_id, classifications),
        mentions.checked(db, text, project_id, queries.work_of(db, annotation_id, draft_id)),
    )
    queries.recount(db, task_id)
    record(
        db,
        "comment.created",
        organization_id=organization_id,
        project_id=project_id,
        task_id=task_id,
        annotation_id=annotation_id,
        actor_id=author_id,
        payload={"comment": comment_id},
    )
    return comment_id


def write(
    db: Connection,
    *,
    organization_id: int,
    project_id: int,
    task_id: int,
    annotation_id: int | None,
    draft_id: int | None,
    author_id: int,
    text: str,
    region_ref: Object,
    classifications: Object,
) -> int:
    """Adds a comment outside of any other change. Raises NotThere when what it is about is gone by now."""
    if tasks.lock(db, task_id) is None:
        raise NotThere()
    if annotation_id is not None and annotation_queries.get(db, annotation_id) is None:
        raise NotThere()
    if draft_id is not None and annotation_queries.draft(db, draft_id) is None:
        raise NotThere()
    return add(
        db,
        organization_id=organization_id,
        project_id=project_id,
        task_id=task_id,
        annotation_id=annotation_id,
        draft_id=draft_id,
        author_id=author_id,
        text=text,
        region_ref=checked_object(region_ref, "region_ref"),
        classifications=classifications,
    )


def change(
    db: Connection,
    comment: CommentRow,
    changes: Mapping[str, Any],
    *,
    organization_id: int,
    actor_id: int,
    at: datetime,
) -> None:
    """Changes what a comment says (`text`, `region_ref`, `classifications`) or whether it `is_resolved`."""
    comment = _locked(db, comment)
    named = comment.mentions
    if changes.get("text", comment.text) != comment.text:
        named = mentions.checked(db, checked_text(changes["text"]), comment.project_id, comment.work_of)
    classes = comment.classifications
    if changes.get("classifications", classes) != classes:
        classes = _classified(db, comment.project_id, changes["classifications"])
    about = comment.region_ref
    if changes.get("region_ref", about) != about:
        about = checked_object(changes["region_ref"], "region_ref")
    after = replace(
        comment,
        text=checked_text(changes.get("text", comment.text)),
        region_ref=about,
        classifications=classes,
        mentions=named,
        is_resolved=changes.get("is_resolved", comment.is_resolved),
    )
    if after == comment:
        return
    action = "comment.updated"
    if after.is_resolved != comment.is_resolved:
        action = "comment.resolved" if after.is_resolved else "comment.reopened"
        after = replace(after, resolved_at=at if after.is_resolved else None)
    queries.write(db, replace(after, updated_at=at))
    newly = [person for person in named if person not in comment.mentions]
    _settle(db, comment, action, organization_id, actor_id, {"mentioned": newly} if newly else {})


def delete(db: Connection, comment: CommentRow, *, organization_id: int, actor_id: int) -> None:
    """Takes a comment away; that it was there stays in the history."""
    comment = _locked(db, comment)
    queries.delete(db, comment.id)
    _settle(db, comment, "comment.deleted", organization_id, actor_id)


def went_with_work(db: Connection, task_id: int) -> None:
    """Work on a task was deleted, and what was said about it with it."""
    queries.recount(db, task_id)


def _locked(db: Connection, comment: CommentRow) -> CommentRow:
    """The comment as it is under the lock of its task, which every change of the task's counters takes first."""
    task = tasks.lock(db, comment.task_id)
    found = queries.get(db, comment.id) if task is not None else None
    if found is None:
        raise NotThere()
    return found


def _classified(db: Connection, project_id: int, found: Object) -> Object:
    """How a comment is classified: by the project's own taxonomy where it has one (LSE 7.1.5). Raises BadInput."""
    checked_object(found, "classifications")
    if not found:
        return found
    project = projects.get(db, project_id)
    taxonomy = taxonomy_of(settings.from_json(project.settings).comment_classification_config) if project else None
    problem = problem_with(found, taxonomy) if taxonomy is not None else None
    if problem is not None:
        raise BadInput(problem.message, problems=[problem])
    return found


def _settle(
    db: Connection,
    comment: CommentRow,
    action: str,
    organization_id: int,
    actor_id: int,
    more: Mapping[str, Any] | None = None,
) -> None:
    queries.recount(db, comment.task_id)
    record(
        db,
        action,
        organization_id=organization_id,
        project_id=comment.project_id,
        task_id=comment.task_id,
        annotation_id=comment.annotation_id,
        actor_id=actor_id,
        payload={"comment": comment.id, **(more or {})},
    )
