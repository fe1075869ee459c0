"""Who reviews what: from the settings and the people of a project to the reviews of a submission (MQA A.7, A.8).

A review that was drawn for somebody is theirs without end, until they give it back or somebody in charge does. Who has
left, is paused or may not review any more is not drawn; then the next rule decides, and those in charge are told once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.access import taking_part
from assay.history.service import record
from assay.kit.db import Connection
from assay.projects.rules.workflow import Workflow
from assay.queue import makers, queries
from assay.queue.queries import Work
from assay.queue.queries import mapping as rows
from assay.queue.queries.mapping import Waiting
from assay.reviews import queries as reviews
from assay.reviews.queries import Batch
from assay.reviews.rules import Manner, Pools, Selected, Share, share_out
from assay.tasks import queries as task_queries


@dataclass(frozen=True, slots=True)
class Crew:
    """Who of some people can review in a project now. `mapped`: whether the mapping counts for this work."""

    workflow: Workflow
    able: frozenset[int]
    mapped: bool = True

    def shares(
        self, author_id: int | None, selected: Sequence[Selected], seed: int, others: frozenset[int] = frozenset()
    ) -> tuple[Share, ...]:
        """The reviews of one submission. Nobody is drawn for their own work unless the project allows it.

        `others` have made it together with its author.
        """
        review = self.workflow.settings.review
        able = self.able if review.allow_self_review else self.able - others - {author_id}
        mapping = review.reviewer_mapping
        pools = Pools({})
        if self.mapped and mapping.enabled:
            pools = Pools.of(mapping.classes, mapping.annotators.get(str(author_id), ()), able=able)
        manner = Manner(review.one_reviewer_per_submission, review.max_instances_per_review)
        return share_out(selected, pools, manner, seed, able=able)


def crew_of(
    db: Connection, workflow: Workflow, task_id: int | None, author_id: int | None, selected: Sequence[Selected]
) -> Crew:
    """The crew for one submission. People who were asked by name to review its task come before the mapping."""
    named = _mapped_to(workflow, {item.class_name for item in selected}, [author_id])
    if named and task_id is not None and reviews.reviewers_of(db, task_id):
        named = frozenset()
    before = {item.before for item in selected if item.before is not None}
    return _crew(db, workflow, named, before)


def crew_of_task(db: Connection, workflow: Workflow, task_id: int, author_id: int) -> Crew:
    """The crew for the first submission of a task, whatever classes it will turn out to have."""
    mapping = workflow.settings.review.reviewer_mapping
    return crew_of(db, workflow, task_id, author_id, [Selected("", name) for name in mapping.classes])


def crew_for_all(db: Connection, workflow: Workflow, author_ids: Iterable[int]) -> Crew:
    """The crew for many submissions at once."""
    mapping = workflow.settings.review.reviewer_mapping
    return _crew(db, workflow, _mapped_to(workflow, mapping.classes, author_ids), ())


def _crew(db: Connection, workflow: Workflow, named: frozenset[int], before: Iterable[int]) -> Crew:
    candidates = named.union(before)
    if not candidates:
        return Crew(workflow, frozenset(), mapped=False)
    able = taking_part.ready(db, workflow.project_id, sorted(candidates))
    if named - able:
        _tell(db, workflow, named - able)
    return Crew(workflow, able, mapped=bool(named))


def _mapped_to(workflow: Workflow, classes: Iterable[str], author_ids: Iterable[int | None]) -> frozenset[int]:
    mapping = workflow.settings.review.reviewer_mapping
    if not mapping.enabled:
        return frozenset()
    pools: list[Collection[int]] = [mapping.classes.get(name, ()) for name in classes]
    pools += [mapping.annotators.get(str(author_id), ()) for author_id in author_ids]
    return frozenset(person for pool in pools for person in pool)


def _tell(db: Connection, workflow: Workflow, missing: frozenset[int]) -> None:
    """Tells those in charge of the project, once for each person until the mapping changes."""
    for person in rows.note_missing(db, workflow.project_id, sorted(missing)):
        record(
            db,
            "reviewer.missing",
            organization_id=workflow.organization_id,
            project_id=workflow.project_id,
            actor_id=None,
            payload={"user": person},
        )


def batches_of(workflow: Workflow, shares: Iterable[Share], waiting: Iterable[Waiting] = ()) -> list[Batch]:
    """The batches of some shares. Each joins a review that is `waiting` for the same person, or for everybody."""
    late = workflow.settings.review.only_finished_tasks
    known = {batch.holder_id: batch.id for batch in reversed(list(waiting))}
    found = []
    for share in shares:
        batch_id = known.pop(share.reviewer, None)
        state = "waiting" if late else "open" if share.reviewer is None else "held"
        pool = sorted(share.pool) if share.reviewer is not None else []
        found.append(Batch(share.keys, batch_id, state, share.reviewer, pool))
    return found


# ---------------------------------------------------------------- letting go


def let_go(db: Connection, workflow: Workflow, work: Work, *, at: datetime) -> None:
    """Takes a review out of the hands of its holder, who cannot do it: by the next rule, or back to the queue.

    The holder of the task's lock calls. Who is not able any more must be known as such already.
    """
    task_queries.lock(db, work.task_id)
    batch = rows.drawn_batch(db, work.id)
    if batch is None:
        queries.free_batch(db, work.id)
        return
    items = rows.waiting_items(db, None, batch.id)
    selected = [Selected(item.key, item.class_name) for item in items]
    crew = crew_of(db, workflow, batch.task_id, batch.author_id, selected)
    others = makers.others(db, batch.task_id, batch.annotation_id, batch.author_id)
    shares = crew.shares(batch.author_id, selected, batch.draw_seed, others)
    if len(shares) == 1 and not batch.begun:
        share = shares[0]
        state = batch.state if batch.state == "waiting" else "open" if share.reviewer is None else "held"
        rows.hand_over(db, batch.id, share.reviewer, sorted(share.pool), state)
        return
    reviews.open_batches(
        db,
        reviews.Submitted(workflow.project_id, batch.task_id, batch.annotation_id, batch.author_id, batch.draw_seed),
        batches_of(workflow, shares),
        order=workflow.settings.review.sampling,
    )
    makers.keep_away(db, workflow, batch.task_id, batch.annotation_id, batch.author_id)
    rows.settle_batches(db, batch.annotation_id, at)
