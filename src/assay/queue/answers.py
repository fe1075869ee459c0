"""Tasks and annotations as the API shows them: the item with its annotations, drafts, predictions and people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from assay.access.rules.people import display_name, initials
from assay.annotations import queries
from assay.kit.db import Connection
from assay.projects.sight import Sight
from assay.queue.queries import shown as shown_queries
from assay.reviews.queries import item_summary, reviews_of_annotations
from assay.reviews.rules import Rule

ALL = None  # as `viewer_id`: somebody who may see everybody's work


def people(db: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Names and initials by id."""
    if not ids:
        return {}
    found = shown_queries.names(db, ids)
    return {row["id"]: {**row, "initials": _initials(row), "avatar": None} for row in found}


def named(db: Connection, ids: Iterable[int | None]) -> dict[int, dict[str, Any]]:
    """Who people are to those who work with them, by id."""
    found = people(db, sorted({id for id in ids if id is not None}))
    return {
        id: {
            "id": id,
            "name": display_name(row["first_name"], row["last_name"], row["email"]),
            "initials": row["initials"],
        }
        for id, row in found.items()
    }


def _initials(row: Mapping[str, Any]) -> str:
    return initials(row["first_name"], row["last_name"], row["email"])


def ago(then: datetime, now: datetime) -> str:
    """How long ago something was, in words."""
    seconds = max(0, int((now - then).total_seconds()))
    for unit, size in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds >= size:
            number = seconds // size
            return f"{number} {unit}{'s' if number > 1 else ''}"
    return "0 minutes"


def shown(annotation: dict[str, Any], author: Mapping[str, Any] | None, *, expanded: bool) -> dict[str, Any]:
    """An annotation with the keys that depend on its author; `expanded` shows the author as an object."""
    name = ""
    if author is not None:
        name = f" {author['first_name']} {author['last_name']} {author['email']}, {author['id']}"
    return {
        **annotation,
        "completed_by": author if expanded and author is not None else annotation["completed_by"],
        "created_username": name,
        "created_ago": ago(annotation["created_at"], datetime.now(UTC)),
        "state": "COMPLETED" if annotation["verdict"] in ("accepted", "fixed", "removed") else "CREATED",
        "reviews": [],
    }


def tasks(
    db: Connection,
    task_ids: Sequence[int],
    *,
    viewer_id: int | None,
    drafts_of: int,
    with_work: bool = True,
    expanded: bool = True,
) -> list[dict[str, Any]]:
    """Tasks in the order given. With a `viewer_id` only that person's annotations are in the answer."""
    rows = {row["id"]: row for row in shown_queries.tasks(db, task_ids, drafts_of)}
    ids = [task_id for task_id in task_ids if task_id in rows]
    with_annotations = [i for i in ids if rows[i]["total_annotations"] or rows[i]["cancelled_annotations"]]
    with_predictions = [i for i in ids if rows[i]["total_predictions"]]
    work = queries.full_of_tasks(db, with_annotations, viewer_id) if with_work and with_annotations else []
    predictions = queries.predictions_of_tasks(db, with_predictions) if with_work and with_predictions else []
    names = people(db, sorted({a["completed_by"] for a in work if a["completed_by"] is not None}))
    reviewed = reviews(db, [annotation["id"] for annotation in work])
    for task_id in ids:
        row = rows[task_id]
        row.update(annotations=[], predictions=[], drafts=[], **_flags(row))
    for annotation in work:
        author = names.get(annotation["completed_by"])
        rows[annotation["task"]]["annotations"].append(
            {**shown(annotation, author, expanded=expanded), "reviews": reviewed.get(annotation["id"], [])}
        )
    for prediction in predictions:
        rows[prediction["task"]]["predictions"].append(prediction_shown(prediction))
    if with_work and len(ids) == 1 and rows[ids[0]]["draft_exists"]:
        rows[ids[0]]["drafts"] = queries.drafts(db, ids[0], drafts_of)
    if viewer_id is not ALL:
        return [_for_annotator(rows[task_id]) for task_id in ids]
    for task_id, found in participants(db, ids).items():
        rows[task_id].update(found)
    return [rows[task_id] for task_id in ids]


def prediction_shown(prediction: Mapping[str, Any]) -> dict[str, Any]:
    """A prediction with Label Studio's keys."""
    return {
        **prediction,
        "model": None,
        "model_run": None,
        "created_ago": ago(prediction["created_at"], datetime.now(UTC)),
    }


def _flags(row: Mapping[str, Any]) -> dict[str, Any]:
    updater = row["updated_by"]
    return {
        "updated_by": [] if updater is None else [{"user_id": updater}],
        "agreement": None,
        "precomputed_agreement": None,
        "annotators": [],
        "annotators_count": 0,
        "reviewers": [],
        "reviewers_count": 0,
        "comment_authors": [],
        "comment_authors_count": 0,
        "comments": None,
        "storage_filename": None,
        "annotations_results": "",
        "annotations_ids": "",
        "predictions_results": "",
        "predictions_model_versions": "",
        "predictions_score": None,
        "avg_lead_time": None,
        "ground_truth": False,
    }


def participants(db: Connection, task_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Who annotates and who reviews each task: assigned or at work, done or not, with the verdicts that stand."""
    found = shown_queries.participants(db, task_ids)
    answer: dict[int, dict[str, Any]] = {}
    for row in found:
        lists = answer.setdefault(row["task_id"], {"annotators": [], "reviewers": []})
        lists[row["part"]].append(
            {
                "user_id": row["account_id"],
                "id": row["account_id"],
                "initials": _initials(row),
                "name": display_name(row["first_name"], row["last_name"], row["email"]),
                "done": row["done"],
                "verdict": row["verdict"],
            }
        )
    for lists in answer.values():
        lists["annotators_count"] = len(lists["annotators"])
        lists["reviewers_count"] = len(lists["reviewers"])
    return answer


def reviews(db: Connection, annotation_ids: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    """The verdicts that stand on some annotations, oldest first."""
    if not annotation_ids:
        return {}
    found = reviews_of_annotations(db, annotation_ids)
    answer: dict[int, list[dict[str, Any]]] = {}
    for row in found:
        answer.setdefault(row.pop("annotation_id"), []).append(row)
    return answer


_ANNOTATOR_KEYS = frozenset(
    {
        "id", "inner_id", "data", "meta", "created_at", "updated_at", "state", "status", "project", "annotations",
        "drafts", "predictions", "annotations_results", "predictions_results", "predictions_score", "comment_count",
        "comments", "unresolved_comment_count", "cancelled_annotations", "total_annotations", "total_predictions",
        "draft_exists", "reviews_rejected", "allow_skip", "is_labeled", "overlap", "title", "media",
    }
)  # fmt: skip


def _for_annotator(task: Mapping[str, Any]) -> dict[str, Any]:
    """What annotators may know of a task: their own work, nothing of others (LSE 13.2.1)."""
    return {name: value for name, value in task.items() if name in _ANNOTATOR_KEYS}


def items(db: Connection, annotation_id: int, seen: Sight) -> list[dict[str, Any]]:
    """The review items of an annotation; how a rule drew them only for those who may see agreement."""
    found = item_summary(db, annotation_id)
    if seen.agreement:
        return found
    hidden = {"inclusion_detail": None, "inclusion_probability": None}
    return [{**item, **hidden} if item["inclusion_rule"] == Rule.ROUTING else item for item in found]
