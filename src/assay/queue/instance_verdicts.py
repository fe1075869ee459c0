"""What a reviewer of single instances sends: verdicts, small corrections, reports of missing labels (MQA A.9, A.11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson

from assay.annotations.queries import AnnotationRow
from assay.history.service import Event, record, record_all
from assay.kit.db import Connection
from assay.kit.errors import BadInput, Conflict, NotThere
from assay.projects.rules.workflow import Workflow
from assay.queue import consequences, queries
from assay.queue.consequences import Place
from assay.queue.experts import Bench
from assay.queue.judging import Given, judge_item, mended_keys, open_place, store_fix
from assay.queue.saying import say
from assay.reviews import comments
from assay.reviews import queries as reviews
from assay.reviews.queries import ItemRow

Result = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Report:
    """Something has no label: what, in words, and where."""

    text: str
    place: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a reviewer decided about a batch: verdicts by item, their corrections as a whole result, their reports."""

    verdicts: Mapping[int, Given]
    result: Result | None = None
    reports: Sequence[Report] = ()


def give_batch(
    db: Connection,
    workflow: Workflow,
    work_item_id: int,
    reviewer_id: int,
    sheet: Sheet,
    *,
    expected: int | None,
    at: datetime,
) -> bool:
    """Verdicts and reports about a batch that the reviewer holds; says whether the batch is done.

    All of it is taken or nothing. Raises as `judging.give` does, Conflict when the batch is not theirs any more, and
    BadInput for corrections that are not small, or that change what is not accepted here.
    """
    work = queries.work(db, work_item_id)
    if work is None or work.kind == "annotate" or work.annotation_id is None:
        raise NotThere()
    place = open_place(db, workflow, work.annotation_id, reviewer_id, expected)
    work = queries.work(db, work_item_id, lock=True)
    if work is None or work.state != "held" or work.holder_id != reviewer_id:
        raise Conflict("This batch is not yours any more; nothing was saved.", code="not_held")
    rows = {row.id: row for row in reviews.items(db, place.annotation.id) if row.work_item_id == work_item_id}
    unknown = [item_id for item_id in sheet.verdicts if item_id not in rows]
    if unknown:
        raise BadInput.field("verdicts", f"item {unknown[0]} is not in this batch.", "Load the batch again.")
    touched = [rows[item_id] for item_id in sheet.verdicts]
    accepted = frozenset(item.key for item in touched if sheet.verdicts[item.id].accepted)
    mended = mended_keys(db, place, sheet.result, accepted) if sheet.result is not None else frozenset()
    stored = store_fix(db, place, sheet.result, reviewer_id, at=at) if sheet.result is not None and mended else None
    for report in sheet.reports:
        _open_report(db, workflow, place, reviewer_id, report)
    said = _said(db, workflow, place, touched, sheet.verdicts, reviewer_id)
    bench = Bench(db, workflow)
    happened: list[Event] = []
    for item in touched:
        given, is_mended = sheet.verdicts[item.id], item.key in mended
        judge_item(
            db,
            workflow,
            place,
            item,
            reviewer_id,
            replace(given, result=sheet.result) if is_mended else given,
            at=at,
            stored=stored if is_mended else None,
            said=said.get(item.id),
            bench=bench,
            happened=happened,
        )
    record_all(db, happened)
    fixed = stored is not None or reviews.was_fixed(db, place.annotation.id)
    consequences.close(db, workflow, place, reviewer_id, touched, fixed, at=at)
    after = queries.work(db, work_item_id)
    return after is None or after.state == "done"


def report_missing(
    db: Connection, workflow: Workflow, annotation: AnnotationRow, reviewer_id: int, report: Report, *, at: datetime
) -> int:
    """Something has no label: an issue of its own, which sends the task back when its round ends (MQA 51)."""
    if workflow.unit != "instance":
        raise BadInput("In this project whole annotations are judged; reject it with a comment.", code="wrong_unit")
    place = open_place(db, workflow, annotation.id, reviewer_id, None)
    issue_id = _open_report(db, workflow, place, reviewer_id, report)
    consequences.refresh(db, workflow, place, reviewer_id, "rejected", at=at)
    return issue_id


def _said(
    db: Connection,
    workflow: Workflow,
    place: Place,
    items: Sequence[ItemRow],
    verdicts: Mapping[int, Given],
    reviewer_id: int,
) -> dict[int, int]:
    """What is said of several items in the same words is said once; the comment by item. Issues keep the words each."""
    together: dict[tuple[str, bytes], list[ItemRow]] = {}
    for item in items:
        given = verdicts[item.id]
        if words := (given.comment or "").strip():
            classes = orjson.dumps(given.comment_classifications, option=orjson.OPT_SORT_KEYS)
            together.setdefault((words, classes), []).append(item)
    made: dict[int, int] = {}
    for several in together.values():
        first = verdicts[several[0].id]
        if len(several) > 1:
            comment_id = say(
                db, workflow, place, several, reviewer_id, first.comment or "", first.comment_classifications
            )
            made |= {item.id: comment_id for item in several}
    return made


def _open_report(db: Connection, workflow: Workflow, place: Place, reviewer_id: int, report: Report) -> int:
    issue_id = reviews.open_issue(
        db,
        project_id=workflow.project_id,
        task_id=place.task.id,
        annotation_id=place.annotation.id,
        item_id=None,
        verdict_id=None,
        kind="missing_label",
        reason="",
        text=comments.checked_text(report.text),
        place=comments.checked_object(report.place, "place"),
        by=reviewer_id,
    )
    record(
        db,
        "issue.opened",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=place.task.id,
        annotation_id=place.annotation.id,
        actor_id=reviewer_id,
        payload={"issue": issue_id, "kind": "missing_label"},
    )
    return issue_id
