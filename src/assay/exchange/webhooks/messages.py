"""What a message says: Label Studio's keys, filled from how things stand when it is sent (LSE 17.3)."""

from __future__ import annotations

from typing import Any

from assay.annotations import queries as work
from assay.exchange.webhooks import queries
from assay.exchange.webhooks.queries import Message
from assay.exchange.webhooks.rules.actions import TEST
from assay.kit.db import Connection
from assay.projects import answers as project_answers
from assay.projects import label_queries
from assay.projects import queries as projects
from assay.queue import answers
from assay.reviews.queries import comments

# A task is sent as it is; its work comes in messages of its own.
_WORK = ("annotations", "predictions", "drafts")

# A project is sent as it is for everybody, not for somebody who looks at it.
_ONES_OWN = ("my", "permissions", "allow_stream", "members", "members_count")


def written(db: Connection, message: Message, *, with_payload: bool) -> dict[str, Any] | None:
    """The JSON of a message; None when what it is about was deleted before it could be sent."""
    body: dict[str, Any] = {"action": message.action}
    if message.action == TEST:
        return {**body, "message": "This is a test.", **message.subject}
    if not with_payload:
        return body
    said = _said(db, message)
    if said is None:
        return None
    return {**body, **said, "project": _project(db, message)}


def _said(db: Connection, message: Message) -> dict[str, Any] | None:
    subject, action = message.subject, message.action
    if action.startswith("PROJECT_"):
        return {}
    if action == "TASKS_CREATED":
        ids = queries.tasks_between(db, message.project_id or 0, subject["first"], subject["last"])
        return {"tasks": _tasks(db, ids)} if ids else None
    if action in ("TASKS_DELETED", "ANNOTATIONS_DELETED"):
        key = "tasks" if action == "TASKS_DELETED" else "annotations"
        return {key: [{"id": number} for number in subject[key]]}
    if action == "ANNOTATION_DELETED":
        return {"annotation": {"id": subject["annotation"]}, "task": {"id": subject["task"]}}
    if action == "REVIEWS_DELETED":
        return {"reviews": [{"id": subject["review"]}], "annotation": {"id": subject["annotation"]}}
    if action in ("ANNOTATION_CREATED", "ANNOTATION_UPDATED"):
        return _with_task(db, subject)
    if action == "ANNOTATIONS_CREATED":
        return _many(db, subject["annotations"])
    if action.startswith("LABEL_LINK_"):
        return _label_links(db, subject["links"], action)
    if action.startswith("REVIEW_"):
        return _review(db, subject)
    if action.startswith("ASSAY_COMMENT_"):
        return _comment(db, subject, is_gone=action == "ASSAY_COMMENT_DELETED")
    if subject.get("task") is not None:
        return {**subject, "task": {"id": subject["task"]}}
    return {key: found for key, found in subject.items() if key != "task"}


def _project(db: Connection, message: Message) -> dict[str, Any]:
    number = message.project_id or 0
    row = None if message.action == "PROJECT_DELETED" else projects.get(db, number)
    if row is None:
        return {"id": number}
    tally = projects.tallies(db, [number]).get(number, project_answers.NO_COUNTS)
    shown = project_answers.full(row, tally, {"permissions": []})
    return {key: found for key, found in shown.items() if key not in _ONES_OWN}


def _tasks(db: Connection, ids: list[int]) -> list[dict[str, Any]]:
    shown = answers.tasks(db, ids, viewer_id=answers.ALL, drafts_of=0, with_work=False)
    return [{key: found for key, found in task.items() if key not in _WORK} for task in shown]


def _annotation(db: Connection, number: int) -> dict[str, Any] | None:
    found = work.full(db, number)
    if found is None:
        return None
    author = found["completed_by"]
    return answers.shown(found, answers.people(db, [author]).get(author) if author else None, expanded=False)


def _with_task(db: Connection, subject: dict[str, Any]) -> dict[str, Any] | None:
    shown = _annotation(db, subject["annotation"])
    tasks = _tasks(db, [subject["task"]])
    return {"annotation": shown, "task": tasks[0]} if shown is not None and tasks else None


def _many(db: Connection, ids: list[int]) -> dict[str, Any] | None:
    found = [shown for number in ids if (shown := _annotation(db, number)) is not None]
    if not found:
        return None
    tasks = {task["id"]: task for task in _tasks(db, sorted({one["task"] for one in found}))}
    return {"annotation": found, "task": [tasks[one["task"]] for one in found if one["task"] in tasks]}


def _label_links(db: Connection, ids: list[int], action: str) -> dict[str, Any] | None:
    """Several are made or deleted at once; one is changed. The labels stand beside their links."""
    if action == "LABEL_LINK_DELETED":
        return {"label_link": [{"id": number} for number in ids]}
    links = label_queries.for_message(db, ids)
    if not links:
        return None
    told = [{**link, "label": link["label"]["id"]} for link in links]
    shown = [link["label"] for link in links]
    if action == "LABEL_LINK_UPDATED":
        return {"label_link": told[0], "label": shown[0]}
    return {"label_link": told, "label": shown}


def _review(db: Connection, subject: dict[str, Any]) -> dict[str, Any] | None:
    said = _with_task(db, subject)
    standing = answers.reviews(db, [subject["annotation"]]).get(subject["annotation"], [])
    review = next((one for one in standing if one["id"] == subject["review"]), None)
    if said is None or review is None:
        return None
    return {"review": {**review, "annotation": subject["annotation"]}, **said}


def _comment(db: Connection, subject: dict[str, Any], *, is_gone: bool) -> dict[str, Any] | None:
    place = {"task": {"id": subject["task"]}, "annotation": {"id": subject["annotation"]}}
    if is_gone:
        return {"comment": {"id": subject["comment"]}, **place}
    row = comments.get(db, subject["comment"])
    if row is None:
        return None
    said = {
        "id": row.id,
        "text": row.text,
        "created_by": row.author_id,
        "created_at": row.created_at,
        "updated_at": row.updated_at,
        "annotation": row.annotation_id,
        "draft": row.draft_id,
        "task": row.task_id,
        "project": row.project_id,
        "region_ref": row.region_ref,
        "classifications": row.classifications,
        "is_resolved": row.is_resolved,
        "resolved_at": row.resolved_at,
    }
    return {"comment": said, **place}
