"""Further reviews of work that was submitted: Add reviews (MQA 72, 73; A.21 U13)."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.access import reviewers
from assay.annotations import queries as annotation_queries
from assay.history.service import Event
from assay.kit.db import Connection
from assay.kit.errors import BadInput
from assay.projects.rules.workflow import Workflow
from assay.queue import makers, queries
from assay.queue.offering import open_review
from assay.reviews import queries as reviews
from assay.reviews.rules import Candidate, ItemState, Scope, batches, sample, servable
from assay.tasks import queries as task_queries
from assay.tasks import service as tasks

MOST = 10_000_000


@dataclass(frozen=True, slots=True)
class Further:
    """Of what a further review is wanted, of how many items of it, and whether by other people than before."""

    scope: Scope = Scope.ALL
    sample_size: int | None = None
    exclude_earlier: bool = False


def checked(scope: object, sample_size: object, exclude_earlier: object) -> Further:
    """A wish for further reviews. Raises BadInput naming the field."""
    try:
        wanted = Scope(scope or Scope.ALL)  # type: ignore[arg-type]
    except ValueError:
        raise BadInput.field("scope", "is no scope.", f"Use one of: {', '.join(Scope)}.") from None
    size: int | None = None
    if sample_size not in (None, ""):
        is_number = isinstance(sample_size, int | str) and not isinstance(sample_size, bool)
        if not is_number or not str(sample_size).isdigit() or not 1 <= int(str(sample_size)) <= MOST:
            raise BadInput.field("sample_size", "must be a whole number from 1 on.", "Leave it out for all of them.")
        size = int(str(sample_size))
    if exclude_earlier not in (None, "", True, False, "true", "false", "yes", "no"):
        raise BadInput.field("exclude_earlier_reviewers", "must be true or false.")
    return Further(wanted, size, exclude_earlier in (True, "true", "yes"))


@dataclass(frozen=True, slots=True)
class Found:
    """What a wish comes to: what will be reviewed, of how much that could be, and what nobody is there for."""

    chosen: list[Candidate]
    eligible: int
    unservable: int
    probability: float
    seed: int

    def counts(self) -> dict[str, int | float]:
        return {
            "tasks": len({one.task_id for one in self.chosen}),
            "items": len(self.chosen),
            "eligible": self.eligible,
            "approved": sum(one.state == ItemState.ACCEPTED for one in self.chosen),
            "not_selected": sum(one.state == ItemState.NOT_SELECTED for one in self.chosen),
            "without_reviewer": self.unservable,
            "probability": self.probability,
        }


def find(
    db: Connection, workflow: Workflow, task_ids: Sequence[int], wish: Further, *, seed: int | None = None
) -> Found:
    """What would be reviewed, without changing anything."""
    seed = secrets.randbelow(2**63) if seed is None else seed
    found = reviews.candidates(db, workflow.project_id, task_ids, wish.scope.states)
    able = reviewers.of_project(db, workflow.project_id)
    own_work = workflow.settings.review.allow_self_review
    fit = [one for one in found if servable(one, able, without_judges=wish.exclude_earlier, own_work=own_work)]
    ids, probability = sample([one.id for one in fit], wish.sample_size, seed)
    return Found([one for one in fit if one.id in ids], len(fit), len(found) - len(fit), probability, seed)


def add(
    db: Connection, workflow: Workflow, task_ids: Sequence[int], wish: Further, *, by: int, at: datetime
) -> Counter[str]:
    """Sends items to a further review, in batches of their own, and counts: `made` items, `tasks`, `nobody`.

    A completed task is in review again. With `exclude_earlier` who judged an item before may not take its batch.
    """
    locked = {task.id: task for task in task_queries.lock_many(db, workflow.project_id, task_ids)}
    found = find(db, workflow, list(locked), wish)
    touched: dict[int, int] = {}
    for (annotation_id, author_id, excluded), items in batches(
        found.chosen, without_judges=wish.exclude_earlier
    ).items():
        batch_id = open_review(db, workflow, items[0].task_id, annotation_id, author_id)
        if excluded:
            queries.exclude(db, batch_id, excluded)
        makers.keep_away(db, workflow, items[0].task_id, annotation_id, author_id)
        reviews.add_round(db, [item.id for item in items], batch_id, found.probability, found.seed, at)
        annotation_queries.clear_verdict(db, annotation_id)
        touched[items[0].task_id] = touched.get(items[0].task_id, 0) + len(items)
    for task_id, count in touched.items():
        because = Event(
            "reviews.added",
            workflow.organization_id,
            workflow.project_id,
            task_id,
            None,
            by,
            {"items": count, "scope": wish.scope, "probability": found.probability, "seed": found.seed},
        )
        tasks.settle(db, locked[task_id], workflow, at=at, by=by, because=because, reason="Reviews were added by hand.")
    return Counter(made=len(found.chosen), tasks=len(touched), nobody=found.unservable)
