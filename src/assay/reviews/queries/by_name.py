"""Items of a task by whether somebody was asked by name to review it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from assay.kit.db import Connection, json, many, run, value


@dataclass(frozen=True, slots=True)
class NamedItem:
    """A review item with what a draw needs."""

    id: int
    annotation_id: int
    author_id: int | None
    work_item_id: int | None
    class_name: str
    key: str


def reviewers_of(db: Connection, task_id: int) -> int:
    """How many people were asked by name to review a task."""
    return int(value(db, "select count(*) from assignment where task_id = %s and type = 'RE'", (task_id,)))


def waiting_unheld(db: Connection, task_id: int) -> list[NamedItem]:
    """Items of a task that wait for a reviewer and that nobody judges at this moment."""
    return many(
        db,
        NamedItem,
        """select r.id, r.annotation_id, r.author_id, r.work_item_id, r.class_name, coalesce(i.key, '') as key
           from review_item r
           left join instance i on i.id = r.instance_id left join work_item w on w.id = r.work_item_id
           where r.annotation_id in (select id from annotation where task_id = %s)
             and (r.state = 'undecided' or r.state = 'pending'
               and (w.id is null or w.state in ('open', 'waiting') or w.prefetched))
           order by r.id""",
        (task_id,),
    )


def not_asked_for(db: Connection, task_id: int) -> list[NamedItem]:
    """Items of a task that are not reviewed because nobody was asked to do it."""
    return many(
        db,
        NamedItem,
        """select r.id, r.annotation_id, r.author_id, r.work_item_id, r.class_name, coalesce(i.key, '') as key
           from review_item r left join instance i on i.id = r.instance_id
           where r.annotation_id in (select id from annotation where task_id = %s) and r.state = 'not_selected'
             and r.inclusion_rule = 'unassigned' order by r.id""",
        (task_id,),
    )


def left_out(db: Connection, task_id: int) -> list[NamedItem]:
    """Items of a task that nobody will judge, because they were not drawn or another one closed the task."""
    return many(
        db,
        NamedItem,
        """select r.id, r.annotation_id, r.author_id, r.work_item_id, r.class_name, coalesce(i.key, '') as key
           from review_item r left join instance i on i.id = r.instance_id
           where r.annotation_id in (select id from annotation where task_id = %s)
             and r.state in ('not_selected', 'undecided', 'waived') order by r.id""",
        (task_id,),
    )


def waive(db: Connection, item_ids: Sequence[int], at: datetime) -> None:
    """Takes items out of the queue; how they were drawn stays with them."""
    run(
        db,
        "update review_item set state = 'waived', work_item_id = null, updated_at = %s where id = any(%s)",
        (at, list(item_ids)),
    )


def redraw(
    db: Connection,
    item_ids: Sequence[int],
    state: str,
    probability: float,
    rule: str,
    detail: Mapping[str, Any] | None,
    seed: int,
    at: datetime,
) -> None:
    """Stores how items were drawn once more; they leave the batch that they were in."""
    if not item_ids:
        return
    run(
        db,
        """update review_item set state = %s, inclusion_probability = %s, inclusion_rule = %s, inclusion_detail = %s,
             draw_seed = %s, updated_at = %s, work_item_id = null where id = any(%s)""",
        (state, probability, rule, None if detail is None else json(dict(detail)), seed, at, list(item_ids)),
    )
