"""A project: its queue, what was submitted, who works in it, and how."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from assay.client.errors import NotFound
from assay.client.reading import read
from assay.client.rows import (
    ActivityRow,
    AddedReviews,
    DataRow,
    Handed,
    Happening,
    Instance,
    Issue,
    Job,
    Kind,
    LogEntry,
    QueueRow,
    Reopened,
    Status,
    TimeSpent,
)
from assay.client.team import Team
from assay.client.transport import Transport
from assay.client.work import Labeling, Review

Scope = Literal["all", "approved", "not_selected"]
Filter = Mapping[str, Any]


class Project:
    """One project. `facts` is what the server says of it, as of when it was read; `team` are its people."""

    def __init__(self, transport: Transport, facts: Mapping[str, Any]):
        self._transport = transport
        self.facts = dict(facts)
        self.id = int(facts["id"])
        self._at = f"/api/projects/{self.id}"
        self.team = Team(transport, self.id)

    def __repr__(self) -> str:
        return f"Project(id={self.id}, title={self.title!r})"

    @property
    def title(self) -> str:
        """What it is called."""
        return str(self.facts["title"])

    def refresh(self) -> Project:
        """Reads `facts` anew."""
        self.facts = dict(self._transport.call("GET", f"{self._at}/"))
        return self

    def change(self, **settings: Any) -> Project:
        """Changes settings, for example `review_settings={"sampling_rate": 0.5}`; what is not named stays."""
        self.facts = dict(self._transport.call("PATCH", f"{self._at}/", body=settings))
        return self

    # ------------------------------------------------------------ tables

    def queue(
        self,
        *,
        kind: Kind | None = None,
        status: Sequence[Status] | None = None,
        search: str | None = None,
        reserved_by: int | None = None,
        free: bool | None = None,
        class_name: str | None = None,
        dataset: int | None = None,
        type: str | None = None,
    ) -> Iterator[QueueRow]:
        """What waits or is held, in the order in which it entered the queue. `search` is a part of the file's name."""
        query = {
            "kind": kind,
            "status": status,
            "search": search,
            "reserved_by": reserved_by,
            "free": free,
            "class": class_name,
            "dataset": dataset,
            "type": type,
        }
        return (read(QueueRow, row) for row in self._transport.rows(f"{self._at}/queue/", query))

    def activity(
        self,
        *,
        status: Sequence[Status] | None = None,
        search: str | None = None,
        class_name: str | None = None,
        dataset: int | None = None,
        type: str | None = None,
    ) -> Iterator[ActivityRow]:
        """What was submitted, in review or completed, the latest change first."""
        query = {"status": status, "search": search, "class": class_name, "dataset": dataset, "type": type}
        return (read(ActivityRow, row) for row in self._transport.rows(f"{self._at}/activity/", query))

    def data(
        self,
        *,
        status: Sequence[Status] | None = None,
        search: str | None = None,
        class_name: str | None = None,
        dataset: int | None = None,
        type: str | None = None,
    ) -> Iterator[DataRow]:
        """All tasks."""
        query = {"status": status, "search": search, "class": class_name, "dataset": dataset, "type": type}
        return (read(DataRow, row) for row in self._transport.rows(f"{self._at}/data/", query))

    def instances(
        self, *, search: str | None = None, class_name: str | None = None, state: str | None = None
    ) -> Iterator[Instance]:
        """What was labelled, thing by thing; `search` is a part of an identifier."""
        query = {"search": search, "class": class_name, "state": state}
        return (read(Instance, row) for row in self._transport.rows(f"{self._at}/instances/", query))

    # ------------------------------------------------------------ work

    def start_labeling(self, filter: Filter | None = None) -> Labeling | None:
        """Reserves the task that waits longest, of those that a filter leaves; None when there is none."""
        found = self._started("annotate", filter)
        return None if found is None else self._labeling(found)

    def start_review(self, filter: Filter | None = None, *, expert: bool = False) -> Review | None:
        """Reserves the review that waits longest; None when there is none."""
        found = self._started("expert" if expert else "review", filter)
        return None if found is None else self._review(found)

    def initiate(self, row: QueueRow) -> Labeling | Review:
        """Opens and reserves one certain row of the queue. Raises Conflict when somebody else holds it."""
        if row.kind == "annotate":
            return self._labeling(self._transport.call("POST", f"/api/tasks/{row.task}/initiate/"))
        return self._review(self._transport.call("POST", f"/api/work-items/{row.work_item}/initiate/"))

    def _started(self, kind: Kind, filter: Filter | None) -> dict[str, Any] | None:
        body = {"kind": kind, "filter": None if filter is None else dict(filter)}
        try:
            found: dict[str, Any] = self._transport.call("POST", f"{self._at}/queue/start/", body=body)
        except NotFound as error:
            if error.code == "queue_empty":
                return None
            raise
        return found

    def _labeling(self, found: Mapping[str, Any]) -> Labeling:
        annotation = found["annotation"] if found["returned"] else None
        return Labeling(self._transport, int(found["task"]), int(found["work_item"]), annotation)

    def _review(self, found: Mapping[str, Any]) -> Review:
        query = {"annotation": found["annotation"]}
        return Review(self._transport, self._transport.call("GET", f"{self._at}/next-review/", query=query))

    # ------------------------------------------------------------ steering the queue

    def assign(
        self,
        user: int,
        *,
        tasks: Sequence[int] = (),
        reviews: Sequence[int] = (),
        filter: Filter | None = None,
    ) -> Handed:
        """Reserves work for somebody: tasks and reviews (by work item), or all that a filter leaves and nobody holds.

        Raises Conflict, and changes nothing, when one of what is named is held: release it first.
        """
        body = {"user": user, "tasks": list(tasks), "work_items": list(reviews)}
        if filter is not None:
            body["filter"] = dict(filter)
        return read(Handed, self._transport.call("POST", f"{self._at}/queue/assign/", body=body))

    def release(self, *, tasks: Sequence[int] = (), reviews: Sequence[int] = ()) -> Handed:
        """Takes work out of the hands of who holds it; it is free again, at its place."""
        body = {"tasks": list(tasks), "work_items": list(reviews)}
        return read(Handed, self._transport.call("POST", f"{self._at}/queue/release/", body=body))

    def reopen(
        self, tasks: Sequence[int], *, holder: Literal["submitter", "nobody"] | int = "submitter", comment: str = ""
    ) -> Reopened:
        """Sends submitted tasks back for annotation: to who submitted them, to nobody, or to a person by number."""
        body = {"tasks": list(tasks), "holder": holder, "comment": comment}
        return read(Reopened, self._transport.call("POST", f"{self._at}/reopen/", body=body))

    def add_reviews(
        self,
        tasks: Sequence[int],
        *,
        scope: Scope = "all",
        sample_size: int | None = None,
        exclude_earlier_reviewers: bool = False,
    ) -> Reopened:
        """Sends submitted work to a further review: all of it, what is approved, or what was not drawn before."""
        body = _adding(tasks, scope, sample_size, exclude_earlier_reviewers)
        return read(Reopened, self._transport.call("POST", f"{self._at}/add-reviews/", body=body))

    def preview_add_reviews(
        self,
        tasks: Sequence[int],
        *,
        scope: Scope = "all",
        sample_size: int | None = None,
        exclude_earlier_reviewers: bool = False,
    ) -> AddedReviews:
        """What `add_reviews` would do; changes nothing."""
        body = {**_adding(tasks, scope, sample_size, exclude_earlier_reviewers), "preview": True}
        return read(AddedReviews, self._transport.call("POST", f"{self._at}/add-reviews/", body=body))

    def preview_sampling(self, **rates: Any) -> dict[str, Any]:
        """How many of the last 1,000 instances would have been reviewed at other rates, as the settings name them."""
        return dict(self._transport.call("POST", f"{self._at}/sampling-preview/", body=rates))

    # ------------------------------------------------------------ issues, history, figures

    def issues(self, task: int) -> list[Issue]:
        """What was rejected of a task or reported as missing, and whether it is resolved."""
        return [read(Issue, each) for each in self._transport.call("GET", f"/api/tasks/{task}/issues/")]

    def report_missing(self, task: int, annotation: int, text: str, place: Mapping[str, Any] | None = None) -> Issue:
        """Reports that something on a task has no label; the task goes back to who submitted it."""
        body = {"annotation": annotation, "text": text, "place": None if place is None else dict(place)}
        return read(Issue, self._transport.call("POST", f"/api/tasks/{task}/missing-labels/", body=body))

    def history(self, task: int) -> list[Happening]:
        """What happened to one task."""
        return [read(Happening, each) for each in self._transport.call("GET", f"/api/tasks/{task}/log/")]

    def logs(
        self,
        *,
        task: int | None = None,
        user: int | None = None,
        actions: Sequence[str] = (),
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> Iterator[LogEntry]:
        """What happened in the project, the newest first; moments need a zone."""
        query: dict[str, Any] = {
            "task": task,
            "user": user,
            "action": ",".join(actions) or None,
            "since": _moment(since),
            "until": _moment(until),
            "limit": 500,
        }
        while page := self._transport.call("GET", f"{self._at}/logs/", query=query):
            yield from (read(LogEntry, each) for each in page)
            query["before"] = page[-1]["id"]

    def time_spent(
        self, *, user: int | None = None, since: datetime | None = None, until: datetime | None = None
    ) -> Iterator[TimeSpent]:
        """Seconds by person, item and stage, in the order of the items."""
        query = {"user": user, "since": _moment(since), "until": _moment(until), "page_size": 500}
        number = 1
        while page := self._transport.call("GET", f"{self._at}/time-spent/", query={**query, "page": number}):
            yield from (read(TimeSpent, each) for each in page)
            number += 1

    def performance(self, *, since: datetime | None = None, until: datetime | None = None) -> dict[str, Any]:
        """How everybody works: the tables of the Performance tab."""
        query = {"since": _moment(since), "until": _moment(until)}
        return dict(self._transport.call("GET", f"{self._at}/performance/", query=query))

    def explore(self, *, task: int | None = None) -> dict[str, Any]:
        """How many instances and labels there are by class, in the project or on one item."""
        return dict(self._transport.call("GET", f"{self._at}/explore/", query={"task": task}))

    # ------------------------------------------------------------ composition

    def attach(self, dataset: int) -> dict[str, Any]:
        """Attaches a dataset: each of its items becomes a task at the end of the queue."""
        return dict(self._transport.call("POST", f"{self._at}/datasets/", body={"dataset": dataset}))

    def detach(self, dataset: int, *, preview: bool = False) -> dict[str, Any]:
        """Takes a dataset out of the project, with its tasks; with `preview` only says how much would go."""
        query = {"preview": preview or None}
        return dict(self._transport.call("DELETE", f"{self._at}/datasets/{dataset}/", query=query) or {})

    def set_instructions(self, path: Path) -> None:
        """Uploads the instructions, a PDF, which everybody sees in the editor."""
        with path.open("rb") as file:
            files = {"file": (path.name, file, "application/pdf")}
            self._transport.call("PUT", f"{self._at}/instructions-file/", files=files)

    def copy(
        self,
        title: str,
        *,
        collaborators: bool = True,
        datasets: Literal["attach", "clone", "none"] = "attach",
        label_states: Sequence[str] = (),
        label_tasks: Sequence[int] | None = None,
        wait_seconds: float = 600,
    ) -> Job:
        """Copies the project and waits until its data is there. All tasks of the copy are queued, held by nobody.

        `label_states` are those of the labels that come along: approved, pending, rejected, not_selected. Raises
        TimeoutError when the copy is not done in time; it goes on.
        """
        labels = None
        if label_states:
            labels = {"states": list(label_states), "tasks": None if label_tasks is None else list(label_tasks)}
        body = {"title": title, "collaborators": collaborators, "datasets": datasets, "labels": labels}
        job = read(Job, self._transport.call("POST", f"{self._at}/copy/", body=body))
        until = time.monotonic() + wait_seconds
        while job.status in ("waiting", "running"):
            if time.monotonic() > until:
                raise TimeoutError(f"The copy {job.project} is not done after {wait_seconds:g} seconds.")
            time.sleep(0.5)
            found = self._transport.call("GET", f"{self._at}/copies/")
            job = next(read(Job, each) for each in found if each["id"] == job.id)
        return job


def _adding(tasks: Sequence[int], scope: Scope, size: int | None, exclude: bool) -> dict[str, Any]:
    return {
        "tasks": list(tasks),
        "scope": scope,
        "sample_size": size,
        "exclude_earlier_reviewers": exclude,
    }


def _moment(at: datetime | None) -> str | None:
    if at is not None and at.tzinfo is None:
        raise ValueError("a moment needs a zone: datetime(2026, 3, 1, tzinfo=UTC)")
    return None if at is None else at.isoformat()
