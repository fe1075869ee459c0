"""Writing down what a submission makes of its review items, and the batches that they wait in: by one statement each.

A statement names its batches by their places in a list, because their ids are not known before it runs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, LiteralString

from assay.kit.db import Connection, composed, json, run
from assay.projects.rules.settings import ReviewOrder
from assay.reviews.queries.order import key_of_task
from assay.reviews.rules import ItemState, Planned

_KNOWN: LiteralString = """jsonb_to_recordset(%(known)s) as k (key text, class_name text, state text, place int,
  round int)"""
_FRESH: LiteralString = """(select number, part->>0 as key, part->>1 as class_name, part->>2 as state,
  (part->>3)::int as place, (part->>4)::float8 as probability, part->>5 as rule
  from jsonb_array_elements(%(fresh)s) with ordinality as r (part, number)) n"""


_WHOLE: LiteralString = "cross join (select null::bigint as id) i"

# What becomes of items of earlier rounds.
_CHANGED: LiteralString = composed(
    """, known as (
         update review_item r set state = n.state, round = n.round, updated_at = %(at)s,
           class_name = case when n.class_name = '' then r.class_name else n.class_name end, work_item_id = n.batch
         from (select k.key, k.class_name, k.state, k.round, b.id as batch
           from""",
    _KNOWN,
    """left join b on b.place = k.place) n
         where r.annotation_id = %(annotation)s
           and coalesce((select i.key from instance i where i.id = r.instance_id), '') = n.key)""",
)


@dataclass(frozen=True, slots=True)
class Batch:
    """A review of some items, by their keys: one that waits already (`id`), or a new one in a state.

    `holder_id` was drawn of the people in `drawn_from`; without them the batch is for whoever comes first.
    """

    keys: Sequence[str]
    id: int | None = None
    state: str = "open"
    holder_id: int | None = None
    drawn_from: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Submitted:
    """Whose work it is that goes to review, where, and how its draws are reproduced."""

    project_id: int
    task_id: int
    annotation_id: int
    author_id: int | None
    seed: int


def write_plan(
    db: Connection,
    work: Submitted,
    planned: Sequence[Planned],
    batches: Sequence[Batch],
    *,
    by_instance: bool,
    order: ReviewOrder,
    detail: Mapping[str, Any] | None = None,
    at: datetime,
) -> None:
    """Stores what a submission made of its items: new ones with how they were drawn, known ones with their new state.

    What waits for a verdict now belongs to one of the batches; those that are new get their place in the `order` of the
    queue. `detail` is what a rule said of new items.
    """
    places = {key: place for place, batch in enumerate(batches, 1) for key in batch.keys}
    waits = ItemState.PENDING
    fresh = [
        (p.key, p.class_name, p.state, places.get(p.key) if p.state is waits else None, p.probability, p.rule)
        for p in planned
        if p.is_new
    ]
    known = [
        {
            "key": p.key,
            "class_name": p.class_name,
            "state": p.state,
            "place": places.get(p.key) if p.state is waits else None,
            "round": p.round,
        }
        for p in planned
        if not p.is_new
    ]
    run(
        db,
        composed(
            "with",
            _new_batches(order),
            _CHANGED if known else "",
            """insert into review_item (project_id, task_id, annotation_id, instance_id, author_id, class_name, state,
             inclusion_probability, inclusion_rule, inclusion_detail, draw_seed, work_item_id)
           select %(project)s, %(task)s, %(annotation)s, i.id, %(author)s, n.class_name, n.state, n.probability,
             n.rule, %(detail)s::jsonb, %(seed)s, b.id
           from""",
            _FRESH,
            "left join b on b.place = n.place",
            "left join instance i on i.annotation_id = %(annotation)s and i.key = n.key" if by_instance else _WHOLE,
            "order by n.number",
        ),
        {
            **_parameters(work, batches),
            "fresh": json(fresh),
            "known": json(known),
            "detail": None if detail is None else json(dict(detail)),
            "at": at,
        },
    )


def open_batches(db: Connection, work: Submitted, batches: Sequence[Batch], *, order: ReviewOrder) -> None:
    """Makes batches for items of an annotation that are there already, and gives each its items, by their keys."""
    items = [{"key": key, "place": place} for place, batch in enumerate(batches, 1) for key in batch.keys]
    run(
        db,
        composed(
            "with",
            _new_batches(order),
            """update review_item r set work_item_id = b.id
               from jsonb_to_recordset(%(items)s) as n (key text, place int) join b on b.place = n.place
               where r.annotation_id = %(annotation)s
                 and coalesce((select i.key from instance i where i.id = r.instance_id), '') = n.key""",
        ),
        {**_parameters(work, batches), "items": json(items)},
    )


def _new_batches(order: ReviewOrder) -> LiteralString:
    """The batches `b` with their places and ids, those that are new written down."""
    return composed(
        """b as materialized (
         select n.place, n.existing, n.state, n.holder, n.pool,
           coalesce(n.existing, nextval(pg_get_serial_sequence('work_item', 'id'))) as id
         from jsonb_to_recordset(%(batches)s) as n (place int, existing bigint, state text, holder bigint,
           pool bigint[])),
       made as (
         insert into work_item (id, project_id, task_id, kind, state, annotation_id, author_id, holder_id,
           reserved_at, drawn_from, draw_seed, order_key) overriding system value
         select b.id, %(project)s, %(task)s, 'review', b.state, %(annotation)s, %(author)s, b.holder,
           case when b.state = 'held' then now() end, b.pool,
           case when b.pool is not null then %(seed)s::bigint end,""",
        key_of_task(order),
        "from b where b.existing is null order by b.place)",
    )


def _parameters(work: Submitted, batches: Sequence[Batch]) -> dict[str, Any]:
    return {
        "project": work.project_id,
        "task": work.task_id,
        "annotation": work.annotation_id,
        "author": work.author_id,
        "seed": work.seed,
        "batches": json([_as_batch(place, batch) for place, batch in enumerate(batches, 1)]),
    }


def _as_batch(place: int, batch: Batch) -> dict[str, Any]:
    return {
        "place": place,
        "existing": batch.id,
        "state": batch.state,
        "holder": batch.holder_id,
        "pool": list(batch.drawn_from) or None,
    }
