"""Items that get a further review, and those whose review is called off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assay.kit.db import Connection, many, records, run
from assay.reviews.rules.added import Candidate


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    task_id: int
    annotation_id: int
    author_id: int | None
    state: str
    judges: list[int]


def candidates(db: Connection, project_id: int, task_ids: Sequence[int], states: Sequence[str]) -> list[Candidate]:
    """The items in some states of submitted work that counts, of tasks that are in review or completed.

    Where no queue moves tasks on, one can read so while its annotator has the work back; then nothing of it is found.
    """
    found = many(
        db,
        _Row,
        """select r.id, r.task_id, r.annotation_id, r.author_id, r.state, array(
             select distinct v.reviewer_id from verdict v where v.review_item_id = r.id and v.withdrawn_at is null
               and v.reviewer_id is not null order by v.reviewer_id) as judges
           from review_item r join task t on t.id = r.task_id join annotation a on a.id = r.annotation_id
           where r.project_id = %s and a.task_id = any(%s) and r.state = any(%s)
             and t.status in ('in_review', 'completed') and a.counts and not a.was_cancelled
             and not exists (select 1 from work_item w where w.task_id = t.id and w.annotation_id = a.id
               and w.kind = 'annotate' and w.returned and w.state in ('held', 'open'))
           order by r.task_id, r.annotation_id, r.id""",
        (project_id, list(task_ids), list(states)),
    )
    return [Candidate(r.id, r.task_id, r.annotation_id, r.author_id, r.state, tuple(r.judges)) for r in found]


def add_round(
    db: Connection, item_ids: Sequence[int], batch_id: int, probability: float, seed: int, at: datetime
) -> None:
    """Sends items to a further review. How they were drawn the first time stays in the detail of the new draw."""
    run(
        db,
        """update review_item set state = 'pending', updated_at = %(at)s, work_item_id = %(batch)s,
             round = case when state = 'not_selected' then round else round + 1 end,
             inclusion_detail = jsonb_build_object('earlier', jsonb_build_object('rule', inclusion_rule,
               'probability', inclusion_probability, 'seed', draw_seed, 'detail', inclusion_detail)),
             inclusion_rule = 'added', inclusion_probability = %(probability)s, draw_seed = %(seed)s
           where id = any(%(items)s)""",
        {"at": at, "batch": batch_id, "probability": probability, "seed": seed, "items": list(item_ids)},
    )


def call_off(db: Connection, annotation_id: int, at: datetime) -> list[int]:
    """Takes what waits for a reviewer out of review; returns the batches that it was in.

    It is back with its annotator, in the round before: the review that was called off is given when it comes back.
    """
    found = records(
        db,
        """with waiting as (
             select id, work_item_id from review_item where annotation_id = %(annotation)s and state = 'pending')
           update review_item r set state = 'returned', round = r.round - 1, work_item_id = null, updated_at = %(at)s
           from waiting where r.id = waiting.id returning waiting.work_item_id""",
        {"annotation": annotation_id, "at": at},
    )
    return sorted({row["work_item_id"] for row in found if row["work_item_id"] is not None})
