"""Work in one's hands: a task to label, a review to judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from assay.client.reading import read
from assay.client.rows import Issue, Item
from assay.client.transport import Transport

Result = Sequence[Mapping[str, Any]]


class Labeling:
    """A task that this person holds. `annotation` is the earlier work of one that came back, else None."""

    def __init__(self, transport: Transport, task: int, work_item: int, annotation: int | None):
        self._transport = transport
        self.task = task
        self.work_item = work_item
        self.annotation = annotation

    def __repr__(self) -> str:
        return f"Labeling(task={self.task})"

    def data(self) -> dict[str, Any]:
        """The item of data: its fields by name."""
        return dict(self._transport.call("GET", f"/api/tasks/{self.task}/")["data"])

    def result(self) -> list[dict[str, Any]]:
        """What the work that came back says now, in Label Studio's format; empty for new work."""
        if self.annotation is None:
            return []
        return list(self._transport.call("GET", f"/api/annotations/{self.annotation}/")["result"])

    def issues(self) -> list[Issue]:
        """What must be resolved before it can be submitted again."""
        return [read(Issue, each) for each in self._transport.call("GET", f"/api/tasks/{self.task}/issues/")]

    def resolve(self, issue: Issue | int) -> Issue:
        """Marks an issue as resolved. To resolve one that was resolved does nothing."""
        number = issue if isinstance(issue, int) else issue.id
        return read(Issue, self._transport.call("POST", f"/api/issues/{number}/resolve/"))

    def submit(self, result: Result, *, seconds: float | None = None) -> int:
        """Hands in the work and returns the number of the annotation.

        `result` is in Label Studio's format, `seconds` how long it took this time. Raises Refused with the code
        issues_open while an issue is not resolved, and with the fields for a result that the ontology does not allow.
        """
        body: dict[str, Any] = {"result": list(result), "lead_time": seconds}
        if self.annotation is None:
            path = f"/api/tasks/{self.task}/annotations/"
            return int(self._transport.call("POST", path, body={**body, "reservation": self.work_item})["id"])
        path = f"/api/annotations/{self.annotation}/"
        if seconds is not None:  # the server keeps how long the work took in all its rounds
            body["lead_time"] = seconds + (self._transport.call("GET", path)["lead_time"] or 0)
        return int(self._transport.call("PATCH", path, body=body)["id"])

    def skip(self, comment: str = "") -> None:
        """Gives the task back unseen; it is offered to this person again when nothing else is left."""
        path = f"/api/tasks/{self.task}/annotations/"
        self._transport.call("POST", path, body={"result": [], "was_cancelled": True, "comment": comment or None})

    def release(self) -> None:
        """Gives the task back to the queue, at its place."""
        self._transport.call("POST", f"/api/tasks/{self.task}/release/")


class Review:
    """Instances of one submission that this person judges. Nothing is sent before `send`, and then all of it at once.

    `items` are all of the annotation; those in hand are `pending`.
    """

    def __init__(self, transport: Transport, batch: Mapping[str, Any]):
        self._transport = transport
        self._began = datetime.now(UTC)
        self._verdicts: dict[int, dict[str, Any]] = {}
        self._reports: list[dict[str, Any]] = []
        self.work_item = int(batch["reservation"]["work_item"])
        self.kind = str(batch["reservation"]["kind"])
        self.task = int(batch["task"]["id"])
        self.annotation = int(batch["annotation"]["id"])
        self.revision = int(batch["annotation"]["revision"])
        self.data = dict(batch["task"]["data"])
        self.result: list[dict[str, Any]] = list(batch["annotation"]["result"])
        self.items = [read(Item, each) for each in batch["items"]]

    def __repr__(self) -> str:
        return f"Review(task={self.task}, pending={len(self.pending)})"

    @property
    def pending(self) -> list[Item]:
        """The instances of this review that wait for a verdict."""
        return [item for item in self.items if item.is_pending and item.work_item_id == self.work_item]

    def approve(self, items: Iterable[Item] | Item | None = None) -> None:
        """Approves some instances, or all that wait."""
        for item in self._chosen(items):
            self._verdicts[item.id] = {"item": item.id, "accepted": True}

    def reject(self, items: Iterable[Item] | Item | None = None, *, reason: str = "", comment: str = "") -> None:
        """Rejects some instances, or all that wait, with one of the project's reasons or another, and a comment."""
        for item in self._chosen(items):
            self._verdicts[item.id] = {"item": item.id, "accepted": False, "reason": reason, "comment": comment or None}

    def reopen(self, items: Iterable[Item] | Item) -> None:
        """Takes back what was decided of some instances and not sent yet."""
        for item in self._chosen(items):
            self._verdicts.pop(item.id, None)

    def report_missing(self, text: str, place: Mapping[str, Any] | None = None) -> None:
        """Reports that something has no label; `place` is, for example, {"frame": 12} or {"x": 10, "y": 20} percent."""
        self._reports.append({"text": text, "place": None if place is None else dict(place)})

    def send(self) -> bool:
        """Sends verdicts and reports: all is taken or nothing. Says whether the review is done.

        Raises Conflict when the annotation changed since it was loaded or the review is not this person's any more.
        """
        body = {
            "revision": self.revision,
            "verdicts": list(self._verdicts.values()),
            "reports": self._reports,
            "started_at": self._began.isoformat(),
        }
        answer = self._transport.call("POST", f"/api/work-items/{self.work_item}/verdicts/", body=body)
        self.items = [read(Item, each) for each in answer["items"]]
        self.revision = int(answer["revision"])
        self._verdicts, self._reports = {}, []
        return bool(answer["batch_done"])

    def release(self) -> None:
        """Gives the review back to the queue, at its place."""
        self._transport.call("POST", f"/api/work-items/{self.work_item}/release/")

    def _chosen(self, items: Iterable[Item] | Item | None) -> list[Item]:
        if items is None:
            return self.pending
        return [items] if isinstance(items, Item) else list(items)
