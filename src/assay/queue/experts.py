"""Experts: which verdict goes to one, who that may be, and the batches that wait for them (MQA A.10)."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from assay.access import reviewers
from assay.annotations.queries import AnnotationRow
from assay.history.service import record
from assay.kit.db import Connection
from assay.kit.errors import NotAllowed
from assay.projects.rules.workflow import Workflow
from assay.queue import makers, queries
from assay.queue.queries import Waiting
from assay.reviews import queries as reviews
from assay.reviews.queries import ItemRow, VerdictRow
from assay.reviews.rules import ReferralRule, drawn, experts_for, referral
from assay.tasks import queries as task_queries

ITERATION = "{key}:{iteration}"  # what a verdict is drawn by, with its seed


class Bench:
    """Who may be an expert in a project, asked for once however many items a request is about."""

    def __init__(self, db: Connection, workflow: Workflow) -> None:
        self._db = db
        self._workflow = workflow

    @cached_property
    def able(self) -> frozenset[int]:
        return reviewers.of_project(self._db, self._workflow.project_id)

    @cached_property
    def in_charge(self) -> frozenset[int]:
        return reviewers.in_charge(self._db, self._workflow.project_id)

    def without(self, people: Collection[int]) -> tuple[int, ...]:
        """Who may be the expert on something that these people judged or made."""
        named = self._workflow.settings.review.expert.reviewers
        return experts_for(named, self.able, self.in_charge, people)


@dataclass(frozen=True, slots=True)
class Looked:
    """How experts look at a verdict: by which rule, how likely, drawn with which seed; and who decides if drawn."""

    rule: ReferralRule | None = None
    probability: float | None = None
    seed: int | None = None
    is_drawn: bool | None = None
    pool: tuple[int, ...] = ()

    @property
    def refers(self) -> bool:
        """Whether an expert decides. Where nobody can, the verdict does what it would do without experts."""
        return bool(self.is_drawn and self.pool)


NOT_LOOKED = Looked()


def look(
    db: Connection,
    workflow: Workflow,
    bench: Bench,
    annotation: AnnotationRow,
    item: ItemRow,
    reviewer_id: int,
    *,
    accepted: bool,
    earlier: VerdictRow | None,
) -> Looked:
    """Whether a normal verdict goes to an expert. One that is changed keeps its seed: changing it is no new lot."""
    rejections = item.rejections + (not accepted)
    found = referral(workflow.settings.review.expert, item.round, accepted=accepted, rejections=rejections)
    if found is None:
        return NOT_LOOKED
    known = earlier.expert_seed if earlier is not None else None
    seed = secrets.randbelow(2**63) if known is None else known
    is_drawn = drawn(seed, ITERATION.format(key=item.key, iteration=item.round), found.probability)
    pool: tuple[int, ...] = ()
    if is_drawn:
        judges = {reviewer_id} if item.round == 1 else {reviewer_id, *reviews.judged_by(db, item.id)}
        pool = bench.without(judges | _makers(db, annotation))
        if not set(pool) & set(workflow.settings.review.expert.reviewers):
            _say_missing(db, workflow, annotation, bool(pool))
    return Looked(found.rule, found.probability, seed, is_drawn, pool)


def batch_for(db: Connection, workflow: Workflow, annotation: AnnotationRow, pool: tuple[int, ...] | None) -> int:
    """The batch that takes items of an annotation to these experts; None for everybody who reviews."""
    waiting = queries.expert_batch_of(db, annotation.id, pool)
    if waiting is not None:
        return waiting
    return queries.open_batch(
        db,
        project_id=workflow.project_id,
        task_id=annotation.task_id,
        annotation_id=annotation.id,
        author_id=annotation.author_id,
        kind="expert",
        pool=pool,
        state="open",
        order=workflow.settings.review.sampling,
    )


def again(db: Connection, workflow: Workflow, annotation: AnnotationRow, item_id: int) -> int:
    """The batch of an item that waits for an expert once more, because the expert's verdict was taken back."""
    judges = {*reviews.judged_by(db, item_id)} | _makers(db, annotation)
    return batch_for(db, workflow, annotation, Bench(db, workflow).without(judges) or None)


def check(db: Connection, item: ItemRow, reviewer_id: int) -> None:
    """Raises NotAllowed for somebody who may not be the expert on an item."""
    pool = queries.pool_of(db, item.work_item_id) if item.work_item_id is not None else None
    if pool is not None and reviewer_id not in pool:
        raise NotAllowed("This item waits for an expert.", code="not_an_expert")
    if reviewer_id in reviews.judged_by(db, item.id):
        raise NotAllowed("Nobody is the expert on their own verdict.", code="own_verdict")


def align(db: Connection, workflow: Workflow) -> None:
    """Gives work that waits for experts to those who are experts now, after they have changed or somebody left.

    Where nobody is left, everybody who reviews may take it, except those who judged it: no work waits for ever.
    """
    found = queries.expert_batches(db, workflow.project_id)
    if not found:
        return
    bench = Bench(db, workflow)
    for waiting in found:
        if task_queries.lock(db, waiting.task_id) is not None:
            _give_anew(db, bench, waiting)


def _give_anew(db: Connection, bench: Bench, waiting: Waiting) -> None:
    without = set(queries.judges_of(db, waiting.id)) | makers.others(
        db, waiting.task_id, waiting.annotation_id, waiting.author_id
    )
    if waiting.author_id is not None:
        without.add(waiting.author_id)
    pool = bench.without(without) or None
    if pool != waiting.people:
        queries.change_pool(db, waiting.id, pool)


def _makers(db: Connection, annotation: AnnotationRow) -> set[int]:
    author_id = annotation.author_id
    others = makers.others(db, annotation.task_id, annotation.id, author_id)
    return set(others) if author_id is None else {author_id, *others}


def _say_missing(db: Connection, workflow: Workflow, annotation: AnnotationRow, stood_in: bool) -> None:
    """Those in charge are told that no named expert could decide, and what happened instead."""
    record(
        db,
        "expert.missing",
        organization_id=workflow.organization_id,
        project_id=workflow.project_id,
        task_id=annotation.task_id,
        annotation_id=annotation.id,
        actor_id=None,
        payload={"instead": "in_charge" if stood_in else "nobody"},
    )
