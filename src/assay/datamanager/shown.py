"""Tasks as lists show them: the values of columns, for the eyes of one person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assay.access.actor import ProjectAccess
from assay.access.rules.people import display_name
from assay.datamanager.queries import lists
from assay.datamanager.queries import tasks as task_queries
from assay.datamanager.rules.agreement import Selection
from assay.datamanager.rules.columns import BY_ID, Column, Holds
from assay.datamanager.rules.sight import Level, Sight
from assay.kit.db import Connection
from assay.queue import answers, veil

# What tasks in Label Studio's shape carry of the columns, and what only those that come with their work do.
_FILLED = (
    "agreement", "ground_truth", "avg_lead_time", "annotations_ids", "predictions_score",
    "predictions_model_versions", "comments",
)  # fmt: skip
_OF_WORK = ("annotations_results", "predictions_results")
_TEXTS = frozenset({"annotations_ids", "predictions_model_versions", "annotations_results", "predictions_results"})


def tasks(
    db: Connection,
    project: ProjectAccess,
    sight: Sight,
    task_ids: Sequence[int],
    *,
    with_work: bool,
    expanded: bool = False,
    selection: Selection | None = None,
) -> list[dict[str, Any]]:
    """Tasks in Label Studio's shape, in the order given. With a `selection` they carry its score beside their own."""
    viewer = sight.account_id if sight.own_work_only else answers.ALL
    found = answers.tasks(
        db, task_ids, viewer_id=viewer, drafts_of=sight.account_id, with_work=with_work, expanded=expanded
    )
    names = _FILLED + (_OF_WORK if with_work else ())
    filled = [BY_ID[name] for name in names if sight.sees(BY_ID[name])]
    values = lists.cells(db, project.id, sight, task_ids, filled)
    authors = lists.people_of(db, task_ids)
    agreement = [BY_ID["agreement"]] if selection is not None and sight.agrees else []
    selected = lists.cells(db, project.id, sight, task_ids, agreement, selection) if agreement else {}
    for task in found:
        cells = values[task["id"]]["cells"]
        task.update({name: cell or "" if name in _TEXTS else cell for name, cell in cells.items() if name in task})
        if agreement:
            task["agreement_selected"] = selected[task["id"]]["cells"]["agreement"]
        if "comment_authors" in task:
            people = authors.get(task["id"], {}).get("comment_authors", [])
            task["comment_authors"] = [{"user_id": person} for person in people]
            task["comment_authors_count"] = len(people)
    return [seen(task, sight) for task in found]


def seen(task: dict[str, Any], sight: Sight) -> dict[str, Any]:
    """A task in Label Studio's shape without what a person may not know of it (LSE 13.2)."""
    if sight.fields is not None:
        task["data"] = {key: value for key, value in task["data"].items() if key in sight.fields}
    if sight.level is Level.REVIEWER:
        for hidden in ("updated_by", "reviewers_count", *(() if sight.agreement else _AGREEMENT)):
            task.pop(hidden, None)
        task["reviewers"] = [one for one in task.get("reviewers", []) if one["id"] == sight.account_id]
    return task if sight.names else veil.task(task, sight.account_id)


_AGREEMENT = ("agreement", "precomputed_agreement")


def rows(
    db: Connection,
    project_id: int,
    sight: Sight,
    task_ids: Sequence[int],
    columns: Sequence[Column],
    selection: Selection | None = None,
) -> list[dict[str, Any]]:
    """Rows of the page's table, in the order given: what a task is called, and the values of these columns."""
    plain = [column for column in columns if column.holds is not Holds.PEOPLE]
    found = lists.cells(db, project_id, sight, task_ids, plain, selection)
    people = _people(db, sight, task_ids, [column for column in columns if column.holds is Holds.PEOPLE])
    answer = []
    for task_id in (one for one in task_ids if one in found):
        row = found[task_id]
        data = row.pop("data")
        if sight.fields is not None:
            data = {key: value for key, value in data.items() if key in sight.fields}
        row["thumbnail"] = row["thumbnail"] or picture(data.values())
        row["cells"] |= people.get(task_id, {})
        answer.append(row)
    return answer


def _people(
    db: Connection, sight: Sight, task_ids: Sequence[int], columns: Iterable[Column]
) -> dict[int, dict[str, list[dict[str, Any]]]]:
    wanted = {column.id for column in columns}
    found: dict[int, dict[str, list[dict[str, Any]]]] = {task_id: {name: [] for name in wanted} for task_id in task_ids}
    if {"annotators", "reviewers"} & wanted:
        for task_id, lists_of in answers.participants(db, task_ids).items():
            for name in {"annotators", "reviewers"} & wanted:
                found[task_id][name] = lists_of[name]
    others = wanted - {"annotators", "reviewers"}
    if others:
        rest = lists.people_of(db, task_ids)
        ids = {person for parts in rest.values() for name in others for person in parts.get(name, ())}
        known = answers.people(db, sorted(ids))
        for task_id, parts in rest.items():
            for name in others:
                found[task_id][name] = [_person(known[one]) for one in parts.get(name, ()) if one in known]
    if not sight.names and "annotators" in wanted:
        for shown in found.values():
            numbers = veil.numbers_of((one["id"] for one in shown["annotators"]), sight.account_id)
            shown["annotators"] = veil.participants(shown["annotators"], numbers)
    if sight.level is not Level.MANAGER and "reviewers" in wanted:
        for shown in found.values():
            shown["reviewers"] = [one for one in shown["reviewers"] if one["id"] == sight.account_id]
    return found


def _person(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "user_id": row["id"],
        "id": row["id"],
        "initials": row["initials"],
        "name": display_name(row["first_name"], row["last_name"], row["email"]),
        "done": True,
        "verdict": None,
    }


def named(db: Connection, project_id: int, sight: Sight) -> list[dict[str, Any]]:
    """The people that filters can name: for annotators only themselves, for reviewers those whom they review."""
    ids = {sight.account_id}
    if not sight.own_work_only and sight.names:
        ids |= set(task_queries.people(db, project_id, members=sight.level is Level.MANAGER))
    found = [_person(row) for row in answers.people(db, sorted(ids)).values()]
    return sorted(
        ({name: one[name] for name in ("id", "name", "initials")} for one in found), key=lambda one: one["name"].lower()
    )


PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp")


def picture(data: Iterable[Any]) -> str | None:
    """The address of an item's picture, if it has one."""
    for found in data:
        if isinstance(found, str) and found.split("?")[0].lower().endswith(PICTURES):
            return found
    return None
