"""The verbs of tasks: add, remove, settle."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from assay.history.service import Event, record, record_all
from assay.kit.db import Connection
from assay.projects import states
from assay.projects.rules.workflow import Workflow
from assay.tasks import queries
from assay.tasks.queries import Deed, LockedTask, NewTask
from assay.tasks.rules import Places, Standing, State, Status, among_new, path, queue_keys, standing, transition

TITLE_LENGTH = 120
# Of HTML, which a title is read without: what nobody sees, and tags; the last one may be cut off.
_TAG = re.compile(
    r"""<!--.*?(?:-->|$)|<(script|style|title)\b.*?(?:</\1\s*>|$)|<(?:[^>"']|"[^"]*(?:"|$)|'[^']*(?:'|$))*>?""",
    re.IGNORECASE | re.DOTALL,
)
# A path or an address is one word; names of files in a store may have blanks, and an ending.
_ADDRESS = re.compile(r"(?:https?://|s3://|gs://|/)\S*|(?:s3|gs)://.+\.\w{2,5}|https?://\S+/[^?\n]+\.\w{2,5}(?:\?\S*)?")
_chance = random.SystemRandom()  # nobody can foresee which tasks are chosen, or where they are in the queue
LOOKED_AT = 2000  # characters of a text in which its first words are looked for


def title_of(data: Mapping[str, Any], fields: Sequence[str]) -> str:
    """What lists call an item: the name of its file, or of its files, or the first words of its first text."""
    for field in (*fields, *data):
        found = data.get(field)
        if isinstance(found, list) and found and all(isinstance(each, str) for each in found):
            title = ", ".join(filter(None, map(_called, found[:TITLE_LENGTH])))
        else:
            title = _called(found) if isinstance(found, str) else ""
        if title:
            return title[:TITLE_LENGTH]
    return ""


def _called(said: str) -> str:
    start = said[:LOOKED_AT].strip()
    if _ADDRESS.fullmatch(start):
        return " ".join(unquote(start.split("?")[0].rstrip("/").rsplit("/", 1)[-1]).split())
    return " ".join((_TAG.sub(" ", start) if start.startswith("<") else start).split())


class Adding:
    """Tasks that are being added at the end of a project's queue, in as many batches as there are.

    Nobody else adds tasks to the project until the transaction ends; counters and history are written once, by
    `finish`, so that people who work in the project do not wait for a long import.
    """

    def __init__(self, db: Connection, workflow: Workflow, *, actor_id: int | None) -> None:
        queries.lock_project(db, workflow.project_id)
        self._db = db
        self._workflow = workflow
        self._actor_id = actor_id
        self._dataset_id: int | None = None
        self._uploads = queries.upload_prefix(workflow.project_id).encode()
        self._next_inner = queries.last_inner_id(db, workflow.project_id) + 1
        self._first: int | None = None
        self._last: int | None = None
        self._predictions = 0
        settings = workflow.settings
        self._places = Places.of(settings)
        self._is_cohort = settings.overlap > 1 and settings.overlap_cohort_percentage < 100
        self._before = queries.total(db, workflow.project_id) if self._is_cohort else 0
        self.count = 0

    def add(self, tasks: Sequence[NewTask]) -> list[int]:
        """Writes some tasks with their items, which become the project's own, and returns the tasks' ids in order."""
        if not tasks:
            return []
        db, workflow = self._db, self._workflow
        if self._dataset_id is None:
            self._dataset_id = queries.own_dataset(db, workflow.project_id, workflow.organization_id)
        unit_ids = queries.reserve_ids(db, "data_unit", len(tasks))
        queries.copy_units(db, self._dataset_id, unit_ids, tasks)
        ids = self._write(unit_ids, tasks)
        showing = [task_id for task_id, task in zip(ids, tasks, strict=True) if self._uploads in task.data]
        if showing:
            queries.show_files(db, workflow.project_id, showing)
        return ids

    def attach(self, unit_ids: Sequence[int]) -> list[int]:
        """Writes a task for each of some items that are there already and that the project has no task of."""
        return self._write(unit_ids, [NewTask(b"", "")] * len(unit_ids)) if unit_ids else []

    def _write(self, unit_ids: Sequence[int], tasks: Sequence[NewTask]) -> list[int]:
        db, workflow = self._db, self._workflow
        ids = queries.reserve_ids(db, "task", len(tasks))
        overlaps = self._overlaps(tasks)
        queries.copy_tasks(
            db,
            workflow.project_id,
            ids,
            unit_ids,
            tasks,
            first_inner=self._next_inner,
            overlaps=overlaps,
            queue_keys=queue_keys(self._places, ids, overlaps, _chance.randrange),
            queue_open=not workflow.manual,
            by=self._actor_id,
        )
        self._next_inner += len(ids)
        self._first = self._first or ids[0]
        self._last = ids[-1]
        self._predictions += sum(task.total_predictions for task in tasks)
        self.count += len(ids)
        return ids

    def _overlaps(self, tasks: Sequence[NewTask]) -> list[int]:
        """How many people label each: what it says itself, else what the project says, for all or for some by lot."""
        wanted = self._workflow.settings.overlap
        chosen: Sequence[int] = range(len(tasks))
        if self._is_cohort:
            percent = self._workflow.settings.overlap_cohort_percentage
            chosen = _chance.sample(chosen, among_new(self._before + self.count, len(tasks), percent))
        among = frozenset(chosen)
        return [task.overlap or (wanted if place in among else 1) for place, task in enumerate(tasks)]

    def finish(self) -> None:
        """Counts what was added and writes it into the history."""
        if not self.count:
            return
        moves = {"tasks": self.count, "queued": self.count, "predictions": self._predictions}
        queries.tally(self._db, self._workflow.project_id, moves)
        record(
            self._db,
            "tasks.created",
            organization_id=self._workflow.organization_id,
            project_id=self._workflow.project_id,
            actor_id=self._actor_id,
            payload={"count": self.count, "first": self._first, "last": self._last},
        )


def add(db: Connection, workflow: Workflow, tasks: Sequence[NewTask], *, actor_id: int | None) -> list[int]:
    """Adds tasks at the end of the project's queue and returns their ids in the order given."""
    if not tasks:
        return []
    adding = Adding(db, workflow, actor_id=actor_id)
    ids = adding.add(tasks)
    adding.finish()
    return ids


def settle(
    db: Connection,
    task: LockedTask,
    workflow: Workflow,
    *,
    at: datetime,
    by: int | None,
    submitted: bool = False,
    because: Event | None = None,
    reason: str = "",
    measured: str = "",
    deed: Deed = Deed.OTHER,
) -> Standing:
    """Recounts a locked task after a change, folds its state and moves the project's counters.

    `because` is the event of the change itself; it is recorded, and so is a new state of the task, with the `reason`
    that people read in its history; `measured` is the part of it that tells of agreement, which not everybody may see.
    """
    low = workflow.low_agreement
    count = queries.recount(db, task.id, workflow.skips_count, workflow.skips_occupy, low is not None)
    submissions = task.submissions + int(submitted)
    facts = count.facts(submissions)
    if because is not None and because.action.startswith("annotation."):
        facts = replace(facts, due=True)  # it is marked so by who hears of the event, in a moment
    now = standing(
        facts,
        workflow.criterion,
        workflow.manual,
        workflow.rounds_end_together,
        low,
        finished_only=workflow.finished_only,
    )
    if not workflow.is_managed:
        # Nobody hands work out, so nobody moves it on either (MQA A.21 U1).
        now = replace(now, status=Status(task.status), state=State(task.state))
    anew = workflow.is_fifo and now.status is Status.RETURNED and task.status != Status.RETURNED
    deed = Deed.SUBMITTED if submitted else deed
    project = queries.write_standing(
        db, task, count, now, submissions=submissions, at=at, by=by, deed=deed, enters_anew=anew
    )
    is_alone = count.total <= 1 and task.total_predictions == 0 and count.agreement is None
    events = [] if because is None else [replace(because, is_alone=is_alone)]
    events += moved(task, workflow, now, because, by, reason, measured)
    record_all(db, events)
    if project is not None:
        states.follow(db, task.project_id, project, by=by, reason="A task moved on.")
    return now


_REASONS = {
    "annotation.submitted": "An annotation was submitted.",
    "annotation.updated": "An annotation was changed.",
    "annotation.skipped": "The task was skipped.",
    "annotation.imported": "An annotation was imported.",
}


def moved(
    task: LockedTask,
    workflow: Workflow,
    now: Standing,
    because: Event | None,
    by: int | None,
    reason: str,
    measured: str = "",
) -> list[Event]:
    """The events of a task's way into its new state, each with what it is called, why, and what it follows from."""
    events: list[Event] = []
    before = State(task.state)
    for after in path(before, now.state):
        payload = {
            "state": after,
            "previous": before,
            "status": now.status,
            "transition": transition(before, after),
            "reason": reason or (_REASONS.get(because.action, "") if because is not None else ""),
            "context": {} if because is None else {"annotation": because.annotation_id, "event": because.action},
        }
        if measured:
            payload["measured"] = measured
        place = (workflow.organization_id, task.project_id, task.id)
        events.append(Event("task.state", *place, None, by, payload))
        before = after
    return events


def remove(db: Connection, workflow: Workflow, task_ids: Sequence[int] | None, *, actor_id: int) -> list[int]:
    """Deletes tasks with everything that hangs on them; None deletes all tasks of the project."""
    queries.lock_project(db, workflow.project_id)
    gone = queries.delete(db, workflow.project_id, task_ids)
    if gone:
        record(
            db,
            "tasks.deleted",
            organization_id=workflow.organization_id,
            project_id=workflow.project_id,
            actor_id=actor_id,
            payload={"tasks": gone[:1000], "count": len(gone)},
            about=gone,
        )
    return gone
